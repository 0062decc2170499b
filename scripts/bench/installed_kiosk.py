"""The kiosk as it is installed, but that it takes the made-up records of the demo's service.

``python -m scripts.bench.installed_kiosk SETTINGS PLACES``: where the keys of each page stand is
written to the second file the first time a page is shown, so that a finger finds them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kiosk import start
from kiosk.event_log import to_standard_output
from kiosk.screens.drawing import Drawing
from kiosk.screens.view import View
from kiosk.settings import load_settings
from pages.choices import Go


class Places:
    """Lines of JSON: a page's route, and where each choice that leads on stands."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: set[str] = set()

    def shown(self, view: View, drawing: Drawing) -> None:
        """Note the places of a page that was not seen before."""
        if view.page.route in self._known:
            return
        self._known.add(view.page.route)
        places: dict[str, tuple[int, int]] = {}
        for each in drawing.targets:
            name = each.target.route if isinstance(each.target, Go) else each.target.action
            rect = each.visible
            places.setdefault(name, (rect.x + rect.width // 2, rect.y + rect.height // 2))
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([view.page.route, places]) + "\n")


if __name__ == "__main__":
    outfit = start.Outfit(
        demo=True, log_to=to_standard_output, shown=Places(Path(sys.argv[2])).shown
    )
    sys.exit(start.run(load_settings(Path(sys.argv[1])), outfit))
