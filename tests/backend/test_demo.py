"""The made-up district: plausible, nobody's, and the same each time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.demo.district import DemoDistrict, make_district
from backend.demo.people import CAO, DEMO_PEOPLE, NEW, OUYANG, RARE, UNKNOWN, identity_number
from contract.records import CareKind, SettlementState
from identity_numbers import is_valid

TODAY = date(2026, 11, 22)
seeds = st.integers(0, 2**32)
todays = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.fixture(scope="module")
def district() -> DemoDistrict:
    return make_district(seed=1, today=TODAY)


def state_name(state: SettlementState) -> str:
    names = ("at_hospital", "under_review", "paid", "papers_missing")
    return next(name for name in names if getattr(state, name) is not None)


@settings(max_examples=40)
@given(seeds, todays)
def test_every_bill_adds_up(seed: int, today: date) -> None:
    for retiree in make_district(seed, today, others=5).retirees:
        for bill in retiree.bills:
            settlement = bill.settlement
            assert settlement.balances
            assert sum((item.amount for item in bill.items), Decimal()) == settlement.total
            shares = (settlement.account, settlement.cash, settlement.other)
            assert min(*shares, settlement.pooled, settlement.in_scheme_self_paid) >= 0


@settings(max_examples=40)
@given(seeds, todays)
def test_no_state_contradicts_the_calendar(seed: int, today: date) -> None:
    for retiree in make_district(seed, today, others=5).retirees:
        for bill in retiree.bills:
            day, state = bill.settlement.day, bill.settlement.state
            assert day <= today
            if state.paid is not None:
                assert day < state.paid.day <= today
            if state.under_review is not None:
                assert day <= state.under_review.received <= today < state.under_review.expected
            if state.papers_missing is not None:
                assert state.papers_missing.until > today


@settings(max_examples=20)
@given(seeds, todays)
def test_the_same_seed_and_day_make_the_same_district(seed: int, today: date) -> None:
    assert make_district(seed, today, others=3) == make_district(seed, today, others=3)


def test_everybody_has_a_valid_number_that_nobody_can_have(district: DemoDistrict) -> None:
    people = [retiree.person for retiree in district.retirees]
    assert len(people) > 200
    assert len({person.id_number for person in people}) == len(people)
    assert len({(person.card_region, person.card_number) for person in people}) == len(people)
    for person in (*people, UNKNOWN):
        assert is_valid(person.id_number)
        assert person.id_number.startswith("9999")
        assert len(person.card_number) == 9
        assert person.card_number.isascii()
        assert 55 <= (TODAY - person.birth).days / 365.25 < 96


def test_the_samples_of_the_standard_are_valid_and_a_wrong_date_is_not() -> None:
    assert identity_number(999901, date(1950, 1, 1), 1) == "999901195001010012"
    assert identity_number(999901, date(1948, 3, 15), 2) == "999901194803150020"
    assert not is_valid("999901195002300013")
    assert not is_valid(CAO.id_number.replace("9999", "９９９９"))


def test_names_that_hurt_are_among_them(district: DemoDistrict) -> None:
    names = [retiree.person.name for retiree in district.retirees]
    assert any("·" in name for name in names)
    assert any(ord(character) > 0xFFFF for name in names for character in name)
    assert any(name.startswith(("欧阳", "司马", "夏侯")) for name in names)
    assert {len(name) for name in names} >= {2, 3, 4}
    assert any(name.startswith(tuple("曾任单仇查缪翟")) for name in names)


def test_all_kinds_of_care_and_all_states_occur(district: DemoDistrict) -> None:
    settlements = [bill.settlement for each in district.retirees for bill in each.bills]
    assert {settlement.kind for settlement in settlements} == set(CareKind)
    names = [state_name(settlement.state) for settlement in settlements]
    assert set(names) == {"at_hospital", "under_review", "paid", "papers_missing"}
    assert names.count("at_hospital") > len(names) * 0.7
    assert len({settlement.number for settlement in settlements}) == len(settlements)


@settings(max_examples=40)
@given(seeds, todays)
def test_cao_has_one_of_each_state_and_the_paid_one_is_newest(seed: int, today: date) -> None:
    cao = next(each for each in make_district(seed, today, others=0).retirees if each.person == CAO)
    newest_first = sorted(cao.bills, key=lambda bill: bill.settlement.day, reverse=True)
    newest = newest_first[0].settlement
    assert newest.day == today - timedelta(days=20)
    assert newest.total == Decimal("12680.50")
    recent = [state_name(bill.settlement.state) for bill in newest_first[:6]]
    assert set(recent) == {"at_hospital", "under_review", "paid", "papers_missing"}


def test_the_demo_people_s_numbers_stay_what_documents_say() -> None:
    assert {person.key: person.id_number for person in DEMO_PEOPLE} == {
        "cao": "999901195001010020",
        "ouyang": "999902194803150131",
        "ayi": "999903195708200242",
        "rare": "999904194411050353",
        "new": "999905196610010413",
        "many": "999906194002290607",
        "short": "999907196106060772",
        "late": "999908193804040931",
        "paused": "999909195509091061",
        "lost": "999910194612121151",
        "unknown": "999999195207070892",
    }
    assert [person.sex for person in (CAO, OUYANG, RARE)] == ["女", "男", "男"]
    assert NEW.card_region == "999905"
    assert RARE.name == "查𠮷䶮"


def test_the_notices_hold_what_is_hard_to_read_aloud(district: DemoDistrict) -> None:
    assert len(district.notices) >= 8
    text = "".join("".join(notice.paragraphs) for notice in district.notices)
    for hard in (
        "12月5日",
        "12393",
        "0513-",
        "App",
        "CT",
        "B超",
        "—",
        "1,200元",
        "140/90mmHg",
        "%",
    ):
        assert hard in text
    assert max(sum(map(len, notice.paragraphs)) for notice in district.notices) > 700
