"""A platform service in memory: it keeps the gateway's contract and fails in all its ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contract.credentials import Assurance, Credential, HolderCredential, Right
from contract.failures import (
    Failure,
    NotAllowed,
    PersonUnknown,
    RecordMissing,
    Unreachable,
    VisitOver,
)
from contract.records import (
    CallReason,
    FeeItem,
    IssuedReceipt,
    Notice,
    NoticeSummary,
    ReceiptKind,
    Retiree,
    Settlement,
    SettlementSummary,
)
from tests.kiosk.sample_people import LIBRARY, NOTICES, Dossier, receipt, summary


class FakeGateway:
    """A ``Gateway``. ``fails`` and ``slow`` name methods; ``park`` stops a slow one's job."""

    def __init__(self, park: Callable[[], None]) -> None:
        self._park = park
        self.library: Mapping[str, Dossier] = LIBRARY
        self.published: tuple[Notice, ...] = NOTICES
        self.fails: dict[str, Exception] = {}
        self.slow: set[str] = set()
        self.down = False
        self.asked: list[str] = []
        self.visits: list[FakeVisit] = []
        self.calls: list[CallReason] = []
        self.receipts: dict[str, IssuedReceipt] = {}

    def answer(self, method: str) -> None:
        """Every method passes here first: it may be slow, and then it may fail."""
        self.asked.append(method)
        if method in self.slow:
            self._park()
        if method in self.fails:
            raise self.fails[method]
        if self.down:
            raise Unreachable

    def notices(self) -> tuple[NoticeSummary, ...]:
        self.answer("notices")
        return tuple(NoticeSummary(each.id, each.title, each.day) for each in self.published)

    def notice(self, notice_id: int) -> Notice:
        self.answer("notice")
        for each in self.published:
            if each.id == notice_id:
                return each
        raise RecordMissing

    def open_visit(self, credential: Credential) -> FakeVisit:
        self.answer("open_visit")
        if not isinstance(credential, HolderCredential):
            raise NotAllowed
        dossier = self.library.get(credential.id_number)
        if dossier is None:
            raise PersonUnknown
        sure = Assurance.AUTHENTICATED if credential.authenticated else Assurance.HOLDER_READ
        visit = FakeVisit(self, dossier, sure)
        self.visits.append(visit)
        return visit

    def call_staff(self, reason: CallReason) -> None:
        self.answer("call_staff")
        self.calls.append(reason)

    def reachable(self) -> bool:
        try:
            self.answer("reachable")
        except Failure:
            return False
        return True


class FakeVisit:
    """A ``VisitRecords``, over once it is closed or once the service let it ``lapse``."""

    def __init__(self, gateway: FakeGateway, dossier: Dossier, assurance: Assurance) -> None:
        self._gateway = gateway
        self._dossier = dossier
        self.assurance = assurance
        self.rights = frozenset(Right)
        self.closed = False
        self.lapsed = False

    @property
    def retiree(self) -> Retiree:
        return self._dossier.retiree

    @property
    def name_differs(self) -> bool:
        return self._dossier.name_differs

    def reimbursement_years(self) -> tuple[int, ...]:
        self._answer("reimbursement_years")
        years = {each.day.year for each in self._dossier.settlements}
        return tuple(sorted(years, reverse=True))

    def reimbursements(self, year: int) -> tuple[SettlementSummary, ...]:
        self._answer("reimbursements")
        return tuple(summary(each) for each in self._dossier.settlements if each.day.year == year)

    def settlement(self, number: str) -> Settlement:
        self._answer("settlement")
        for each in self._dossier.settlements:
            if each.number == number:
                return each
        raise RecordMissing

    def fee_items(self, number: str) -> tuple[FeeItem, ...]:
        self._answer("fee_items")
        return self._dossier.items

    def issue_receipt(
        self, job: str, record: str, kind: ReceiptKind = ReceiptKind.SETTLEMENT
    ) -> IssuedReceipt:
        self._answer("issue_receipt")
        issued = self._gateway.receipts
        return issued.setdefault(job, receipt(len(issued) + 1))

    def close(self) -> None:
        self.closed = True

    def _answer(self, method: str) -> None:
        self._gateway.answer(method)
        if self.closed or self.lapsed:
            raise VisitOver
