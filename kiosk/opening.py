"""Asking the backend who stands here: one question at a time, and the newest one counts."""

from __future__ import annotations

from collections.abc import Callable

from contract import credentials
from contract.credentials import Assurance, Credential, HolderCredential
from contract.failures import TimedOut
from contract.gateway import Gateway, VisitRecords
from devices.cards.reading import CardKind, Holder
from kiosk.loop import Loop, Timer

OPENING_LIMIT = 10.0
"""Seconds to wait for the backend to say who this is."""

_KINDS = {
    CardKind.SOCIAL_SECURITY: credentials.CardKind.SOCIAL_SECURITY,
    CardKind.RESIDENT_ID: credentials.CardKind.RESIDENT_ID,
}


class Opening:
    """Only the kiosk thread calls it."""

    def __init__(self, loop: Loop, gateway: Gateway) -> None:
        self._loop = loop
        self._gateway = gateway
        self._serial = 0
        self._timer: Timer | None = None

    def ask(
        self,
        credential: Credential,
        actor: HolderCredential | None,
        done: Callable[[VisitRecords | Exception], None],
    ) -> None:
        """Have ``done`` told the answer, at the latest after ``OPENING_LIMIT``.

        A visit that comes too late, or for a question that was dropped, is closed unseen.
        """
        self.drop()
        serial = self._serial

        def answered(answer: VisitRecords | Exception) -> None:
            if serial == self._serial:
                self.drop()
                done(answer)
            elif not isinstance(answer, Exception):
                self.close(answer)

        self._timer = self._loop.call_later(OPENING_LIMIT, lambda: answered(TimedOut()))
        self._loop.work(lambda: self._gateway.open_visit(credential, actor), answered)

    def drop(self) -> None:
        """Nobody waits for an answer any more."""
        self._serial += 1
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def close(self, records: VisitRecords) -> None:
        """End a visit at the backend; nobody waits for that."""
        self._loop.work(records.close, lambda _done: None)


def credential_of(holder: Holder) -> HolderCredential:
    """What a card that gave its holder is to the backend."""
    return HolderCredential(
        card=_KINDS[holder.kind],
        id_number=holder.id_number,
        name=holder.name,
        authenticated=holder.authenticated,
        card_number=holder.card_number,
    )


def assurance_of(credential: HolderCredential) -> Assurance:
    """How sure it makes us at least."""
    return Assurance.AUTHENTICATED if credential.authenticated else Assurance.HOLDER_READ
