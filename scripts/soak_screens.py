"""Thousands of pages on the real window, off screen, and what memory that takes.

``PYTHONPATH=. .venv/bin/python scripts/soak_screens.py --pages 3000``: a whole kiosk on fakes is
tapped at random on a driven clock, each page is drawn on Kivy's window, and visits end in between.
"""

from __future__ import annotations

import argparse
import random
import threading
from pathlib import Path

from kiosk.screens.drawing import Drawing
from kiosk.screens.window import Screen
from tests.kiosk.sample_people import CAO, OUYANG
from tests.kiosk.stage import NOBODY_THERE, UNHURRIED, StagedKiosk

LIMIT_S = 20.0
PAGES_A_VISIT = 25


def main() -> None:
    """Draw the pages and print the memory now and then."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    screen = Screen(1080, 1920, on_error=_raise, headless=True)
    tapping = threading.Thread(target=_tap, args=(screen, options), daemon=True)
    tapping.start()
    screen.run()


def _tap(screen: Screen, options: argparse.Namespace) -> None:
    screen.wait_until_open(LIMIT_S)
    kiosk, chance = _shown_on(screen), random.Random(options.seed)
    try:
        for number in range(options.pages):
            if number % PAGES_A_VISIT == 0:
                kiosk.lift()
                kiosk.wait(NOBODY_THERE)
                _forget_what_the_fakes_saw(kiosk)
                kiosk.lay(chance.choice([CAO, OUYANG]))
            rect = chance.choice(kiosk.targets).visible
            kiosk.touch_at(rect.x + rect.width // 2, rect.y + rect.height // 2)
            kiosk.wait(UNHURRIED)
            screen.shown().result(LIMIT_S)
            if number % options.every == 0 or number == options.pages - 1:
                print(f"page {number + 1}: {_memory():.1f} MB", flush=True)
    finally:
        screen.stop()


def _shown_on(screen: Screen) -> StagedKiosk:
    """A kiosk whose drawings go to the window, too."""
    kiosk = StagedKiosk()
    present, forget = kiosk.surface.present, kiosk.surface.forget

    def show(drawing: Drawing) -> None:
        present(drawing)
        screen.present(drawing)

    def drop() -> None:
        forget()
        screen.forget()

    kiosk.surface.present = show  # type: ignore[method-assign]
    kiosk.surface.prepare = screen.prepare  # type: ignore[method-assign]
    kiosk.surface.forget = drop  # type: ignore[method-assign]
    return kiosk


def _forget_what_the_fakes_saw(kiosk: StagedKiosk) -> None:
    """Fakes note whatever they were asked, said or told; here only the kiosk may grow."""
    for fake in (kiosk, kiosk.gateway, kiosk.speaker, kiosk.layout, kiosk.outbox):
        for noted in vars(fake).values():
            if isinstance(noted, list):
                noted.clear()
    kiosk.journal.steps.clear()


def _memory() -> float:
    """This process's proportional share in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _raise(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    main()
