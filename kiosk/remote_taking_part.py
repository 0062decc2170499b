"""A visit's part of the contract that is about notices and activities, over HTTP."""

from __future__ import annotations

from contract.activities import SignUp, SignUpAnswer, TakingPart, coming_since
from contract.failures import BadAnswer
from kiosk.remote_records import VisitWire


class RemoteTakingPart(VisitWire, TakingPart):
    """``coming`` is what the visit opened with, and what it has asked for and changed since."""

    _coming: tuple[SignUp, ...] = ()

    @property
    def coming(self) -> tuple[SignUp, ...]:
        return self._coming

    def acknowledged(self) -> frozenset[int]:
        return self._read("/acknowledgements", frozenset[int])

    def acknowledge(self, notice_id: int) -> frozenset[int]:
        known = self._send("/acknowledgements", {"notice": notice_id}, frozenset[int])
        if notice_id not in known:
            raise BadAnswer("what was just said is not known")
        return known

    def sign_ups(self) -> tuple[SignUp, ...]:
        self._coming = self._read("/sign-ups", tuple[SignUp, ...])
        return self._coming

    def sign_up(self, activity: int, key: str, *, fit: bool) -> SignUpAnswer:
        body = {"key": key, "fit": fit}
        return self._noted(
            activity, self._send(f"/activities/{activity}/sign-ups", body, SignUpAnswer)
        )

    def cancel_sign_up(self, activity: int, key: str) -> SignUpAnswer:
        path = f"/activities/{activity}/cancellations"
        return self._noted(activity, self._send(path, {"key": key}, SignUpAnswer))

    def _noted(self, activity: int, answer: SignUpAnswer) -> SignUpAnswer:
        if answer.sign_up is not None and answer.sign_up.activity.id != activity:
            raise BadAnswer("another activity than was asked for")
        self._coming = coming_since(self._coming, answer)
        return answer
