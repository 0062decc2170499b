"""A page as it is heard."""

from datetime import date

import pytest

from pages.blocks import (
    Amount,
    Emblem,
    Entry,
    Fact,
    Facts,
    Notes,
    Paragraph,
    Picture,
    QrCode,
    Share,
    State,
    Tone,
)
from pages.choices import Choice, Role, do, go
from pages.model import Audience, Page, Part
from pages.pinyin import engine_text
from pages.presentation import Language, Presentation
from pages.spoken import Utterance, speak
from pages.texts import FreeText, Phrase, Text
from pages.words import Words, load_words
from values import CardTail, DayOfYear, Money

CHINESE = load_words(Language.CHINESE)
ENGLISH = load_words(Language.ENGLISH)


def said(text: str) -> FreeText:
    return FreeText(text)


def hear(
    page: Page,
    part: Part | None = None,
    *,
    aloud: bool = False,
    language: Language = Language.CHINESE,
) -> tuple[Utterance, ...]:
    presentation = Presentation(figures_aloud=aloud, language=language)
    return speak(page, part or Part(), presentation, load_words(language))


def words(utterances: tuple[Utterance, ...]) -> list[str]:
    return [utterance.worded for utterance in utterances]


READ_ALOUD = Choice(said("读给我听"), do("read_aloud"))
PRINT = Choice(said("打印凭条"), do("print"), role=Role.PRIMARY)
SETTLEMENT = Page(
    route="test.settlement",
    title=said("住院报销"),
    lead=said("南通市第一人民医院"),
    blocks=(
        State(Tone.GOOD, said("钱已经到账"), DayOfYear(date(2026, 3, 28))),
        Amount(
            said("医保付了"),
            Money(901000),
            Share(Money(901000), Money(1268050), said("医保付的"), said("您自己付的")),
        ),
        Facts((Fact(said("一共花了"), Money(1268050), private=True),), title=said("费用")),
    ),
    choices=(READ_ALOUD, PRINT),
)


def test_a_page_is_heard_from_title_to_choices_with_the_state_first() -> None:
    assert words(hear(SETTLEMENT)) == [
        "住院报销",
        "南通市第一人民医院",
        "钱已经到账",
        "三月二十八日",
        "为了保密，金额没有读出来，想听请点读给我听。",
        "您可以，读给我听、打印凭条。",
    ]


def test_figures_are_heard_only_when_they_were_asked_for() -> None:
    heard = hear(SETTLEMENT, aloud=True)
    assert words(heard)[4:] == [
        "医保付了，九千零一十元。",
        "您自己付的，三千六百七十元五角。",
        "费用",
        "一共花了，一万二千六百八十元五角。",
        "您可以，读给我听、打印凭条。",
    ]
    assert [utterance.private for utterance in heard[4:]] == [True, True, True, True, False]


def test_withholding_is_not_mentioned_where_the_page_cannot_read_aloud() -> None:
    page = Page("test", said("报销"), blocks=(Amount(said("医保付了"), Money(100)),))
    assert words(hear(page)) == ["报销"]


@pytest.mark.parametrize("text", [Money(4500), Phrase("speech.fact", (("value", Money(1)),))])
def test_an_amount_is_withheld_wherever_it_stands(text: Text) -> None:
    page = Page("test", said("标题"), lead=text, blocks=(Paragraph(text),), choices=(READ_ALOUD,))
    assert all("元" not in heard and "分" not in heard for heard in words(hear(page)))


def test_each_utterance_knows_its_block_for_the_screen_to_mark() -> None:
    heard = hear(SETTLEMENT, aloud=True)
    assert [utterance.block for utterance in heard] == [None, None, 0, 0, 1, 1, 2, 2, None]


def test_the_caption_shows_what_is_written_and_the_voice_says_it_in_words() -> None:
    page = Page("test", said("标题"), blocks=(Fact_(said("到账账户"), CardTail("8901")),))
    caption = hear(page)[1]
    assert caption.shown == "到账账户：8901。"
    assert caption.worded == "到账账户，八九零幺。"


def Fact_(label: Text, value: Text) -> Facts:  # noqa: N802 - one fact as a block
    return Facts((Fact(label, value),))


