"""A platform service in memory: it keeps the gateway's contract and fails in all its ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contract.activities import Activity, SignUp, SignUpAnswer, Venue
from contract.bulletin import Bulletin, CarrierOpens
from contract.credentials import (
    Assurance,
    CardNumberCredential,
    Credential,
    HolderCredential,
    Right,
    StripeCredential,
    TokenCredential,
)
from contract.failures import (
    AnswersUsedUp,
    Failure,
    PersonUnknown,
    RecordMissing,
    Unreachable,
    VisitOver,
)
from contract.fleet import CallStanding, Heartbeat, Message, StaffCall
from contract.records import (
    AnswerChecked,
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
from kiosk.clock import Clock
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.fake_own_records import FakeOwnRecords, FakeRequests
from tests.kiosk.fake_programme import FakeProgramme
from tests.kiosk.sample_people import (
    CARRIERS,
    LIBRARY,
    NOTICES,
    PHONE_TAILS,
    Dossier,
    receipt,
    summary,
)
from tests.kiosk.sample_programme import CARRIERS as CARRIERS_OPEN
from tests.kiosk.sample_programme import VENUES, picture

PHONE_PAGES = "https://yinling.example/p/999900/"


class FakeGateway:
    """A ``Gateway``. ``fails`` and ``slow`` name methods; ``park`` stops a slow one's job."""

    def __init__(self, park: Callable[[], None], clock: Clock | None = None) -> None:
        self._park = park
        self.library: Mapping[str, Dossier] = LIBRARY
        self.published: tuple[Notice, ...] = NOTICES
        self.programme = FakeProgramme(clock or DrivenClock())
        self.fails: dict[str, Exception] = {}
        self.slow: set[str] = set()
        self.down = False
        self.asked: list[str] = []
        self.needs: dict[Right, Assurance] = {}
        """What a right needs; whichever is not here opens to every visit."""
        self.wrong_answers: dict[str, int] = {}
        self.actors: list[HolderCredential | None] = []
        self.visits: list[FakeVisit] = []
        self.told: list[Message] = []
        self.seen: set[str] = set()
        """The ids of calls that staff have acknowledged at their desk."""
        self.requests: dict[str, FakeRequests] = {}
        """What somebody said is wrong in their file, by their number."""
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

    @property
    def as_of(self) -> None:
        return None

    @property
    def phone(self) -> str:
        return PHONE_PAGES

    def notices(self) -> tuple[NoticeSummary, ...]:
        self.answer("notices")
        return tuple(each.summary for each in self.published)

    def notice(self, notice_id: int) -> Notice:
        self.answer("notice")
        for each in self.published:
            if each.id == notice_id:
                return each
        raise RecordMissing

    def picture(self, notice_id: int, number: int, width: int) -> bytes:
        self.answer("picture")
        return picture(width)

    def activities(self) -> tuple[Activity, ...]:
        self.answer("activities")
        return self.programme.activities

    def activity(self, activity: int) -> Activity:
        self.answer("activity")
        return self.programme.find(activity)

    def venues(self) -> tuple[Venue, ...]:
        self.answer("venues")
        return VENUES

    def carriers(self) -> tuple[CarrierOpens, ...]:
        self.answer("carriers")
        return CARRIERS_OPEN

    def bulletin(self) -> Bulletin:
        self.answer("bulletin")
        return Bulletin(
            self.published, self.programme.activities, VENUES, CARRIERS_OPEN, PHONE_PAGES
        )

    def open_visit(
        self, credential: Credential, actor: HolderCredential | None = None
    ) -> FakeVisit:
        self.answer("open_visit")
        number, sure = _known_by(credential)
        dossier = self.library.get(number)
        if dossier is None:
            raise PersonUnknown
        visit = FakeVisit(self, number, dossier, sure, acting=actor is not None)
        self.actors.append(actor)
        self.visits.append(visit)
        return visit

    @property
    def calls(self) -> list[CallReason]:
        """Why staff were called, in order."""
        return [each.reason for each in self.told if isinstance(each, StaffCall)]

    def tell(self, message: Message) -> None:
        self.answer("tell" if isinstance(message, Heartbeat) else "call_staff")
        if message not in self.told:
            self.told.append(message)

    def call_standing(self, call_id: str) -> CallStanding:
        self.answer("call_standing")
        if not any(isinstance(each, StaffCall) and each.id == call_id for each in self.told):
            raise RecordMissing
        return CallStanding(call_id, acknowledged=call_id in self.seen)

    def reachable(self) -> bool:
        try:
            self.answer("reachable")
        except Failure:
            return False
        return True


