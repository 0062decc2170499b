"""The contract's ``Gateway`` over HTTP."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from contract.activities import Activity, Venue
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
from contract.failures import BadAnswer, Failure, RecordMissing, TerminalRefused, VisitOver
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
from contract.wire import RECORD_NUMBER, VISIT_HEADER
from kiosk.backend_answers import Health, accept, picture_of, record_of
from kiosk.bounded_http import Answer, BoundedHttp, Deadline, Limits, Request
from kiosk.clock import Clock
from kiosk.message_requests import body_of, path_of
from kiosk.remote_records import RemoteFile, RemotePension
from kiosk.remote_taking_part import RemoteTakingPart
from kiosk.terminal_key import TerminalKey
from kiosk.terminal_token import TerminalToken

T = TypeVar("T")

USUAL_LIMITS = Limits()


class BackendClient(Gateway):
    """A backend as one terminal asks it. Every call ends within ``limits.total`` seconds.

    ``demo`` says what kind of records this terminal is for, made-up or real; with a backend of the
    other kind it has nothing to do, and every call raises ``TerminalRefused``. None takes both.
    """

    def __init__(
        self,
        base_url: str,
        terminal: str,
        key: TerminalKey,
        clock: Clock,
        limits: Limits = USUAL_LIMITS,
        ca_file: Path | None = None,
        *,
        demo: bool | None = None,
    ) -> None:
        self._http = BoundedHttp(base_url, limits, str(ca_file) if ca_file else None)
        self._limits = limits
        self._token = TerminalToken(self._http, terminal, key, clock)
        self._demo = demo
        self._is_our_kind = demo is None

    @property
    def as_of(self) -> None:
        return None

    @property
    def phone(self) -> str:
        return ""  # the bulletin alone tells it

    def notices(self) -> tuple[NoticeSummary, ...]:
        return self.get("/v1/notices", tuple[NoticeSummary, ...])

    def notice(self, notice_id: int) -> Notice:
        return self.get(f"/v1/notices/{notice_id}", Notice)

    def picture(self, notice_id: int, number: int, width: int) -> bytes:
        path = f"/v1/notices/{notice_id}/pictures/{number}?width={width}"
        return picture_of(self._ask(_request("GET", path)))

    def activities(self) -> tuple[Activity, ...]:
        return self.get("/v1/activities", tuple[Activity, ...])

    def activity(self, activity: int) -> Activity:
        return self.get(f"/v1/activities/{activity}", Activity)

    def venues(self) -> tuple[Venue, ...]:
        return self.get("/v1/venues", tuple[Venue, ...])

    def carriers(self) -> tuple[CarrierOpens, ...]:
        return self.get("/v1/carriers", tuple[CarrierOpens, ...])

    def bulletin(self) -> Bulletin:
        return self.get("/v1/bulletin", Bulletin)

    def open_visit(
        self, credential: Credential, actor: HolderCredential | None = None
    ) -> VisitRecords:
        body = {
            "subject": _body_of(credential),
            "actor": None if actor is None else _body_of(actor),
        }
        answer = self._ask(_request("POST", "/v1/visits", body=body))
        return _RemoteVisit(self, record_of(answer, VisitOpened))

    def tell(self, message: Message) -> None:
        self._ask(_request("PUT", path_of(message), body=body_of(message)))

    def call_standing(self, call_id: str) -> CallStanding:
        return self.get(f"/v1/calls/{call_id}", CallStanding)

    def reachable(self) -> bool:
        try:
            return self._demo in (None, self.is_demo())
        except Failure:
            return False

    def is_demo(self) -> bool:
        """Whether the backend's records are made up; raises as any call does."""
        return self._health(Deadline(self._limits.total)).demo

    def get(self, path: str, shape: type[T], visit: str | None = None) -> T:
        """The record at a path."""
        return record_of(self._ask(_request("GET", path, visit)), shape)

    def post(self, path: str, body: object, shape: type[T], visit: str) -> T:
        """The record a visit's request makes; for requests that carry a key of their own."""
        return record_of(self._ask(_request("POST", path, visit, body, has_key=True)), shape)

    def post_once(self, path: str, body: object, shape: type[T], visit: str) -> T:
        """The same for a request that must not be sent twice."""
        return record_of(self._ask(_request("POST", path, visit, body)), shape)

    def delete(self, path: str, visit: str) -> None:
        """End what is at a path."""
        self._ask(_request("DELETE", path, visit))

    def _health(self, deadline: Deadline) -> Health:
        return record_of(self._http.exchange(_request("GET", "/v1/health"), deadline), Health)

    def _require_our_kind(self, deadline: Deadline) -> None:
        """Asked once: made-up and real records never meet."""
        if not self._is_our_kind and self._health(deadline).demo is not self._demo:
            raise TerminalRefused
        self._is_our_kind = True

    def _ask(self, request: Request) -> Answer:
        """The answer to a request that succeeded.

        A refused token is renewed once: the backend did nothing with what came under it.
        """
        deadline = Deadline(self._limits.total)
        self._require_our_kind(deadline)
        token = self._token.bearer(deadline)
        try:
            return self._ask_as(token, request, deadline)
        except TerminalRefused:
            self._token.forget(token)
        return self._ask_as(self._token.bearer(deadline), request, deadline)

    def _ask_as(self, token: str, request: Request, deadline: Deadline) -> Answer:
        headers = {**request.headers, "Authorization": f"Bearer {token}"}
        answer = self._http.exchange(replace(request, headers=headers), deadline)
        accept(answer)
        return answer


