"""Gather the faces the kiosk draws and prints with into one folder.

Debian ships Noto Sans CJK as a collection of ten faces, of which Kivy and Pillow would take the
first, the Japanese one; its forms of 直, 骨 or 门 are wrong for the people who read this screen.
So the Simplified-Chinese face is taken out by name. The rare characters of names and the icons
come as they are, the icons with a list of their names and code points.

    usage: make_fonts.py FOLDER
"""

import json
import re
import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

NOTO = Path("/usr/share/fonts/opentype/noto")
RARE = Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf")
ICONS = Path("/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf")
ICON_STYLES = Path("/usr/share/fonts-material-design-icons-iconfont/css/material-design-icons.css")

FULL_NAMES = {"Regular": "Noto Sans CJK SC", "Bold": "Noto Sans CJK SC Bold"}

# A class cannot begin with a digit: the style sheet's `_360` is the icon `360`.
ICON_RULE = re.compile(r'\.material-icons\._?(\w+):before \{\s*content: "\\([0-9a-f]+)"')


class FaceNotFoundError(Exception):
    """A font file that Debian's package should hold does not hold what is asked of it."""


def take_simplified_chinese(weight: str, folder: Path) -> Path:
    """Write the Simplified-Chinese face of one weight ("Regular", "Bold") as a font of its own."""
    collection = NOTO / f"NotoSansCJK-{weight}.ttc"
    target = folder / f"NotoSansCJKsc-{weight}.otf"
    with TTCollection(collection, lazy=True) as faces:
        for face in faces:
            if face["name"].getDebugName(4) == FULL_NAMES[weight]:
                face.save(target, reorderTables=None)
                return target
    raise FaceNotFoundError(f"{collection} has no face named {FULL_NAMES[weight]!r}")


def icon_code_points(style_sheet: str) -> dict[str, int]:
    """Read the icons' names and code points from the style sheet that comes with the icon font."""
    return {name: int(point, 16) for name, point in ICON_RULE.findall(style_sheet)}


def gather_icons(folder: Path) -> None:
    """Copy the icon font and write the names it can draw beside it: {"print": 59565, ...}."""
    shutil.copyfile(ICONS, folder / "MaterialIcons.ttf")
    with TTFont(ICONS) as font:
        drawn = font.getBestCmap()
    named = icon_code_points(ICON_STYLES.read_text(encoding="utf-8"))
    icons = {name: point for name, point in named.items() if point in drawn}
    if not icons:
        raise FaceNotFoundError(f"{ICON_STYLES} names no icon of {ICONS}")
    listing = json.dumps(icons, indent=0, sort_keys=True)
    (folder / "MaterialIcons.json").write_text(listing + "\n", encoding="utf-8")


def main(folder: Path) -> None:
    """Make all font files in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight in FULL_NAMES:
        take_simplified_chinese(weight, folder)
    shutil.copyfile(RARE, folder / "BabelStoneHan.ttf")
    gather_icons(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