class FakeVisit(FakeOwnRecords):
    """A ``VisitRecords``, over once it is closed or once the service let it ``lapse``."""

    def __init__(
        self,
        gateway: FakeGateway,
        number: str,
        dossier: Dossier,
        assurance: Assurance,
        *,
        acting: bool = False,
    ) -> None:
        self._gateway = gateway
        self._number = number
        self._dossier = dossier
        self.own = dossier.own
        self.requests = gateway.requests.setdefault(number, FakeRequests())
        self.assurance = assurance
        self.acting = acting
        self.closed = False
        self.lapsed = False

    @property
    def retiree(self) -> Retiree:
        return self._dossier.retiree

    @property
    def rights(self) -> frozenset[Right]:
        return self._rights(self.assurance)

    @property
    def by_answer(self) -> frozenset[Right]:
        asked = self._number in PHONE_TAILS and self._tries_left > 0
        sure = max(self.assurance, Assurance.HOLDER_AND_ANSWER)
        return self._rights(sure) - self.rights if asked else frozenset()

    @property
    def name_differs(self) -> bool:
        return self._dossier.name_differs

    def answer(self, digits: str) -> AnswerChecked:
        self._answer("answer")
        if not self._tries_left:
            raise AnswersUsedUp
        right = PHONE_TAILS[self._number] == digits
        if right:
            self.assurance = max(self.assurance, Assurance.HOLDER_AND_ANSWER)
        else:
            wrong = self._gateway.wrong_answers
            wrong[self._number] = wrong.get(self._number, 0) + 1
        return AnswerChecked(right, self._tries_left, self.assurance, self.rights)

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

    @property
    def coming(self) -> tuple[SignUp, ...]:
        return self._gateway.programme.coming.get(self._number, ())

    def acknowledged(self) -> frozenset[int]:
        self._answer("acknowledged")
        return frozenset(self._gateway.programme.acknowledged.get(self._number, ()))

    def acknowledge(self, notice_id: int) -> frozenset[int]:
        self._answer("acknowledge")
        if all(each.id != notice_id for each in self._gateway.published):
            raise RecordMissing
        known = self._gateway.programme.acknowledged.setdefault(self._number, set())
        known.add(notice_id)
        return frozenset(known)

    def sign_ups(self) -> tuple[SignUp, ...]:
        self._answer("sign_ups")
        return self.coming

    def sign_up(self, activity: int, key: str, *, fit: bool) -> SignUpAnswer:
        self._answer("sign_up")
        return self._gateway.programme.sign_up(
            self._number, activity, key, fit=fit, by_other=self.acting
        )

    def cancel_sign_up(self, activity: int, key: str) -> SignUpAnswer:
        self._answer("cancel_sign_up")
        return self._gateway.programme.cancel(self._number, activity, key)

    def issue_receipt(
        self, job: str, record: str, kind: ReceiptKind = ReceiptKind.SETTLEMENT
    ) -> IssuedReceipt:
        self._answer("issue_receipt")
        issued = self._gateway.receipts
        return issued.setdefault(job, receipt(len(issued) + 1))

    def close(self) -> None:
        self.closed = True

    @property
    def _tries_left(self) -> int:
        return 3 - self._gateway.wrong_answers.get(self._number, 0)

    def _rights(self, sure: Assurance) -> frozenset[Right]:
        needs = self._gateway.needs
        return frozenset(right for right in Right if sure >= needs.get(right, Assurance.NOBODY))

    def _answer(self, method: str) -> None:
        self._gateway.answer(method)
        if self.closed or self.lapsed:
            raise VisitOver


def _known_by(credential: Credential) -> tuple[str, Assurance]:
    match credential:
        case HolderCredential(id_number=number, authenticated=True):
            return number, Assurance.AUTHENTICATED
        case HolderCredential(id_number=number):
            return number, Assurance.HOLDER_READ
        case CardNumberCredential(card_number=carrier) | StripeCredential(number=carrier):
            return CARRIERS.get(carrier, ""), Assurance.NUMBER_ONLY
        case TokenCredential(token=carrier):
            return CARRIERS.get(carrier, ""), Assurance.HOLDER_AND_ANSWER
