"""The keypad: every flow by ear alone. What is in focus is shown, spoken, and chosen with Enter.

A key that comes again within half a second is a hand that trembles, as with touches (EN 301 549,
5.8). Loudness, speed and a pause have keys of their own, on every page (E3). The focus goes through
everything that can be touched, the page's own choices first, then the fixed keys; it is the same
order in which they are laid out, and it goes round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.keypads.keypad import Key
from pages.choices import Choice, Role, Target, do, go
from pages.model import Audience
from pages.private import is_private
from pages.texts import FreeText, Text, say
from values import Count, Ordinal

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.screens.drawing import Drawing, HitTarget

_STEPS = {Key.NEXT: 1, Key.PREVIOUS: -1}
_FIXED: dict[Key, Target] = {
    Key.BACK: do("back"),
    Key.HOME: do("home"),
    Key.REPEAT: do("repeat"),
    Key.HELP: go("standard.help"),
}
_TURNED = {
    Key.LOUDER: ("volume", 1),
    Key.SOFTER: ("volume", -1),
    Key.FASTER: ("rate", 1),
    Key.SLOWER: ("rate", -1),
}


def focus_order(drawing: Drawing) -> tuple[HitTarget, ...]:
    """Everything that can be touched, the page's own before what stands on every page."""
    return tuple(sorted(drawing.targets, key=lambda target: target.fixed))


class Keypad:
    """Only the kiosk thread calls it."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._focus: Target | None = None
        self._place = 0
        self._last: tuple[Key, float] | None = None

    @property
    def focus(self) -> Target | None:
        """What is in focus, if the keypad is in use."""
        return self._focus

    def page_arrived(self) -> None:
        """Another page: nothing of it is in focus yet."""
        self._focus = None

    def press(self, key: Key) -> None:
        """A key went down. Staff's pages are not for the keypad; they may be testing it.

        Like a first touch, a first key makes the silent welcome page speak; while the person is
        asked whether they are still there, any key says so and does nothing else (D3).
        """
        kiosk = self._kiosk
        page = kiosk.navigator.page
        if page is None or page.audience is Audience.TECHNICIAN:
            kiosk.parts.menu.feel(key)
            return
        if self._trembles(key):
            return
        began, warned = kiosk.session.begun, kiosk.session.warning
        kiosk.session.touched()
        if warned:
            kiosk.narrator.silence()
        elif not began and page.silent:
            kiosk.repeat_page()
        else:
            self._act(key)

    def _trembles(self, key: Key) -> bool:
        """Whether the same key went down just before, too soon to be meant."""
        now, last = self._kiosk.loop.clock.monotonic(), self._last
        if last is not None and last[0] is key and now - last[1] < self._kiosk.parts.same_target:
            return True
        self._last = key, now
        return False

    def _act(self, key: Key) -> None:
        if key in _STEPS:
            self._move(_STEPS[key])
        elif key in _TURNED:
            self._turn(*_TURNED[key])
        elif key is Key.PAUSE:
            self._pause()
        elif key is Key.ENTER:
            self._enter()
        elif key is Key.WHERE:
            self._say_where()
        elif key is not Key.BACK or self._kiosk.navigator.can_go_back:
            self._kiosk.choose(_FIXED[key])

    def _move(self, step: int) -> None:
        order = self._order()
        if not order:
            return
        place = self._place_in(order)
        start = (-1 if step > 0 else 0) if place is None else place
        self._place = (start + step) % len(order)
        self._focus = order[self._place].target
        self._kiosk.showing.redraw()
        self._say_focus()

    def _enter(self) -> None:
        """Choose what is in focus; where nothing is, say where one is."""
        if self._focused() is None or self._focus is None:
            self._say_where()
        else:
            self._kiosk.choose(self._focus)

    def _turn(self, setting: str, step: int) -> None:
        """Louder, softer, faster, slower: and say how it is from here on."""
        self._kiosk.actions.do("present", {"setting": setting, "step": step}, "")
        presentation = self._kiosk.session.presentation
        turned = {"volume": presentation.volume, "rate": presentation.rate}
        value = say("standard.size_and_sound.step", n=Ordinal(turned[setting]))
        label = say(f"standard.size_and_sound.{setting}")
        self._kiosk.telling.interject(say("speech.fact", label=label, value=value))

    def _pause(self) -> None:
        if self._kiosk.narrator.speaking:
            self._kiosk.narrator.silence()
        else:
            self._kiosk.telling.go_on()

    def _say_where(self) -> None:
        page = self._kiosk.navigator.page
        if page is not None:
            focused = self._focused()
            self._kiosk.telling.say_instead(page.title, *([] if focused is None else [focused]))

    def _say_focus(self) -> None:
        focused = self._focused()
        if focused is not None:
            self._kiosk.telling.say_instead(focused)

    def _focused(self) -> Text | None:
        """What is in focus and which of how many it is; None where it is not there any more."""
        order = self._order()
        place = self._place_in(order)
        if place is None:
            return None
        if self._may_be_secret(order[place]):
            return say("speech.withheld_key")
        what, number = self._named(order[place]), Ordinal(place + 1)
        return say("speech.focus", what=what, n=number, count=Count(len(order)))

    def _place_in(self, order: tuple[HitTarget, ...]) -> int | None:
        """Where the focus stands. A page's own choice may do what a fixed key does, too: which of
        them it is stays known; where the page changed by itself, the first that does it."""
        places = [place for place, each in enumerate(order) if each.target == self._focus]
        return self._place if self._place in places else next(iter(places), None)

    def _may_be_secret(self, target: HitTarget) -> bool:
        """What a key would type, or where it stands, is for nobody else's ears (E8)."""
        types = target.keyboard and len(target.label) == 1
        return types and not self._kiosk.telling.headphones

    def _named(self, target: HitTarget) -> Text:
        """A choice in the words of its page, with what else it says; another key by its label."""
        page = self._kiosk.navigator.page
        for choice in page.choices if page is not None else ():
            if choice.target == target.target:
                return self._choice(choice)
        return FreeText(target.label)

    def _choice(self, choice: Choice) -> Text:
        aloud = self._kiosk.telling.figures_aloud
        text = choice.label
        if choice.role is not Role.STEP:
            for more, private in ((choice.detail, False), (choice.aside, choice.aside_private)):
                if more is not None and (aloud or not (private or is_private(more))):
                    text = say("speech.also", first=text, second=more)
        if choice.badge is not None:
            text = say("speech.also", first=text, second=choice.badge)
        return text

    def _order(self) -> tuple[HitTarget, ...]:
        drawing = self._kiosk.showing.drawing
        return () if drawing is None else focus_order(drawing)