def test_rows_are_heard_with_their_place_and_without_private_ends() -> None:
    rows = tuple(
        Choice(
            said(name),
            go("test", n=place),
            role=Role.ROW,
            detail=DayOfYear(date(2026, 3, place)),
            aside=Money(100),
            aside_private=True,
        )
        for place, name in enumerate(("住院", "门诊", "买药"), start=1)
    )
    page = Page("test", said("报销"), choices=(*rows, PRINT))
    second = Part(number=2, count=2, choices=(2, 4))
    assert words(hear(page, second)) == [
        "报销",
        "第三条，买药，三月三日。",
        "您可以，打印凭条。",
        "第二页，共两页。",
    ]
    assert words(hear(page, second, aloud=True))[1] == "第三条，买药，三月三日，一元。"


def test_a_part_says_its_blocks_and_that_there_is_more() -> None:
    page = Page("test", said("通知"), blocks=(Paragraph(said("甲。")), Paragraph(said("乙。"))))
    assert words(hear(page, Part(1, 2, blocks=(0, 1)))) == [
        "通知",
        "甲。",
        "第一页，共两页，后面还有。",
    ]
    assert words(hear(page, Part(2, 2, blocks=(1, 2)))) == ["通知", "乙。", "第二页，共两页。"]


def test_a_long_paragraph_is_heard_sentence_by_sentence() -> None:
    notice = "为方便老年人办事，" * 8 + "现将有关事项通知如下。请于3月15日9:00到场。"
    heard = hear(Page("test", said("通知"), blocks=(Paragraph(said(notice)),)))[1:]
    assert len(heard) >= 3
    assert all(len(utterance.shown) <= 40 for utterance in heard)
    assert "".join(utterance.shown for utterance in heard) == notice
    assert heard[-1].worded == "请于三月十五日九点到场。"


def test_pictures_codes_notes_and_fields_are_heard_and_an_emblem_is_not() -> None:
    page = Page(
        "test",
        said("请放卡"),
        blocks=(
            Emblem("check", Tone.GOOD),
            Picture("card", said("芯片朝下")),
            QrCode("x", said("请用手机扫一扫")),
            Notes(said("要带的"), (said("身份证"), said("社保卡"))),
        ),
    )
    assert words(hear(page)) == [
        "请放卡",
        "芯片朝下",
        "请用手机扫一扫",
        "要带的",
        "身份证",
        "社保卡",
    ]


@pytest.mark.parametrize("shown", [None, "4711"])
def test_a_field_says_how_much_is_in_it_and_never_what(shown: str | None) -> None:
    page = Page("test", said("请输入"), blocks=(Entry(said("密码"), 4, shown, ()),))
    assert words(hear(page)) == ["请输入", "密码，现在有四位。"]


def test_what_must_finish_is_the_outcome_and_not_the_choices() -> None:
    page = Page("test", said("凭条打好了"), choices=(PRINT,), must_finish=True)
    assert [utterance.must_finish for utterance in hear(page)] == [True, False]


def test_a_technicians_page_is_never_spoken() -> None:
    page = Page("test", said("设备"), audience=Audience.TECHNICIAN)
    assert hear(page) == ()


def test_names_in_han_characters_go_to_the_mandarin_voice_of_an_english_page() -> None:
    page = Page("test", FreeText("Settled at 南通医院, 15 March"))
    heard = hear(page, language=Language.ENGLISH)
    assert [(utterance.language, utterance.worded) for utterance in heard] == [
        (Language.ENGLISH, "Settled at"),
        (Language.CHINESE, "南通医院"),
        (Language.ENGLISH, "15 March"),
    ]


def test_every_phrase_of_the_house_can_be_pronounced() -> None:
    filled = _AnyValue()
    for key, entry in CHINESE.entries.items():
        if key.startswith(("maintenance.", "receipt.")):
            continue
        template = entry.get("say", entry["text"])
        for utterance in hear(Page("test", said(template.format_map(filled)))):
            assert engine_text(utterance.worded), key


class _AnyValue(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "三"


def test_both_languages_have_the_same_words_for_the_voice() -> None:
    def own(words: Words) -> set[str]:
        return {key for key in words.entries if key.startswith("speech.")}

    assert own(CHINESE) == own(ENGLISH)