class _RemoteVisit(RemotePension, RemoteFile, RemoteTakingPart, VisitRecords):
    """A visit at the backend, by its token; shows neither the token nor the person."""

    def __init__(self, client: BackendClient, opened: VisitOpened) -> None:
        self._client = client
        self._token: str | None = opened.token
        self._retiree = opened.retiree
        self._assurance = opened.assurance
        self._rights = opened.rights
        self._name_differs = opened.name_differs
        self._by_answer = opened.by_answer
        self._acting = opened.acting
        self._coming = opened.coming

    def __repr__(self) -> str:
        return f"<visit, {'over' if self._token is None else 'open'}>"

    @property
    def retiree(self) -> Retiree:
        return self._retiree

    @property
    def assurance(self) -> Assurance:
        return self._assurance

    @property
    def rights(self) -> frozenset[Right]:
        return self._rights

    @property
    def name_differs(self) -> bool:
        return self._name_differs

    @property
    def by_answer(self) -> frozenset[Right]:
        return self._by_answer

    @property
    def acting(self) -> bool:
        return self._acting

    def answer(self, digits: str) -> AnswerChecked:
        checked = self._client.post_once(
            "/v1/visits/current/answers", {"digits": digits}, AnswerChecked, self._open_token()
        )
        self._assurance, self._rights = checked.assurance, checked.rights
        if checked.right or not checked.tries_left:
            self._by_answer = frozenset()
        return checked

    def reimbursement_years(self) -> tuple[int, ...]:
        return self._get("/years", tuple[int, ...])

    def reimbursements(self, year: int) -> tuple[SettlementSummary, ...]:
        return self._get(f"?year={year}", tuple[SettlementSummary, ...])

    def settlement(self, number: str) -> Settlement:
        found = self._get(f"/{_sayable(number)}", Settlement)
        if found.number != number:
            raise BadAnswer("another settlement than was asked for")
        return found

    def fee_items(self, number: str) -> tuple[FeeItem, ...]:
        return self._get(f"/{_sayable(number)}/items", tuple[FeeItem, ...])

    def issue_receipt(
        self, job: str, record: str, kind: ReceiptKind = ReceiptKind.SETTLEMENT
    ) -> IssuedReceipt:
        body = {"job": job, "kind": kind, "record": _sayable(record)}
        return self._client.post("/v1/receipts", body, IssuedReceipt, self._open_token())

    def close(self) -> None:
        token, self._token = self._token, None
        if token is None:
            return
        try:
            self._client.delete("/v1/visits/current", token)
        except Failure:
            return  # it ends by itself at the backend when it has been idle long enough

    def _get(self, path: str, shape: type[T]) -> T:
        return self._read(f"/reimbursements{path}", shape)

    def _read(self, path: str, shape: type[T]) -> T:
        return self._client.get(f"/v1{path}", shape, self._open_token())

    def _send(self, path: str, body: object, shape: type[T]) -> T:
        return self._client.post(f"/v1{path}", body, shape, self._open_token())

    def _open_token(self) -> str:
        if self._token is None:
            raise VisitOver
        return self._token


def _request(
    method: str,
    path: str,
    visit: str | None = None,
    body: object = None,
    *,
    has_key: bool = False,
) -> Request:
    """A request; repeatable where it only reads or ends something, or carries a key."""
    headers = {} if visit is None else {VISIT_HEADER: visit}
    if body is not None:
        headers["Content-Type"] = "application/json"
    return Request(
        method,
        path,
        has_key or method != "POST",
        headers,
        None if body is None else msgspec.json.encode(body),
    )


def _body_of(credential: Credential) -> dict[str, object]:
    match credential:
        case HolderCredential():
            return {"type": "holder", **asdict(credential)}
        case CardNumberCredential():
            return {"type": "card_number", **asdict(credential)}
        case TokenCredential():
            return {"type": "token", **asdict(credential)}
        case StripeCredential():
            return {"type": "stripe", **asdict(credential)}


def _sayable(number: str) -> str:
    """The number, if it can be one; anything else is not asked for."""
    if not RECORD_NUMBER.fullmatch(number):
        raise RecordMissing
    return number
