"""A receipt is drawn large, whole and readable on every width of paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from pages.blocks import Amount, Fact, Facts, Paragraph, State, Tone
from pages.fonts import Face
from pages.model import Page
from pages.receipt import PairLine, Slip, compose, draw
from pages.receipt.layout import lay_out
from pages.receipt.sheet import Bar, PlacedCode, PlacedText, Sheet
from pages.texts import FreeText
from pages.typesetting import LINE_SPACING
from tests.pages.golden_pictures import assert_like_golden
from tests.pages.sample_receipt import CHINESE, SETTLEMENT, SLIP, URL, WIDTHS, paper, with_blocks
from values import Code, Day, Money, PersonName

LARGEST = Money(99_999_999_99)


def placed_texts(sheet: Sheet) -> list[PlacedText]:
    return [mark for mark in sheet.marks if isinstance(mark, PlacedText)]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_settlement_looks_as_it_should(width: int, tmp_path: Path) -> None:
    assert_like_golden(draw(paper(width=width)), f"settlement-{width}", tmp_path)


def test_rare_names_are_drawn_and_the_rarest_from_the_second_face(tmp_path: Path) -> None:
    page = replace(SETTLEMENT, lead=FreeText("𪚥镇卫生院　2026年3月15日"))
    receipt = paper(page, replace(SLIP, person=PersonName("𠮷祥")))
    faces = {run.face for text in placed_texts(lay_out(receipt)) for run in text.line.runs}
    assert faces == {Face.REGULAR, Face.BOLD, Face.RARE}
    assert_like_golden(draw(receipt), "rare-name", tmp_path)


@pytest.mark.parametrize(
    ("slip", "name"),
    [(replace(SLIP, demo=True), "demo"), (replace(SLIP, copy=2), "reprint")],
)
def test_a_stamped_receipt_looks_as_it_should(slip: Slip, name: str, tmp_path: Path) -> None:
    assert_like_golden(draw(paper(slip=slip)), name, tmp_path)


def test_one_changed_digit_does_not_pass_for_the_golden_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("YINLING_UPDATE_GOLDEN", raising=False)
    changed = replace(SLIP, number=Code("T01-20261122-0001"))
    with pytest.raises(AssertionError, match="astray"):
        assert_like_golden(draw(paper(slip=changed)), "settlement-576", tmp_path)
    assert (tmp_path / "settlement-576-difference.png").is_file()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_telephone_reads_the_code(width: int) -> None:
    (found,) = zxingcpp.read_barcodes(draw(paper(width=width)).convert("L"))
    assert found.text == URL


def test_a_long_address_takes_the_whole_width_and_is_still_read() -> None:
    signed = URL + "/" + "k7Qz" * 30
    receipt = paper(slip=replace(SLIP, url=signed), width=384)
    (code,) = [mark for mark in lay_out(receipt).marks if isinstance(mark, PlacedCode)]
    assert code.module >= 4
    (found,) = zxingcpp.read_barcodes(draw(receipt).convert("L"))
    assert found.text == signed


def test_a_code_too_large_for_the_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit 384 dots"):
        draw(paper(slip=replace(SLIP, url="x" * 1500), width=384))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_captions_stand_beside_the_code_but_beneath_it_on_narrow_paper(width: int) -> None:
    sheet = lay_out(paper(width=width))
    (code,) = [mark for mark in sheet.marks if isinstance(mark, PlacedCode)]
    (caption,) = [text for text in placed_texts(sheet) if text.line.text == "扫一扫查真假"]
    beside = caption.x >= code.right and caption.baseline < code.bottom
    assert beside == (width > 384)
    assert beside or caption.baseline > code.bottom


def test_the_main_amount_is_the_largest_thing() -> None:
    sizes = {text.line.text: text.px for text in placed_texts(lay_out(paper()))}
    assert sizes.pop("9,010.00 元") == 72
    assert max(sizes.values()) < 72
    assert min(sizes.values()) >= 28


@pytest.mark.parametrize("width", WIDTHS)
def test_the_largest_amount_stays_whole_and_at_least_six_millimetres(width: int) -> None:
    page = with_blocks(
        Amount(FreeText("医保付了"), LARGEST), Facts((Fact(FreeText("一共花了"), LARGEST),))
    )
    texts = placed_texts(lay_out(paper(page, width=width)))
    amounts = [text for text in texts if "99,999" in text.line.text]
    assert [text.line.text for text in amounts] == ["99,999,999.99 元"] * 2
    assert all(text.px >= 48 for text in amounts)


def test_label_and_amount_take_two_lines_when_they_must() -> None:
    page = with_blocks(Facts((Fact(FreeText("从医保个人账户扣了"), LARGEST),)))
    sheet = lay_out(paper(page))
    texts = {text.line.text: text for text in placed_texts(sheet)}
    label, amount = texts["从医保个人账户扣了"], texts["99,999,999.99 元"]
    assert amount.baseline - label.baseline >= 48 * LINE_SPACING - 1
    assert label.x == sheet.margin
    assert amount.x + amount.line.width == pytest.approx(sheet.right)


def test_a_long_value_wraps_at_the_left_under_its_label() -> None:
    place = "通州区社会保险事业管理中心三楼医疗保险服务大厅"
    sheet = lay_out(paper(with_blocks(Facts((Fact(FreeText("送到"), FreeText(place)),)))))
    lines = [text for text in placed_texts(sheet) if text.line.text in place]
    assert "".join(text.line.text for text in lines) == place
    assert {text.x for text in lines} == {sheet.margin}


def test_lines_break_between_clauses_first() -> None:
    lines = [text.line.text for text in placed_texts(lay_out(paper()))]
    assert lines[-4:] == ["仅供查询，", "不作报销凭证。", "医保问题打 12393，", "或到一号窗口问。"]


def test_a_list_of_papers_breaks_between_the_papers() -> None:
    missing = State(
        Tone.NOTICE, FreeText("还缺：住院发票原件、费用总清单、出院小结、社保卡复印件（两面）")
    )
    strong = [text.line.text for text in placed_texts(lay_out(paper(with_blocks(missing))))][6:9]
    assert strong == ["还缺：住院发票原件、", "费用总清单、出院小结、", "社保卡复印件（两面）"]


def test_a_character_that_no_face_has_is_seen_to_be_missing() -> None:
    page = replace(SETTLEMENT, title=FreeText("\U0010fffd"))
    top = draw(paper(page)).crop((0, 0, 576, 90))
    assert ImageChops.invert(top.convert("L")).getbbox() is not None


labels = (
    st.text(alphabet="医保付了您的现金，。（）《》… 元a1W𠮷龘:-", min_size=1, max_size=40)
    .filter(str.strip)
    .map(FreeText)
)
amounts = st.integers(min_value=0, max_value=LARGEST.fen).map(Money)
clauses = st.tuples(
    st.sampled_from(["", "（", "《", "“", "“《"]),
    st.text(alphabet="医保付了您的现金", min_size=1, max_size=9),
    st.sampled_from(["", "，", "、", "：", "）", "》。", "。”", "？！", "……", "　"]),
).map("".join)
facts = st.builds(Fact, labels, amounts | labels | st.dates().map(Day))
pages = st.builds(
    lambda title, lead, *blocks: Page("made.up", title, lead, blocks),
    labels,
    labels,
    st.builds(State, st.just(Tone.GOOD), labels, labels),
    st.builds(Amount, labels, amounts),
    st.builds(Facts, st.lists(facts, max_size=4).map(tuple), labels),
)


@given(sentence=st.lists(clauses, min_size=1, max_size=8).map("".join))
@settings(deadline=None)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(sentence: str) -> None:
    page = Page("made.up", FreeText("题"), blocks=(Paragraph(FreeText(sentence)),))
    for text in placed_texts(lay_out(paper(page, width=384))):
        assert text.line.text[0] not in "，、：）》。”？！…"
        assert text.line.text[-1] not in "（《“"


@given(page=pages, width=st.sampled_from(WIDTHS))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_broken_or_clipped(page: Page, width: int) -> None:
    receipt = compose(page, SLIP, CHINESE, width=width)
    sheet = lay_out(receipt)
    lines = [text.line.text for text in placed_texts(sheet)]
    for text in receipt.texts():
        assert "".join(text.split()) in "".join("".join(lines).split())
    for amount in [line for line in receipt.lines if isinstance(line, PairLine) and line.amount]:
        assert amount.value in lines
    for mark in sheet.marks:
        match mark:
            case PlacedText(x, _, line):
                assert sheet.margin <= x
                assert x + line.width <= sheet.right + 0.01
            case Bar(left, _, right):
                assert sheet.margin <= left
                assert right <= sheet.right
    assert_white_margins(draw(receipt), sheet)


def assert_white_margins(picture: Image.Image, sheet: Sheet) -> None:
    assert (picture.mode, picture.size) == ("1", (sheet.width, sheet.y))
    ink = ImageChops.invert(picture.convert("L")).getbbox()
    assert ink is not None
    left, top, right, bottom = ink
    assert left >= sheet.margin - 1
    assert right <= sheet.right + 1
    assert top > 0
    assert bottom < sheet.y
