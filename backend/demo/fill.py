"""Putting the made-up district into an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from backend.demo.bills import Bill
from backend.demo.district import DISTRICT_ID, DISTRICT_NAME, DemoDistrict, DemoRetiree
from backend.demo.fill_own import fill_own
from backend.demo.fill_public import fill_public
from backend.library.answers import phone_tail_index
from backend.library.people import card_index, lost_index, stripe_index, token_index
from backend.service_secret import ServiceSecret
from backend.tables import (
    CarrierRow,
    DistrictRow,
    FeeItemRow,
    LostCardRow,
    RetireeRow,
    SettlementRow,
)
from contract.records import Settlement, SettlementState
from identity_numbers import masked

Row = dict[str, object]

_LOST_SINCE = date(2025, 12, 1)
_COPIED = tuple(each.name for each in fields(Settlement) if each.name != "state")
_STATES = "received expected paid_day card_tail papers bring_to bring_until"
_NO_STATE: Row = dict.fromkeys(_STATES.split(" "))


class NotADemo(Exception):
    """The database holds records that are not made up."""


def fill(engine: Engine, secret: ServiceSecret, district: DemoDistrict) -> None:
    """Fill an empty database; leaves a filled demo as it is.

    Raises ``NotADemo`` where real records would be mixed with made-up ones.
    """
    with Session(engine) as session, session.begin():
        demo = session.scalars(select(DistrictRow.demo)).all()
        if not all(demo):
            raise NotADemo("this database holds real records: --demo is refused")
        if not demo:
            session.add(DistrictRow(id=DISTRICT_ID, name=DISTRICT_NAME, demo=True))
            session.flush()
            _fill(session, secret, district)


def _fill(session: Session, secret: ServiceSecret, district: DemoDistrict) -> None:
    bills = [(retiree, bill) for retiree in district.retirees for bill in retiree.bills]
    session.execute(insert(RetireeRow), [_retiree(secret, each) for each in district.retirees])
    session.execute(insert(CarrierRow), [*_carriers(secret, district)])
    session.execute(insert(LostCardRow), [*_lost_cards(secret, district)])
    session.execute(insert(SettlementRow), [_settlement(*each) for each in bills])
    session.execute(insert(FeeItemRow), [row for _, bill in bills for row in _fee_items(bill)])
    fill_own(session, district.retirees, district.seed, district.today)
    fill_public(session, district)


def _retiree(secret: ServiceSecret, retiree: DemoRetiree) -> Row:
    person = retiree.person
    subject = secret.blind_index(person.id_number)
    tail = person.phone[-4:]
    return {
        "district_id": DISTRICT_ID,
        "id": retiree.id,
        "id_number_index": subject,
        "phone_tail_index": phone_tail_index(secret, subject, tail) if tail else None,
        "state": person.state,
        "card_number_index": card_index(secret, person.card_region, person.card_number),
        "masked_id_number": masked(person.id_number),
        "name": person.name,
    }


def _carriers(secret: ServiceSecret, district: DemoDistrict) -> Iterator[Row]:
    for retiree in district.retirees:
        person = retiree.person
        for index in (
            token_index(secret, person.electronic_card),
            token_index(secret, person.insurance_code),
            stripe_index(secret, person.stripe_number),
        ):
            yield {
                "district_id": DISTRICT_ID,
                "carrier_index": index,
                "retiree_id": retiree.id,
            }


def _lost_cards(secret: ServiceSecret, district: DemoDistrict) -> Iterator[Row]:
    for retiree in district.retirees:
        if retiree.person.card_lost:
            yield {
                "district_id": DISTRICT_ID,
                "card_index": lost_index(secret, retiree.person.card_number),
                "reported": _LOST_SINCE,
            }


def _settlement(retiree: DemoRetiree, bill: Bill) -> Row:
    settlement = bill.settlement
    return {
        "district_id": DISTRICT_ID,
        "retiree_id": retiree.id,
        **{name: getattr(settlement, name) for name in _COPIED},
        **_NO_STATE,
        **_state(settlement.state),
    }


def _state(state: SettlementState) -> Row:
    match state:
        case SettlementState(under_review=review) if review:
            return {"state": "under_review", **asdict(review)}
        case SettlementState(paid=paid) if paid:
            return {"state": "paid", "paid_day": paid.day, "card_tail": paid.card_tail}
        case SettlementState(papers_missing=missing) if missing:
            return {
                "state": "papers_missing",
                "papers": list(missing.papers),
                "bring_to": missing.bring_to,
                "bring_until": missing.until,
            }
        case _:
            return {"state": "at_hospital"}


def _fee_items(bill: Bill) -> Iterator[Row]:
    for position, item in enumerate(bill.items, start=1):
        yield {
            "district_id": DISTRICT_ID,
            "settlement_number": bill.settlement.number,
            "position": position,
            **asdict(item),
        }
