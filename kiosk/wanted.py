"""The page somebody asked for in vain, for want of a card or of a surer visit: they are led on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.failures import NotAllowed
from pages.choices import Go, go

if TYPE_CHECKING:
    from kiosk.app import Kiosk

HOME = go("standard.home")
_OF_THE_KIOSK = {"standard", "failure"}


class Wanted:
    """Only the kiosk thread calls it. ``target`` is that page; None where nothing is wanted."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self.target: Go | None = None

    def take(self) -> Go:
        """What was asked for, or home; once."""
        wanted, self.target = self.target, None
        return wanted or HOME

    def come_back(self) -> None:
        """Whoever is known already comes back to the page that shows."""
        if self._kiosk.session.records is not None and self.target is None:
            self.target = self._left()

    def lapsed(self) -> None:
        """The visit is over at the service: the next card leads back."""
        self.target = self._kiosk.navigator.asked_for or self._left()

    def more_needed(self) -> Go:
        """The page that says what to lay down or type."""
        self.target = self._kiosk.navigator.asked_for or self.target
        right = None if self.target is None else self._kiosk.book.right_for(self.target.route)
        return go("failure.page", code=NotAllowed.code, right=right.value if right else "")

    def forget(self) -> None:
        """The visit is over."""
        self.target = None

    def _left(self) -> Go | None:
        """The application's page that shows; None where the kiosk's own does."""
        place = self._kiosk.navigator.place
        if place is None or place.target.route.partition(".")[0] in _OF_THE_KIOSK:
            return None
        return place.target
