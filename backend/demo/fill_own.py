"""Rows of what is everybody's own: pensions, files, corrections. Made while they are written, a
batch at a time, so that a large district never stands in memory as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice

from sqlalchemy import insert
from sqlalchemy.orm import Session

from backend.demo.district import DISTRICT_ID, DemoRetiree
from backend.demo.files import corrections_of, file_of
from backend.demo.pensions import PensionHistory, pension_of
from backend.tables import (
    CorrectionRow,
    PensionAdjustmentRow,
    PensionPaymentRow,
    PensionRow,
    PersonalFileRow,
    Table,
)
from contract.pensions import PensionAdjustment, PensionPayment, PensionState
from contract.personal_file import Correction, PersonalFile

Row = dict[str, object]

_BATCH = 100
"""Retirees whose rows are made and written together."""
_AMOUNTS = (
    *("basic", "account", "transition", "raised", "subsidy", "survivor"),
    *("back_pay", "deducted", "net"),
)
_NO_STATE: Row = dict.fromkeys(
    ("state_day", "bank", "card_tail", "reason", "paused_since", "ask_at")
)


@dataclass
class _Rows:
    """Rows of some retirees, by table."""

    of: dict[type[Table], list[Row]] = field(default_factory=dict)

    def add(self, table: type[Table], rows: Iterable[Row]) -> None:
        self.of.setdefault(table, []).extend(rows)


def fill_own(session: Session, retirees: tuple[DemoRetiree, ...], seed: int, today: date) -> None:
    """Write what these retirees have of their own."""
    everybody = iter(retirees)
    while some := tuple(islice(everybody, _BATCH)):
        rows = _Rows()
        for retiree in some:
            _add(rows, retiree, seed, today)
        for table, added in rows.of.items():
            if added:
                session.execute(insert(table), added)


def _add(rows: _Rows, retiree: DemoRetiree, seed: int, today: date) -> None:
    person = retiree.person
    own: Row = {"district_id": DISTRICT_ID, "retiree_id": retiree.id}
    pension = pension_of(person, seed, today)
    if pension is not None:
        rows.add(PensionRow, [own | _pension(pension)])
        rows.add(PensionPaymentRow, (own | _payment(each) for each in pension.payments))
        rows.add(PensionAdjustmentRow, (own | _adjustment(each) for each in pension.adjustments))
    file = file_of(person, seed, pension)
    if file is not None:
        rows.add(PersonalFileRow, [own | _file(file)])
        corrections = corrections_of(person, today)
        rows.add(CorrectionRow, (own | _correction(each) for each in corrections))


def _pension(history: PensionHistory) -> Row:
    pension = history.pension
    paused = pension.paused
    return {
        "kind": pension.kind,
        "begins": None if pension.begins is None else pension.begins.first_day,
        "paused_since": None if paused is None else paused.since.first_day,
        "pause_reason": None if paused is None else paused.reason,
        "ask_at": None if paused is None else paused.ask_at,
    }


def _payment(payment: PensionPayment) -> Row:
    return {
        "month": payment.month.first_day,
        "kind": payment.kind,
        **{name: getattr(payment, name) for name in _AMOUNTS},
        "first_day": payment.first_day,
        "last_day": payment.last_day,
        **_NO_STATE,
        **_state(payment.state),
    }


def _state(state: PensionState) -> Row:
    match state:
        case PensionState(paid=paid) if paid:
            return {
                "state": "paid",
                "state_day": paid.day,
                "bank": paid.bank,
                "card_tail": paid.card_tail,
            }
        case PensionState(returned=back) if back:
            return {
                "state": "returned",
                "state_day": back.day,
                "bank": back.bank,
                "card_tail": back.card_tail,
                "reason": back.reason,
                "ask_at": back.ask_at,
            }
        case PensionState(paused=paused) if paused:
            return {
                "state": "paused",
                "paused_since": paused.since.first_day,
                "reason": paused.reason,
                "ask_at": paused.ask_at,
            }
        case PensionState(on_its_way=way) if way:
            return {"state": "on_its_way", "state_day": way.expected}
        case _:
            raise ValueError("a pension payment is in exactly one state")


def _adjustment(adjustment: PensionAdjustment) -> Row:
    return {
        "since": adjustment.since.first_day,
        "before": adjustment.before,
        "after": adjustment.after,
        "back_pay": adjustment.back_pay,
        "paid_in": adjustment.paid_in.first_day,
    }


def _file(file: PersonalFile) -> Row:
    with_retiree = ("name", "masked_id_number")
    return {name: value for name, value in asdict(file).items() if name not in with_retiree}


def _correction(correction: Correction) -> Row:
    return {
        **asdict(correction),
        "key": f"demo-{correction.number}",
        "count": int(correction.number[-4:]),
        "actor": None,
    }
