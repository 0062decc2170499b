"""Every word a retiree may meet stands in content/, in both languages, short and plain."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from applications.catalogue import APPLICATIONS
from applications.my_file import GROUPS
from backend.demo.people import DEMO_PEOPLE
from backend.library.heartbeats import Alarm
from contract.activities import Refusal, Signing
from contract.bulletin import Carrier
from contract.credentials import Right
from contract.fleet import Verdict
from contract.pensions import PauseReason, PensionKind, PensionState, ReturnReason
from contract.personal_file import CorrectionState, FileFact, Sex
from contract.records import CallReason, CareKind, NoticeCategory, SettlementState
from devices.cards.reading import ReadFault
from devices.printers.printer import PrinterStatus
from kiosk.demo.dock import page as dock_page
from kiosk.demo.faults import FAULTS
from kiosk.maintenance.roles import Role
from kiosk.standard_pages.failures import KINDS
from pages.model import Page, Part
from pages.presentation import Language, Presentation, TextSize
from pages.spoken import speak
from pages.transcript import page_lines
from pages.words import CONTENT, Wording, Words, load_words
from tests.kiosk.sample_people import CAO, OUYANG, RENAMED
from tests.kiosk.stage import StagedKiosk

HOUSE = Path(__file__).parents[2]
ROOMS = ("kiosk", "backend", "applications", "pages")
CHINESE, ENGLISH = load_words(Language.CHINESE), load_words(Language.ENGLISH)
FILES = {path.stem for path in (CONTENT / Language.CHINESE).glob("*.toml")}
_KEY = re.compile(rf"(?:{'|'.join(sorted(FILES))})(?:\.[a-z0-9_-]+)+")

STATES = tuple(SettlementState.__dataclass_fields__)
EXPANSIONS: dict[str, tuple[str, ...]] = {
    "maintenance.who.{}": tuple(Role),
    "standard.goodbye.{}": ("done", "not_me"),
    "standard.card.{}.title": (
        *("card_only", "not_this_kind", "locked", "actor"),
        *("stripe", "swipe_again", "other_code", "code_unknown", "receipt"),
        *(fault.name.lower() for fault in ReadFault),
    ),
    "standard.size_and_sound.{}": (
        *("size", "volume", "rate"),
        *("larger", "smaller", "louder", "softer", "faster", "slower"),
    ),
    "standard.size_and_sound.sizes.{}": tuple(size.name.lower() for size in TextSize),
    "failure.{}.title": tuple(set(KINDS.values())),
    "standard.{}.title": ("printed", "handed_over"),
    "staff.reason.{}": tuple(CallReason),
    "staff.verdict.{}": tuple(Verdict),
    "staff.trouble.{}": (
        *("never_heard", "revoked", "silent", "little_room", "not_ready"),
        *(f"log_{alarm}" for alarm in Alarm),
    ),
    "standard.printer.{}": tuple(status.name.lower() for status in PrinterStatus),
    "{}.tile.label": tuple(application.name for application in APPLICATIONS),
    "reimbursements.kind.{}": tuple(CareKind),
    "reimbursements.settlement.{}": ("total", "account", "cash", "other"),
    "reimbursements.brief.{}": STATES,
    "pension.kind.{}": tuple(PensionKind),
    "pension.brief.{}": tuple(PensionState.__dataclass_fields__),
    "pension.returned.{}": tuple(ReturnReason),
    "pension.paused.{}": tuple(PauseReason),
    "pension.part.{}": (
        *("basic", "account", "transition", "raised"),
        *("subsidy", "survivor", "back_pay"),
    ),
    "my_file.group.{}": tuple(GROUPS),
    "my_file.fact.{}": tuple(FileFact),
    "my_file.sex.{}": tuple(Sex),
    "my_file.state.{}": tuple(CorrectionState),
    "activities.aside.{}": ("going", "waiting"),
    "activities.state.{}": tuple(Signing),
    "activities.activity.{}": ("open", "full"),
    "activities.outcome.{}": ("going", "waiting", "already"),
    "activities.refused.{}.title": tuple(Refusal),
    "notices.category.{}": tuple(NoticeCategory),
    "standard.browse.{}": ("venues", "cards", "window", "own"),
    "standard.carrier.{}": tuple(Carrier),
    "standard.right.{}": tuple(Right),
    "dock.{}": dock_page.WORDS,
    "dock.card.{}": tuple(dock_page.CARDS),
    "dock.device.{}": tuple({name.partition(".")[0] for name in FAULTS}),
    "dock.fault.{}": tuple(FAULTS),
    "dock.person.{}": tuple(person.key for person in DEMO_PEOPLE),
    "frame.keyboard.{}": ("space", "shift", "symbols", "letters", "backspace"),
}
"""What stands in the gap of a key that is put together at run time."""
for _title, _lead in (
    ("standard.card.{}.title", "standard.card.{}.lead"),
    ("failure.{}.title", "failure.{}.lead"),
    ("standard.{}.title", "standard.{}.lead"),
    ("{}.tile.label", "{}.tile.detail"),
    ("activities.refused.{}.title", "activities.refused.{}.lead"),
    ("standard.browse.{}", "standard.browse.{}_detail"),
):
    EXPANSIONS[_lead] = EXPANSIONS[_title]

ONLY_WHERE_WORDS_ARE_NEEDED = {"frame.keyboard.{}"}
"""A key of the keyboard without words shows its own character or an icon."""


@cache
def trees() -> tuple[ast.Module, ...]:
    paths = (path for room in ROOMS for path in sorted((HOUSE / room).rglob("*.py")))
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in paths)


def said(tree: ast.Module) -> Iterator[ast.expr]:
    """The first argument of every ``say``, both branches of a conditional one."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=func, args=[key, *_]) if _says(func):
                yield from (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,)


