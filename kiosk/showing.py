"""What stands on the screen: the present view, laid out, and what a finger presses on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from devices.speakers.speaker import SpeakerStatus
from kiosk.frame import counter, fixed_keys, service_keys, staff, who
from kiosk.screens.drawing import Drawing
from kiosk.screens.layout import hold
from kiosk.screens.layout_memory import LayoutMemory
from kiosk.screens.touch import Touch
from kiosk.screens.view import View
from kiosk.touch_filter import Chosen, TouchEvent, TouchFilter
from pages.choices import Target
from pages.model import Audience, Page
from pages.presentation import Look, Presentation

if TYPE_CHECKING:
    from kiosk.app import Kiosk

BURN_IN_SHIFT_PX = 4
MINUTE = 60.0
LET_GO_AFTER = 0.03
"""Seconds for which a key that chose is still drawn held: most often the next page is there."""
TREMOR_MM = 4
"""How far a finger may stray over the edge of a key it holds."""


class Showing:
    """Only the kiosk thread calls it. ``drawn`` counts the pictures that were shown."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._touches = TouchFilter(
            kiosk.loop.clock.monotonic, kiosk.parts.panel.px(TREMOR_MM), kiosk.parts.same_target
        )
        self.layouts = LayoutMemory(kiosk.parts.panel)
        self._drawing: Drawing | None = None
        self._calm: tuple[Drawing, View] | None = None
        self._shift = 0
        self._arrived = False
        self._redraw_due = False
        self.drawn = 0

    @property
    def held(self) -> Target | None:
        """What is held down now."""
        index, drawing = self._touches.held, self._drawing
        return None if index is None or drawing is None else drawing.targets[index].target

    @property
    def drawing(self) -> Drawing | None:
        """What stands on the screen."""
        return self._drawing

    def touch(self, touch: Touch) -> TouchEvent | None:
        """What a finger's event means; a key that goes down or up is drawn so (D1)."""
        before = self._touches.held
        event = self._touches.feed(touch)
        if isinstance(event, Chosen):
            self._kiosk.loop.call_later(LET_GO_AFTER, self._show_let_go)
        elif self._touches.held != before:
            self._show_held()
        return event

    def prepare(self, page: Page) -> None:
        """Lay out a page whose key is held down, and have its words rastered meanwhile."""
        if self._calm is None or page.audience is not Audience.VISITOR:
            return
        view = self._calm[1]
        part = self.layouts.split(page, view.presentation)[0]
        keys = fixed_keys(page, can_go_back=True)
        view = replace(view, page=page, part=part, fixed_keys=keys, caption=None, reading=None)
        self._kiosk.parts.surface.prepare(self.layouts.lay_out(view))

    def page_arrived(self) -> None:
        """The next picture is another page: a touch meant for the old one does nothing on it."""
        self._arrived = True

    def redraw(self) -> None:
        """Lay the present view out anew, once for all changes of this turn of the loop."""
        if not self._redraw_due:
            self._redraw_due = True
            self._kiosk.loop.post(self._draw)

    def caption_changed(self) -> None:
        """Something else is being read, or nothing, or what was."""
        said = self._kiosk.narrator.caption
        now = (None, None) if said is None else (said.shown, said.block)
        if self._calm is None or now != (self._calm[1].caption, self._calm[1].reading):
            self.redraw()

    def each_minute(self) -> None:
        """The head's clock; the waiting picture moves a little, so that it does not burn in.

        It stands still while somebody is there: a key never moves away under a finger.
        """
        if not self._kiosk.session.begun:
            self._shift = BURN_IN_SHIFT_PX - self._shift
        self._kiosk.refresh("hours")
        self.redraw()
        self._kiosk.loop.call_later(MINUTE, self.each_minute)

    def forget(self) -> None:
        """The visit is over: nothing of what showed is kept or can be pressed."""
        self._drawing = self._calm = None
        self.layouts.forget()
        self._touches.forget()
        self._kiosk.parts.surface.forget()

    def _draw(self) -> None:
        self._redraw_due = False
        view = self._view()
        if view is None:
            return
        panel = self._kiosk.parts.panel
        self._calm = self.layouts.lay_out(view), view
        drawing = self._drawing = hold(self._calm[0], self._holding(view), panel)
        self._touches.show(drawing, arrived=self._arrived)
        self._arrived = False
        self._kiosk.parts.surface.present(drawing)
        self.drawn += 1
        self._kiosk.parts.shown(view, drawing)

    def _show_held(self) -> None:
        """Show a key held, or let go, at once: all else is as it was laid out before."""
        if self._calm is None or self._redraw_due:
            self.redraw()
            return
        drawing, view = self._calm
        self._drawing = hold(drawing, self._holding(view), self._kiosk.parts.panel)
        self._kiosk.parts.surface.present(self._drawing)

    def _show_let_go(self) -> None:
        """The page that was chosen is not there yet: the key goes up until it is."""
        if self._calm is not None and self._drawing is not self._calm[0]:
            self._show_held()

    def _holding(self, view: View) -> View:
        return replace(view, pressed=self._touches.held)

    def _view(self) -> View | None:
        """Everything the screen shows now."""
        kiosk = self._kiosk
        page = kiosk.navigator.page
        if page is None:
            return None
        service = page.audience is Audience.TECHNICIAN
        ask = kiosk.ask()
        said = kiosk.narrator.caption
        back = kiosk.navigator.can_go_back
        closed = page.route == "standard.welcome" and ask.opens_again is not None
        return View(
            page=page,
            part=kiosk.navigator.part,
            presentation=_dim(ask.presentation) if closed else ask.presentation,
            organisation=ask.terminal.organisation,
            moment=ask.now.replace(second=0, microsecond=0),
            who=staff(ask.service) if service else who(ask.records),
            counter=counter(ask.terminal, ask.calls.values()),
            caption=None if said is None else said.shown,
            muted=kiosk.devices.speaker is not SpeakerStatus.READY,
            reading=None if said is None else said.block,
            fixed_keys=(service_keys if service else fixed_keys)(page, can_go_back=back),
            focus=kiosk.keypad.focus,
            shift=self._shift if page.route == "standard.welcome" else 0,
            demo=ask.terminal.demo,
            service=service,
        )


def _dim(presentation: Presentation) -> Presentation:
    """Nobody is expected: the screen gives little light."""
    return presentation.changed(look=Look.DARK)
