"""The contract's ``Gateway`` in process: what the HTTP routes serve."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend.library import (
    activities,
    answers,
    calls,
    notices,
    pensions,
    personal_files,
    receipts,
    settlements,
    sign_ups,
    visits,
)
from backend.library.messages import take
from backend.library.visits import Visit
from backend.policy import carriers
from backend.service import Caller, Service, Work
from contract.activities import Activity, SignUp, SignUpAnswer, Venue, coming_since
from contract.bulletin import Bulletin, CarrierOpens
from contract.credentials import Assurance, Credential, HolderCredential, Right
from contract.fleet import CallStanding, Message
from contract.gateway import Gateway, VisitRecords
from contract.pensions import Pension, PensionAdjustment, PensionMonth, PensionPayment
from contract.personal_file import Correction, FileFact, PersonalFile
from contract.phone import beginning
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
from values import Month


class LocalGateway(Gateway):
    """The resource library for one terminal."""

    def __init__(self, service: Service, caller: Caller) -> None:
        self._service = service
        self._caller = caller

    @property
    def as_of(self) -> None:
        return None

    @property
    def phone(self) -> str:
        return beginning(self._service.public_base, self._caller.district_id)

    def notices(self) -> tuple[NoticeSummary, ...]:
        with self._service.work(self._caller) as work:
            return notices.summaries(work)

    def notice(self, notice_id: int) -> Notice:
        with self._service.work(self._caller) as work:
            return notices.notice(work, notice_id)

    def picture(self, notice_id: int, number: int, width: int) -> bytes:
        with self._service.work(self._caller) as work:
            return notices.picture(work, notice_id, number, width)

    def activities(self) -> tuple[Activity, ...]:
        with self._service.work(self._caller) as work:
            return activities.to_come(work)

    def activity(self, activity: int) -> Activity:
        with self._service.work(self._caller) as work:
            return activities.activity(work, activity)

    def venues(self) -> tuple[Venue, ...]:
        with self._service.work(self._caller) as work:
            return activities.venues(work)

    def carriers(self) -> tuple[CarrierOpens, ...]:
        return carriers(self._service.policy)

    def bulletin(self) -> Bulletin:
        with self._service.work(self._caller) as work:
            return Bulletin(
                notices.current(work),
                activities.to_come(work),
                activities.venues(work),
                carriers(self._service.policy),
                self.phone,
            )

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

    def pension(self) -> Pension | None:
        with self._visiting() as (work, visit):
            return pensions.pension(work, visit)

    def pension_months(self, year: int) -> tuple[PensionMonth, ...]:
        with self._visiting() as (work, visit):
            return pensions.months(work, visit, year)

    def pension_payment(self, month: Month) -> PensionPayment:
        with self._visiting() as (work, visit):
            return pensions.payment(work, visit, month)

    def pension_adjustments(self) -> tuple[PensionAdjustment, ...]:
        with self._visiting() as (work, visit):
            return pensions.adjustments(work, visit)

    def personal_file(self) -> PersonalFile:
        with self._visiting() as (work, visit):
            return personal_files.personal_file(work, visit)

    def corrections(self) -> tuple[Correction, ...]:
        with self._visiting() as (work, visit):
            return personal_files.corrections(work, visit)

    def say_wrong(self, key: str, fact: FileFact) -> Correction:
        with self._visiting(acknowledged=True) as (work, visit):
            return personal_files.say_wrong(work, visit, key, fact)

    def acknowledged(self) -> frozenset[int]:
        with self._visiting() as (work, visit):
            return notices.acknowledged(work, visit)

    def acknowledge(self, notice_id: int) -> frozenset[int]:
        with self._visiting(acknowledged=True) as (work, visit):
            return notices.acknowledge(work, visit, notice_id)

    def sign_ups(self) -> tuple[SignUp, ...]:
        with self._visiting() as (work, visit):
            return sign_ups.coming(work, visit)

    def sign_up(self, activity: int, key: str, *, fit: bool) -> SignUpAnswer:
        with self._visiting(acknowledged=True) as (work, visit):
            return sign_ups.sign_up(work, visit, activity, key, fit=fit)

    def cancel_sign_up(self, activity: int, key: str) -> SignUpAnswer:
        with self._visiting(acknowledged=True) as (work, visit):
            return sign_ups.cancel(work, visit, activity, key)

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

    @property
    def coming(self) -> tuple[SignUp, ...]:
        return self._opened.coming

    def sign_ups(self) -> tuple[SignUp, ...]:
        found = super().sign_ups()
        self._opened = replace(self._opened, coming=found)
        return found

    def sign_up(self, activity: int, key: str, *, fit: bool) -> SignUpAnswer:
        return self._noted(super().sign_up(activity, key, fit=fit))

    def cancel_sign_up(self, activity: int, key: str) -> SignUpAnswer:
        return self._noted(super().cancel_sign_up(activity, key))

    def _noted(self, answer: SignUpAnswer) -> SignUpAnswer:
        coming = coming_since(self._opened.coming, answer)
        self._opened = replace(self._opened, coming=coming)
        return answer
