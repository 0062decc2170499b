"""Many visits, and nothing in the log that says who came, what they saw or what they got (H2)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from devices.cards.reading import Holder
from tests.kiosk.sample_people import CAO, LIBRARY, OUYANG, PHONE_TAILS, STRANGER
from tests.kiosk.stage import NOBODY_THERE, StagedKiosk

NEUTRAL = {"number", "at", "before", "job"}
"""Fields in which digits stand by chance: what the log counts and hashes, and random ids."""


def secrets() -> Iterator[str]:
    """Everything about the sample people that must not be in any event."""
    for number, dossier in LIBRARY.items():
        yield from (number, number[-6:], *dossier.secrets, dossier.retiree.masked_id_number)
        for settlement in dossier.settlements:
            sums = (settlement.total, settlement.fund_paid, settlement.personal, settlement.cash)
            yield from (settlement.number, *map(str, sums))
        yield from (str(item.amount) for item in dossier.items)
    yield from (STRANGER.id_number, str(STRANGER.name), *PHONE_TAILS.values(), "4417", "T01-2026")


def visit(kiosk: StagedKiosk, person: Holder, chance: random.Random) -> None:
    """Somebody comes with a card, taps whatever takes their fancy, and goes."""
    kiosk.lay(person)
    for _ in range(10):
        kiosk.tap(chance.choice([label for label in kiosk.choices if label != "English"]))
        kiosk.wait(1)
    kiosk.lift()
    kiosk.wait(NOBODY_THERE)


@pytest.mark.parametrize("seed", range(2))
def test_no_event_of_many_visits_holds_anything_personal(seed: int) -> None:
    kiosk = StagedKiosk()
    chance = random.Random(seed)
    for person in (CAO, OUYANG, STRANGER):
        visit(kiosk, person, chance)
    print_a_settlement(kiosk)

    assert len(kiosk.logged("visit.began")) >= 4
    for event in kiosk.events:
        told = [str(value) for name, value in event.items() if name not in NEUTRAL]
        assert [secret for secret in secrets() for value in told if secret in value] == []


def print_a_settlement(kiosk: StagedKiosk) -> None:
    """The visit that touches a name, a card, an amount and a receipt number."""
    kiosk.lay(CAO)
    kiosk.tap("看病报销")
    kiosk.tap("门诊报销")
    kiosk.tap("打印凭条")
    kiosk.tap("打印")


def test_a_receipt_s_number_is_told_by_its_job_alone() -> None:
    kiosk = StagedKiosk()
    print_a_settlement(kiosk)
    (issued,) = kiosk.logged("receipt.issued")
    assert issued["job"] == job_of(kiosk, "print.agreed") == job_of(kiosk, "print.outcome")


def test_a_page_that_kept_somebody_waiting_is_told_with_its_time() -> None:
    kiosk = StagedKiosk()
    kiosk.lay(CAO)
    kiosk.gateway.slow.add("reimbursements")
    kiosk.tap("看病报销")
    kiosk.wait(2.5)
    kiosk.slow_answers_come()

    (slow,) = kiosk.logged("page.slow")
    assert slow["route"] == "reimbursements.latest"
    assert slow["milliseconds"] == 2500


def test_a_quick_page_is_not_told() -> None:
    kiosk = StagedKiosk()
    print_a_settlement(kiosk)
    assert kiosk.logged("page.slow") == []


def job_of(kiosk: StagedKiosk, code: str) -> Any:
    (event,) = kiosk.logged(code)
    return event["job"]
