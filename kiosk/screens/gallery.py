"""Draws the sample pages off screen, for looking at: ``python -m kiosk.screens.gallery OUT``.

Every page, at every text size, every part, as PNG files named ``page-size-part.png``.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from kiosk.screens.drawing import Drawing
from kiosk.screens.layout import lay_out, split
from kiosk.screens.panel import Panel
from kiosk.screens.samples import CAPTION, HOME_KEYS, KEYS, PAGES, WELCOME_KEYS
from kiosk.screens.view import FixedKey, View
from kiosk.screens.window import Screen
from pages.model import Audience, Page
from pages.presentation import Presentation, TextSize
from pages.texts import FreeText

MORNING = datetime(2026, 11, 22, 9, 41, tzinfo=timezone(timedelta(hours=8)))
PATIENCE = 30.0
"""Seconds within which a window opens and a picture is written."""


def drawings(panel: Panel) -> Iterator[tuple[str, Drawing]]:
    """Every sample page at every size and part, with the name of its picture."""
    for name, page in PAGES.items():
        for size in TextSize:
            presentation = Presentation(size=size)
            for part in split(page, presentation, panel):
                view = View(
                    page,
                    part,
                    presentation,
                    organisation="通州区退休职工服务站",
                    moment=MORNING,
                    who=FreeText(_who(page)),
                    counter=FreeText("人工办理：一号窗口"),
                    caption=CAPTION,
                    fixed_keys=_keys(page),
                    service=page.audience is Audience.TECHNICIAN,
                )
                yield f"{name}-{size.name.lower()}-{part.number}", lay_out(view, panel)


def _who(page: Page) -> str:
    if page.audience is Audience.TECHNICIAN:
        return "技术员 钱工"
    waiting = page.route in ("standard.welcome", "standard.lay_card")
    return "还没有放卡" if waiting else "曹师傅，您好"


def _keys(page: Page) -> tuple[FixedKey | None, ...]:
    if page.audience is Audience.TECHNICIAN:
        return (KEYS[0], None, None, None, None)
    special = {"standard.home": HOME_KEYS, "standard.welcome": WELCOME_KEYS}
    return special.get(page.route, KEYS)


def _draw_all(screen: Screen, panel: Panel, folder: Path) -> None:
    try:
        screen.wait_until_open(PATIENCE)
        for name, drawing in drawings(panel):
            screen.present(drawing)
            screen.screenshot(folder / f"{name}.png").result(PATIENCE)
    finally:
        screen.stop()


def _reraise(error: BaseException) -> None:
    raise error


def main() -> None:
    """Draw the gallery into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--width", type=int, default=1080, help="of the panel, in pixels")
    parser.add_argument("--height", type=int, default=1920, help="of the panel, in pixels")
    parser.add_argument("--diagonal", type=float, default=21.5, help="of the panel, in inches")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    panel = Panel(options.width, options.height, options.diagonal)
    screen = Screen(panel.width, panel.height, on_error=_reraise, headless=True)
    worker = threading.Thread(target=_draw_all, args=(screen, panel, options.out))
    worker.start()
    screen.run()
    worker.join()


if __name__ == "__main__":
    main()
