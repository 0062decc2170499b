"""What a choice may have the kiosk do, by name. ``Do("print", ...)`` on a page ends up here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from contract.records import CallReason
from kiosk.session import EndReason
from kiosk.standard_pages.size_and_sound import changed, usual
from pages.choices import Go, Scalar, go
from pages.presentation import Presentation

if TYPE_CHECKING:
    from kiosk.app import Kiosk

Values = Mapping[str, Scalar]


class Actions:
    """Carries out actions on the kiosk's rooms. An unknown name is a defect and raises."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._actions: dict[str, Callable[[Values, str], None]] = {
            "back": lambda _values, _key: kiosk.navigator.back(),
            "home": lambda _values, _key: self._home(),
            "again": lambda _values, _key: self._again(),
            "turn": lambda values, _key: kiosk.navigator.turn(int(values["step"])),
            "stop_reading": lambda _values, _key: kiosk.narrator.silence(),
            "go_on_reading": lambda _values, _key: kiosk.telling.go_on(),
            "paragraph": lambda values, _key: kiosk.telling.paragraph(int(values["step"])),
            "repeat": lambda _values, _key: kiosk.repeat_page(),
            "finish": lambda _values, _key: kiosk.session.finish(),
            "stay": lambda _values, _key: kiosk.session.still_here(),
            "go_on": lambda _values, _key: kiosk.session.go_on_without_card(),
            "refuse": lambda _values, _key: kiosk.session.refuse(),
            "not_me": lambda _values, _key: self._not_me(),
            "call": self._call,
            "withdraw_call": lambda values, _key: self._withdraw(values),
            "cover": lambda _values, _key: self._cover(),
            "reveal": lambda _values, _key: kiosk.revealing.turn(),
            "present": lambda values, _key: self._present(values),
            "usual": lambda _values, _key: self._usual(),
            "submit": self._submit,
            "identify_for": lambda values, _key: kiosk.identify_for(_target(values)),
            "instead": lambda values, _key: kiosk.navigator.go(_target(values), replacing=True),
            "read_aloud": lambda _values, _key: self._read_aloud(),
            "read_page": lambda values, _key: self._read_page(values),
            "print": self._print,
            "type": lambda values, _key: self._type(values),
            "hand_in": lambda _values, _key: kiosk.answering.hand_in(kiosk.session.records),
            "act_for": lambda _values, _key: kiosk.session.act_for(),
            "try_network": lambda _values, _key: kiosk.backend.ask_now(),
        }

    def do(self, action: str, values: Values, key: str) -> None:
        """Carry out an action with its values; ``key`` makes a repeated press harmless."""
        if action in self._actions:
            self._actions[action](values, key)
        else:
            self._kiosk.parts.menu.do(action, values)

    def _home(self) -> None:
        identified = self._kiosk.session.records is not None
        self._kiosk.show(go("standard.home" if identified else "standard.welcome"))

    def _again(self) -> None:
        """Once more what failed; where that was opening the visit, the card is laid down again."""
        if not self._kiosk.navigator.again():
            self._kiosk.show(go("standard.lay_card"))

    def _type(self, values: Values) -> None:
        """A key of the keyboard on the screen: a technician's or a visitor's."""
        if self._kiosk.parts.menu.open:
            self._kiosk.parts.menu.do("type", values)
        else:
            self._kiosk.telling.sound(self._kiosk.answering.typed(str(values["key"])))

    def _not_me(self) -> None:
        self._kiosk.log("visit.not_me")
        self._kiosk.calls.call(CallReason.NOT_ME)
        self._kiosk.session.end(EndReason.NOT_ME)

    def _call(self, values: Values, _key: str) -> None:
        self._kiosk.calls.call(CallReason(str(values["reason"])))

    def _withdraw(self, values: Values) -> None:
        reason = CallReason(str(values["reason"]))
        if reason in self._kiosk.calls.mine:
            self._kiosk.calls.withdraw(reason)

    def _cover(self) -> None:
        now = self._kiosk.session.presentation
        self._kiosk.session.presentation = now.changed(covered=not now.covered)
        self._kiosk.navigator.restyle()

    def _present(self, values: Values) -> None:
        session = self._kiosk.session
        before = session.presentation
        session.presentation = changed(before, str(values["setting"]), int(values["step"]))
        self._restyle(before)

    def _usual(self) -> None:
        before = self._kiosk.session.presentation
        self._kiosk.session.presentation = usual(before)
        self._restyle(before)

    def _restyle(self, before: Presentation) -> None:
        """Show the page so; in another language it is also said anew."""
        self._kiosk.navigator.restyle()
        if self._kiosk.session.presentation.language is not before.language:
            self._kiosk.repeat_page()

    def _submit(self, values: Values, key: str) -> None:
        """Hand a request in: the page of what became of it, which carries the request's key.

        Asked for again, after a failure say, that page gets the answer of the first time.
        """
        target = _target(values)
        self._kiosk.navigator.go(Go(target.route, (*target.params, ("key", key))), replacing=True)

    def _read_aloud(self) -> None:
        """Asked for once, figures are spoken for the rest of the visit (E9)."""
        self._kiosk.telling.allow_figures()
        self._kiosk.repeat_page()

    def _read_page(self, values: Values) -> None:
        self._kiosk.telling.allow_figures()
        self._kiosk.navigator.go(_target(values), replacing=True)

    def _print(self, values: Values, key: str) -> None:
        """Print the page as it stands now, and show how far that is."""
        kiosk = self._kiosk
        records = kiosk.session.records
        if records is None:
            return
        ask, target = kiosk.ask(), _target(values)
        if kiosk.printing.job(key) is None:
            kiosk.log("print.agreed", job=key)
        job = kiosk.printing.agree(
            key, target, records, lambda: kiosk.book.page(ask, target.route, target.params)
        )
        kiosk.navigator.go(go("standard.print_job", job=job), replacing=True)


def _target(values: Values) -> Go:
    """The page that an action's values name."""
    params = tuple((name, value) for name, value in values.items() if name != "route")
    return Go(str(values["route"]), params)
