"""Which page function answers a route, whatever room it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from applications import catalogue
from applications.ask import Ask, PageFunction
from contract.credentials import Right
from contract.failures import NotAllowed
from pages.choices import Params
from pages.model import Page


class PageBook:
    """The applications' pages and the kiosk's own, by route."""

    def __init__(self, own: Mapping[str, PageFunction]) -> None:
        self._own = own

    def page(self, ask: Ask, route: str, params: Params) -> Page:
        """Ask for a page; blocks, and raises what the page function raises.

        Raises ``NotAllowed`` where the visit lacks the right the page needs, and ``KeyError`` for a
        route nobody has, which is a defect.
        """
        function, right = self._find(route)
        if right is not None and right not in ask.visit.rights:
            raise NotAllowed
        return function(ask, **dict(params))

    def right_for(self, route: str) -> Right | None:
        """The right a page needs; None for one that anybody may see."""
        return self._find(route)[1]

    def _find(self, route: str) -> tuple[PageFunction, Right | None]:
        if route in self._own:
            return self._own[route], None
        return catalogue.find(route)
