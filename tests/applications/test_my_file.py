"""我的档案: hidden until asked for, and "this is wrong" is a request with a number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from applications import my_file
from applications.ask import Ask
from contract.failures import RecordMissing, VisitOver
from contract.personal_file import FileFact, PersonalFile
from pages.blocks import Facts
from pages.choices import Do
from pages.model import Page, Part
from pages.presentation import Language, Presentation
from pages.transcript import page_lines
from pages.words import load_words
from tests.applications.test_pension import ask_with
from tests.applications.test_reimbursements import ask_of
from tests.kiosk.sample_pensions import FILE, LOOKED_INTO, MENDED, OwnRecords

HELD = OwnRecords(file=FILE)


def lines(page: Page, *, revealed: bool = False) -> str:
    shown = Presentation(revealed=revealed)
    return "\n".join(page_lines(page, Part(), shown, load_words(Language.CHINESE)))


def revealed(ask: Ask) -> Ask:
    return replace(ask, presentation=Presentation(revealed=True))


class TestTheFacts:
    def test_stand_each_in_one_group(self) -> None:
        grouped = [fact for group in my_file.GROUPS.values() for fact in group]
        assert sorted(grouped) == sorted(FileFact)
        assert set(FileFact) == set(PersonalFile.__dataclass_fields__)

    def test_are_hidden_until_they_are_asked_for(self) -> None:
        """H3."""
        page = my_file.facts(ask_with(HELD))
        for secret in ("曹秀英", "示范路", "13999998825", "曹建军", "印染厂", "1947年"):
            assert secret not in lines(page)
            assert secret in lines(page, revealed=True)

    def test_that_nobody_recorded_say_so(self) -> None:
        page = my_file.facts(ask_with(OwnRecords(file=replace(FILE, phone=None))))
        assert "电话 没有登记" in lines(page)

    def test_of_somebody_without_a_file_lead_to_the_counter(self) -> None:
        page = my_file.facts(ask_with(OwnRecords()))
        assert page.choices == ()
        assert "请到一号窗口登记。" in lines(page)

    def test_offer_to_hide_what_shows(self) -> None:
        ask = ask_with(HELD)
        assert "[看三十秒]" in lines(my_file.facts(ask))
        assert "[马上遮住]" in lines(my_file.facts(revealed(ask)))

    def test_are_nobody_s_without_a_card(self) -> None:
        with pytest.raises(VisitOver):
            my_file.facts(ask_of(None))


class TestThisIsWrong:
    def test_every_fact_can_be_chosen(self) -> None:
        ask = ask_with(HELD)
        groups = [dict(each.target.params)["group"] for each in my_file.which(ask).choices]
        facts = [
            dict(each.target.params)["fact"]
            for group in groups
            for each in my_file.which_fact(ask, str(group)).choices
        ]
        assert sorted(map(str, facts)) == sorted(FileFact)

    def test_is_asked_once_before_it_is_handed_in(self) -> None:
        """C5."""
        page = my_file.confirm(ask_with(HELD), "address")
        assert page.choices[0].target == Do(
            "submit", (("route", "my_file.asked"), ("fact", "address")), "key"
        )

    def test_gets_a_number_once(self) -> None:
        ask = ask_with(HELD)
        first, again = (my_file.asked(ask, "phone", "key-1") for _ in range(2))
        assert first == again
        assert "20260328-0001" in lines(first)

    def test_that_is_looked_into_is_not_asked_again(self) -> None:
        ask = ask_with(replace(HELD, corrections=(LOOKED_INTO,)))
        page = my_file.confirm(ask, "address")
        assert page.choices == ()
        assert LOOKED_INTO.number in lines(page)

    def test_that_was_settled_may_be_asked_again(self) -> None:
        page = my_file.confirm(ask_with(replace(HELD, corrections=(MENDED,))), "employer")
        assert len(page.choices) == 2

    def test_is_listed_with_what_became_of_it(self) -> None:
        page = my_file.requests(ask_with(replace(HELD, corrections=(LOOKED_INTO, MENDED))))
        assert len([block for block in page.blocks if isinstance(block, Facts)]) == 2
        for told in ("正在核对", "已经改好", "2025年11月10日"):
            assert told in lines(page)

    def test_is_not_listed_where_there_is_none(self) -> None:
        assert "您还没有提过" in lines(my_file.requests(ask_with(HELD)))

    def test_of_no_file_is_missing(self) -> None:
        with pytest.raises(RecordMissing):
            my_file.which(ask_with(OwnRecords()))