def _says(function: ast.expr) -> bool:
    """``say`` itself, or somebody's words that say it."""
    match function:
        case ast.Name(id="say") | ast.Attribute(value=ast.Name(id="words"), attr="say"):
            return True
    return False


def gapped(key: ast.JoinedStr) -> str:
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "{}" for part in key.values
    )


def literal_keys() -> set[str]:
    """Keys that stand in the code as they are."""
    return {
        key.value
        for tree in trees()
        for key in said(tree)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def patterns() -> set[str]:
    """Keys that the code puts together."""
    return {
        gapped(node)
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and gapped(node) in EXPANSIONS
    }


def mentioned() -> set[str]:
    """Every string anywhere in the code or on a picture that looks like a key."""
    strings = {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    pictures = (CONTENT / "pictures").glob("*.toml")
    strings |= {key for path in pictures for key in _KEY.findall(path.read_text(encoding="utf-8"))}
    return {each for each in strings if _KEY.fullmatch(each)}


class TestKeys:
    def test_every_key_in_the_code_has_words(self) -> None:
        for words in (CHINESE, ENGLISH):
            assert {key for key in literal_keys() if not words.has(key)} == set()

    def test_every_key_put_together_at_run_time_has_words(self) -> None:
        for words in (CHINESE, ENGLISH):
            missing = {
                pattern.format(filling)
                for pattern in patterns() - ONLY_WHERE_WORDS_ARE_NEEDED
                for filling in EXPANSIONS[pattern]
                if not words.has(pattern.format(filling))
            }
            assert missing == set()

    def test_no_key_is_put_together_in_a_way_unknown_here(self) -> None:
        unknown = {
            gapped(key)
            for tree in trees()
            for key in said(tree)
            if isinstance(key, ast.JoinedStr) and gapped(key) not in EXPANSIONS
        }
        assert unknown == set()

    def test_the_expansions_are_all_in_use(self) -> None:
        assert set(EXPANSIONS) == patterns()

    def test_both_languages_have_the_same_keys_and_placeholders(self) -> None:
        assert set(CHINESE.entries) == set(ENGLISH.entries)
        for key in CHINESE.entries:
            assert placeholders(CHINESE, key) == placeholders(ENGLISH, key), key

    def test_no_words_are_kept_that_nobody_says(self) -> None:
        used = mentioned() | {
            pattern.format(filling) for pattern in patterns() for filling in EXPANSIONS[pattern]
        }
        assert set(CHINESE.entries) - used == set()


def placeholders(words: Words, key: str) -> set[str]:
    wordings = words.entries[key].values()
    return {name for text in wordings for _, name, _, _ in string.Formatter().parse(text) if name}


TO_RETIREES = FILES - {"dock", "maintenance", "receipt", "staff"}
LONGEST_SENTENCE = 20
_BREAK = re.compile(r"[，。？！；：、,\s　…]+")
_DIGIT_OR_LATIN = re.compile(r"[0-9A-Za-z]")
JARGON = (
    *("自付", "统筹", "起付", "基金", "目录内", "结算", "报盘", "核销", "待遇"),
    *("系统", "终端", "服务器", "异常", "操作", "失败", "验证", "认证", "提交", "加载", "登录"),
    *("界面", "数据", "设备", "信息不", "请求", "超时", "无效", "非法"),
)
"""Words of schemes and of machines; 自付 besides means something else than people think."""


def for_retirees() -> Iterator[tuple[str, str, str]]:
    """Key, wording and text of everything a retiree sees or hears."""
    for key, entry in CHINESE.entries.items():
        if key.partition(".")[0] in TO_RETIREES:
            for wording, text in entry.items():
                yield key, wording, text


def test_sentences_are_short() -> None:
    """At most twenty characters between two marks; a placeholder is as long as its values."""
    long = {
        (key, clause)
        for key, _, text in for_retirees()
        for clause in _BREAK.split(re.sub(r"\{\w+\}", "某某某", text))
        if len(clause) > LONGEST_SENTENCE
    }
    assert long == set()


def test_words_are_everyday_words() -> None:
    jargon = {(key, word) for key, _, text in for_retirees() for word in JARGON if word in text}
    assert jargon - {("frame.demo", "数据")} == set()


def test_what_is_said_holds_no_digit_and_no_latin_letter() -> None:
    """F1 begins here: values are worded, and so must be the words around them."""
    digits = {
        key
        for key, entry in CHINESE.entries.items()
        if key.partition(".")[0] in TO_RETIREES
        and _DIGIT_OR_LATIN.search(
            re.sub(r"\{\w+\}", "", entry.get(Wording.SAY, entry[Wording.TEXT]))
        )
    }
    assert digits == set()


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """What two people meet in all corners of the kiosk."""
    kiosk = StagedKiosk()
    for label in ("不用卡，先看看", "新闻公告", "重阳节免费体检", "找人帮忙", "叫人过来"):
        kiosk.tap(label)
    kiosk.lay(CAO)
    for label in ("看病报销", "门诊报销", "费用明细", "返回", "打印凭条", "打印", "回首页"):
        kiosk.tap(label)
    for label in ("看病报销", "看别的年份", "2025年", "返回", "字和声音"):
        kiosk.tap(label)
    kiosk.wait(125)
    kiosk.gateway.library = RENAMED
    kiosk.lay(OUYANG)
    kiosk.lay(CAO)
    kiosk.tap("这不是我")
    kiosk.gateway.down = True
    kiosk.wait(40)
    assert len({page.route for page in kiosk.pages}) > 15
    assert kiosk.errors == []
    return kiosk.pages


class TestEveryPageMet:
    @pytest.mark.parametrize("language", Language)
    @pytest.mark.parametrize("aloud", [False, True])
    def test_can_be_written_and_spoken(
        self, pages: list[Page], language: Language, aloud: bool
    ) -> None:
        """E1, in each language."""
        words = load_words(language)
        presentation = Presentation(language=language, figures_aloud=aloud)
        for page in pages:
            assert page_lines(page, Part(), presentation, words)
            assert speak(page, Part(), presentation, words)


def test_the_words_are_well_formed() -> None:
    """Every placeholder has a name, and every file is one of both languages."""
    for words in (CHINESE, ENGLISH):
        for key, entry in words.entries.items():
            for text in entry.values():
                for _, name, spec, conversion in string.Formatter().parse(text):
                    assert name is None or (name.isidentifier() and not spec), key
                    assert conversion is None
    assert {path.stem for path in (CONTENT / Language.ENGLISH).glob("*.toml")} == FILES
    for path in CONTENT.rglob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8")), path.name
