"""What a finger means: a choice, a sign of life, the end of the voice, or a technician's knock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.maintenance.secret_knock import SecretKnock
from kiosk.screens.touch import Touch, TouchKind
from kiosk.session import EndReason
from kiosk.touch_filter import Chosen, Pressed
from pages.choices import Do, Go, Target

if TYPE_CHECKING:
    from kiosk.app import Kiosk


class Touching:
    """Only the kiosk thread calls it."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        panel = kiosk.parts.panel
        self._knock = SecretKnock(kiosk.loop.clock, panel.width, panel.px_per_mm)

    def touch(self, touch: Touch) -> None:
        """A finger went down, moved or was lifted."""
        self._kiosk.parts.menu.feel(touch)
        event = self._kiosk.showing.touch(touch)
        if touch.kind is TouchKind.UP and self._knocked(touch):
            return
        match event:
            case Chosen(target):
                self._touched(target)
            case _ if touch.kind is TouchKind.DOWN:
                self._touched(None)
        if isinstance(event, Pressed):
            self._prepare(self._kiosk.showing.held)

    def _prepare(self, held: Target | None) -> None:
        """Ask for the page a held key leads to; whoever is asked whether they are there presses
        nothing, and staff can wait."""
        if self._kiosk.session.warning or self._kiosk.parts.menu.open:
            return
        match held:
            case Go():
                self._kiosk.navigator.prepare(held)
            case Do("back"):
                self._kiosk.navigator.prepare(None)

    def _touched(self, chosen: Target | None) -> None:
        """A finger went down somewhere, or made a choice.

        While the person is asked whether they are still there, any touch goes on and presses
        nothing else, but 办完了 (D3). A first touch on the silent welcome page makes it speak.
        """
        kiosk = self._kiosk
        if kiosk.session.warning and not _is_finish(chosen):
            kiosk.narrator.silence()
            if not _is_finish(kiosk.showing.held):
                kiosk.session.still_here()
            return
        began = kiosk.session.begun
        if not kiosk.parts.menu.touched():
            kiosk.session.touched()
        if not began and kiosk.showing.held is None and chosen is None:
            kiosk.repeat_page()
            return
        kiosk.narrator.silence()
        if chosen is not None:
            kiosk.choose(chosen)

    def _knocked(self, touch: Touch) -> bool:
        """A technician knocked on the waiting welcome page (H9)."""
        kiosk = self._kiosk
        page = kiosk.navigator.page
        waiting = page is not None and page.route == "standard.welcome"
        if not waiting or not self._knock.touch(touch.x, touch.y):
            return False
        kiosk.session.abandon(EndReason.MAINTENANCE)
        kiosk.parts.menu.begin()
        return True


def _is_finish(target: Target | None) -> bool:
    return isinstance(target, Do) and target.action == "finish"
