"""Putting the made-up district into an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from backend.demo.bills import Bill
from backend.demo.district import DISTRICT_ID, DISTRICT_NAME, DemoDistrict, DemoRetiree
from backend.identity_numbers import masked
from backend.library.visits import card_index
from backend.service_secret import ServiceSecret
from backend.tables import DistrictRow, FeeItemRow, NoticeRow, RetireeRow, SettlementRow, Table
from contract.records import Settlement, SettlementState

_COPIED = tuple(each.name for each in fields(Settlement) if each.name != "state")


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
    session.add_all(_retiree(secret, retiree) for retiree in district.retirees)
    session.add_all(
        NoticeRow(
            district_id=DISTRICT_ID,
            id=notice.id,
            title=notice.title,
            day=notice.day,
            source=notice.source,
            paragraphs=list(notice.paragraphs),
        )
        for notice in district.notices
    )
    session.flush()
    bills = [(retiree, bill) for retiree in district.retirees for bill in retiree.bills]
    session.add_all(_settlement(retiree, bill.settlement) for retiree, bill in bills)
    session.flush()
    session.add_all(row for _, bill in bills for row in _fee_items(bill))


def _retiree(secret: ServiceSecret, retiree: DemoRetiree) -> Table:
    person = retiree.person
    return RetireeRow(
        district_id=DISTRICT_ID,
        id=retiree.id,
        id_number_index=secret.blind_index(person.id_number),
        card_number_index=card_index(secret, person.card_region, person.card_number),
        masked_id_number=masked(person.id_number),
        name=person.name,
    )


def _settlement(retiree: DemoRetiree, settlement: Settlement) -> Table:
    return SettlementRow(
        district_id=DISTRICT_ID,
        retiree_id=retiree.id,
        **{name: getattr(settlement, name) for name in _COPIED},
        **_state_columns(settlement.state),
    )


def _state_columns(state: SettlementState) -> dict[str, object]:
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


def _fee_items(bill: Bill) -> Iterator[FeeItemRow]:
    for position, item in enumerate(bill.items, start=1):
        yield FeeItemRow(
            district_id=DISTRICT_ID,
            settlement_number=bill.settlement.number,
            position=position,
            category=item.category,
            name=item.name,
            amount=item.amount,
        )
