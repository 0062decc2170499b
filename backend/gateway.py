"""The contract's ``Gateway`` in process: what the HTTP routes serve."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend.library import answers, calls, notices, receipts, settlements, visits
from backend.library.messages import take
from backend.library.visits import Visit
from backend.service import Caller, Service, Work
from contract.credentials import Assurance, Credential, HolderCredential, Right
from contract.fleet import CallStanding, Message
from contract.gateway import Gateway, VisitRecords
from contract.records import (
    AnswerChecked,
    FeeItem,
    IssuedReceipt,
    Notice,
    NoticeSummary,
    ReceiptKind,
    Retiree,
    Settlement,
    SettlementSummary,
    VisitOpened,
)


class LocalGateway(Gateway):
    """The resource library for one terminal."""

    def __init__(self, service: Service, caller: Caller) -> None:
        self._service = service
        self._caller = caller

    def notices(self) -> tuple[NoticeSummary, ...]:
        with self._service.work(self._caller) as work:
            return notices.current(work)

    def notice(self, notice_id: int) -> Notice:
        with self._service.work(self._caller) as work:
            return notices.notice(work, notice_id)

    def admit(self, credential: Credential, actor: HolderCredential | None = None) -> VisitOpened:
        """Begin a visit and answer its token; raises ``PersonUnknown`` among others."""
        with self._service.work(self._caller) as work:
            return visits.open_visit(work, credential, actor)

    def open_visit(
        self, credential: Credential, actor: HolderCredential | None = None
    ) -> LocalVisit:
        return LocalVisit(self._service, self._caller, self.admit(credential, actor))

    def records(self, token: str) -> TokenRecords:
        """The records of the visit a token stands for; checked when one is asked for."""
        return TokenRecords(self._service, self._caller, token)

    def tell(self, message: Message) -> None:
        with self._service.work(self._caller, acknowledged=True) as work:
            take(work, message)

    def call_standing(self, call_id: str) -> CallStanding:
        with self._service.work(self._caller) as work:
            return calls.standing(work, call_id)

    def reachable(self) -> bool:
        try:
            with self._service.engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True


class TokenRecords:
    """What a visit's token opens."""

    def __init__(self, service: Service, caller: Caller, token: str) -> None:
        self._service = service
        self._caller = caller
        self._token = token

    def reimbursement_years(self) -> tuple[int, ...]:
        with self._visiting() as (work, visit):
            return settlements.years(work, visit)

    def reimbursements(self, year: int) -> tuple[SettlementSummary, ...]:
        with self._visiting() as (work, visit):
            return settlements.of_year(work, visit, year)

    def settlement(self, number: str) -> Settlement:
        with self._visiting() as (work, visit):
            return settlements.settlement(work, visit, number)

    def fee_items(self, number: str) -> tuple[FeeItem, ...]:
        with self._visiting() as (work, visit):
            return settlements.fee_items(work, visit, number)

    def issue_receipt(
        self, job: str, record: str, kind: ReceiptKind = ReceiptKind.SETTLEMENT
    ) -> IssuedReceipt:
        with self._visiting(acknowledged=True) as (work, visit):
            return receipts.issue(work, visit, job, kind, record)

    def answer(self, digits: str) -> AnswerChecked:
        with self._visiting(acknowledged=True) as (work, visit):
            return answers.check(work, visit, digits)

    def close(self) -> None:
        with self._service.work(self._caller) as work:
            visits.end(work, self._token)

    @contextmanager
    def _visiting(self, *, acknowledged: bool = False) -> Iterator[tuple[Work, Visit]]:
        with self._service.work(self._caller, acknowledged=acknowledged) as work:
            yield work, visits.resume(work, self._token)


class LocalVisit(TokenRecords, VisitRecords):
    """A visit as the one who opened it knows it."""

    def __init__(self, service: Service, caller: Caller, opened: VisitOpened) -> None:
        super().__init__(service, caller, opened.token)
        self._opened = opened

    def answer(self, digits: str) -> AnswerChecked:
        checked = super().answer(digits)
        left = self._opened.by_answer if checked.tries_left and not checked.right else frozenset()
        self._opened = replace(
            self._opened, assurance=checked.assurance, rights=checked.rights, by_answer=left
        )
        return checked

    @property
    def retiree(self) -> Retiree:
        return self._opened.retiree

    @property
    def assurance(self) -> Assurance:
        return self._opened.assurance

    @property
    def rights(self) -> frozenset[Right]:
        return self._opened.rights

    @property
    def name_differs(self) -> bool:
        return self._opened.name_differs

    @property
    def by_answer(self) -> frozenset[Right]:
        return self._opened.by_answer

    @property
    def acting(self) -> bool:
        return self._opened.acting
