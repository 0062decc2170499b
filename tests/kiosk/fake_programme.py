"""What a fake service knows of activities and of who knows which notice: the contract's part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from contract.activities import (
    Activity,
    Refusal,
    Signing,
    SignUp,
    SignUpAnswer,
    Standing,
    coming_since,
)
from contract.failures import RecordMissing
from kiosk.clock import Clock
from tests.kiosk.sample_programme import PROGRAMME


@dataclass
class FakeProgramme:
    """The activities, and how everybody stands; ``young`` and ``elsewhere`` name people."""

    clock: Clock
    activities: tuple[Activity, ...] = PROGRAMME
    coming: dict[str, tuple[SignUp, ...]] = field(default_factory=dict)
    acknowledged: dict[str, set[int]] = field(default_factory=dict)
    young: set[str] = field(default_factory=set)
    answers: dict[str, SignUpAnswer] = field(default_factory=dict)
    asked: int = 0
    """How many requests were carried out, not counting those whose key was known."""

    def find(self, number: int) -> Activity:
        for each in self.activities:
            if each.id == number:
                return each
        raise RecordMissing

    def change(self, number: int, **changes: object) -> None:
        """Something befalls an activity meanwhile."""
        self.activities = tuple(
            replace(each, **changes) if each.id == number else each  # type: ignore[arg-type]
            for each in self.activities
        )

    def sign_up(
        self, person: str, number: int, key: str, *, fit: bool, by_other: bool
    ) -> SignUpAnswer:
        return self._once(person, key, lambda: self._sign_up(person, number, fit, by_other))

    def cancel(self, person: str, number: int, key: str) -> SignUpAnswer:
        return self._once(person, key, lambda: self._cancel(person, number))

    def _once(self, person: str, key: str, do: Callable[[], SignUpAnswer]) -> SignUpAnswer:
        if key not in self.answers:
            self.asked += 1
            self.answers[key] = do()
            self.coming[person] = coming_since(self.coming.get(person, ()), self.answers[key])
        return self.answers[key]

    def _sign_up(self, person: str, number: int, fit: bool, by_other: bool) -> SignUpAnswer:
        found = self.find(number)
        own = [each for each in self.coming.get(person, ()) if each.activity.id == number]
        if own:
            return SignUpAnswer(own[0], already=True)
        refusal = self._refusal(person, found, fit)
        if refusal is not None:
            return SignUpAnswer(None, refusal)
        if found.left:
            self.change(number, taken=found.taken + 1)
            return SignUpAnswer(SignUp(self.find(number), Standing.GOING, by_other=by_other))
        self.change(number, waiting=found.waiting + 1)
        return SignUpAnswer(
            SignUp(self.find(number), Standing.WAITING, found.waiting + 1, by_other=by_other)
        )

    def _refusal(self, person: str, found: Activity, fit: bool) -> Refusal | None:
        signing = found.signing(self.clock.now())
        if signing in (Signing.CALLED_OFF, Signing.CLOSED, Signing.NO_LINE):
            return Refusal(signing.value)
        if found.least_age is not None and person in self.young:
            return Refusal.TOO_YOUNG
        if found.only_street is not None:
            return Refusal.OTHER_STREET
        return Refusal.UNFIT if found.unfit is not None and not fit else None

    def _cancel(self, person: str, number: int) -> SignUpAnswer:
        found = self.find(number)
        own = [each for each in self.coming.get(person, ()) if each.activity.id == number]
        if not own:
            return SignUpAnswer(None, Refusal.NOT_SIGNED_UP)
        if own[0].standing is Standing.GOING:
            self.change(number, taken=found.taken - 1)
        return SignUpAnswer(replace(own[0], activity=found, standing=Standing.CANCELLED))
