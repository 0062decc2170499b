"""From an answer's bytes to a record of the contract, or to exactly one failure.

What is wrong with an answer is told without quoting it: it may be personal.
"""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal
from typing import TypeVar

import msgspec

from contract.failures import AmountsDisagree, BadAnswer, Failure, Malformed, ServerFault
from contract.pensions import (
    PensionAdjustment,
    PensionMonth,
    PensionPaid,
    PensionPayment,
    PensionReturned,
)
from contract.personal_file import PersonalFile
from contract.records import (
    FeeItem,
    IssuedReceipt,
    Settlement,
    SettlementSummary,
    VisitOpened,
)
from contract.wire import FAILURE_OF_PROBLEM, INVALID_REQUEST
from kiosk.bounded_http import Answer
from values import Money

T = TypeVar("T")

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

_WithAmounts = (
    Settlement | SettlementSummary | FeeItem | PensionPayment | PensionMonth | PensionAdjustment
)

CARD_TAIL = re.compile("[0-9]{4}")
_LARGEST_AMOUNT = Decimal(10) ** 10


class AccessToken(msgspec.Struct, frozen=True):
    """A terminal's bearer token (RFC 6749, section 5.1); ``expires_in`` in seconds."""

    access_token: str
    expires_in: int
    token_type: str

    def __repr__(self) -> str:
        return "AccessToken"


class Health(msgspec.Struct, frozen=True):
    """What the service says of itself."""

    status: str
    demo: bool


class _Problem(msgspec.Struct, frozen=True):
    type: str = "about:blank"


def record_of(answer: Answer, shape: type[T]) -> T:
    """The record an answer holds; raises the failure it stands for."""
    accept(answer)
    try:
        record = msgspec.json.decode(answer.body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadAnswer("not of the agreed shape") from None
    _check(record)
    return record


def picture_of(answer: Answer) -> bytes:
    """The picture an answer holds, PNG or JPEG; raises the failure it stands for."""
    accept(answer)
    if not answer.body.startswith(_PICTURES):
        raise BadAnswer("not a picture")
    return answer.body


def accept(answer: Answer) -> None:
    """Raise the failure an answer stands for, if it stands for one."""
    if not 200 <= answer.status < 300:
        raise _failure_of(answer)


def _failure_of(answer: Answer) -> Failure:
    try:
        problem = msgspec.json.decode(answer.body, type=_Problem)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        problem = _Problem()
    known = FAILURE_OF_PROBLEM.get(problem.type)
    if known is not None:
        return known()
    if problem.type == INVALID_REQUEST:
        return Malformed(f"HTTP status {answer.status}")
    if answer.status >= 500:
        return ServerFault(f"HTTP status {answer.status}")
    return BadAnswer(f"HTTP status {answer.status}")


def _check(record: object) -> None:
    """Whatever a record's types alone do not say."""
    match record:
        case tuple():
            for each in record:
                _check(each)
        case Settlement() | PensionPayment():
            _check_amounts(record)
            if not record.balances:
                raise AmountsDisagree
        case SettlementSummary() | FeeItem() | PensionMonth() | PensionAdjustment():
            _check_amounts(record)
        case IssuedReceipt(issued=moment) if moment.tzinfo is None:
            raise BadAnswer("a moment without its zone")
        case VisitOpened(token=token) | AccessToken(access_token=token):
            if not (token and token.isascii() and token.isprintable()):
                raise BadAnswer("a token that no header can carry")
    _check_tail(record)


def _check_tail(record: object) -> None:
    """A tail that is none would be found out only where it is shown."""
    match record:
        case PensionMonth(state=state) | PensionPayment(state=state):
            _check_tail(state.paid or state.returned)
        case (
            PersonalFile(card_tail=str() as tail)
            | PensionPaid(card_tail=tail)
            | PensionReturned(card_tail=tail)
        ) if not CARD_TAIL.fullmatch(tail):
            raise BadAnswer("a card tail that is none")


def _check_amounts(record: _WithAmounts) -> None:
    for each in fields(record):
        amount = getattr(record, each.name)
        if isinstance(amount, Decimal) and not _is_money(amount):
            raise BadAnswer("an amount that is not money")


def _is_money(amount: Decimal) -> bool:
    if not amount.is_finite() or abs(amount) >= _LARGEST_AMOUNT:
        return False
    try:
        Money.of(amount)
    except ValueError:
        return False
    return True
