"""Lays out a visit's pages, measuring each but once.

A page is split when it arrives, placed when it is shown, and placed again each time another
sentence of it is read; people go back to where they were. All of that uses the same flow.
"""

from __future__ import annotations

from collections import deque

from kiosk.screens.drawing import Drawing
from kiosk.screens.flow import Flow
from kiosk.screens.layout import flow_of, lay_out_calm
from kiosk.screens.panel import Panel
from kiosk.screens.themes import theme_of
from kiosk.screens.view import View
from pages.model import Audience, Page, Part
from pages.presentation import Presentation

KEPT = 6
"""So many pages back are remembered."""


class LayoutMemory:
    """Of one panel. Only the kiosk thread calls it; ``forget`` ends a visit (D4)."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._flows: deque[tuple[Presentation, Flow]] = deque(maxlen=KEPT)

    def split(self, page: Page, presentation: Presentation) -> tuple[Part, ...]:
        """The parts a page falls into at this person's text size."""
        return (Part(),) if page.bare else self._flow(page, presentation).parts()

    def lay_out(self, view: View) -> Drawing:
        """Place everything a view shows, with no key held down."""
        return lay_out_calm(self._flow(view.page, view.presentation), view, self._panel)

    def forget(self) -> None:
        """The visit is over: no page of it is remembered."""
        self._flows.clear()

    def _flow(self, page: Page, presentation: Presentation) -> Flow:
        for known, flow in self._flows:
            if flow.page == page and known == presentation:
                return flow
        service = page.audience is Audience.TECHNICIAN
        theme = theme_of(presentation.look, service=service)
        flow = flow_of(page, presentation, self._panel, theme)
        self._flows.appendleft((presentation, flow))
        return flow
