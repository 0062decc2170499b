"""Rules for numbers in free text: what is dialled, what is counted, what is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pages.lexicon import Lexicon
from pages.numerals import LIMIT, counted, decimal, digits, integer, money, percent
from pages.spelled import TAIL, dialled, spelled

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_START = r"(?<![\d.])"
_JOINED = r"[-~至到]"
_SAID = "零一二三四五六七八九十百千万两幺半"


def identifier_rules(lexicon: Lexicon, yao: bool) -> Iterable[Rule]:
    """Somebody's number is never read in full; a number called one is read digit by digit."""

    def tail(found: re.Match[str]) -> str:
        return TAIL + spelled(found[1][-4:], lexicon.letters, yao=yao)

    yield re.compile(rf"(?:{TAIL})?[\dXx]*\*[\dXx*]*?(\d{{2,}}[Xx]?)(?![\d*])"), tail
    yield re.compile(rf"(?:{TAIL})?(?<!\d)(\d{{14,}}[\dXx])(?![\dXx])"), tail
    cues = "|".join(sorted(lexicon.identifiers, key=len, reverse=True))
    yield (
        re.compile(rf"({cues})([:：是为\s]*)(\d[\d-]*\d)(?!\d|\.\d)"),
        lambda found: f"{found[1]}{found[2]}{spelled(found[3], lexicon.letters, yao=yao)}",
    )
    yield (
        re.compile(r"(?<!\d)(\d{3,4})(?=(?:室|教室|病房|诊室|会议室|房间|路公交|路车))"),
        (lambda found: digits(found[1], yao=yao)),
    )


def phone_rules(lexicon: Lexicon, yao: bool) -> Iterable[Rule]:
    """Numbers by their shape, by the word before or after them, or known by heart."""

    def phone(found: re.Match[str]) -> str:
        return dialled(found[0], yao=yao)

    def after_cue(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}{dialled(found[3], yao=yao)}"

    unit = rf"(?!\d|\.\d|\s*[元%万亿号楼{lexicon.measures}])"
    yield re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), phone
    yield re.compile(r"(?<!\d)\(?0\d{2,3}\)?[- ]?[2-9]\d{6,7}(?:(?:-|转)\d{1,5})?(?!\d)"), phone
    yield re.compile(r"(?<!\d)0\d{2,3}-\d{5}(?!\d)"), phone
    yield re.compile(r"(?<!\d)[48]00-?\d{3,4}-?\d{3,4}(?!\d)"), phone
    spaced = r"(?<![\d.])(\d{1,3}(?: \d{3})+)(?=\.\d{1,2}(?!\d)|\s*元)"
    yield re.compile(spaced), lambda found: found[1].replace(" ", "")
    yield re.compile(r"(?<![\d.])\d{3,4}(?: \d{3,4})+(?!\d|\.\d)"), phone
    yield re.compile(r"(?<=\d) (?=\d)"), lambda _found: "，"
    cues = "|".join(sorted(lexicon.dialled_after, key=len, reverse=True))
    yield re.compile(rf"({cues})([:：是为\s]*)(\d{{3,8}}){unit}"), after_cue
    ends = "|".join(lexicon.dialled_before)
    yield re.compile(rf"(?<![\d.])\d{{3,8}}(?={ends})"), phone
    known = "|".join(lexicon.services)
    yield re.compile(rf"(?<![\d.])(?:{known}){unit}"), phone


def range_rules() -> Iterable[Rule]:
    """A dash between two numbers is 到; three numbers in a row with dashes are a code."""
    yield (
        re.compile(r"(?<![\d.])\d+(?:-\d+){2,}(?![\d.]*\d)"),
        lambda found: "，".join(digits(run, yao=True) for run in found[0].split("-")),
    )
    yield (
        re.compile(
            rf"(?<=[\d月日号点分半元%年℃度升克米斤里{_SAID}])\s*[-~]\s*(?=[\d¥上下中晚早凌{_SAID}])"
        ),
        lambda _found: "到",
    )
    yield re.compile(r"(?<=[一二三四五六日])\s*[-~]\s*(?=周|星期)"), lambda _found: "到"
    negative = r"(?<!\d)-(?=\d+(?:\.\d+)?\s*(?:摄氏|度|层|楼))|(?:(?<=\s)|^)-(?=\d)"
    yield re.compile(negative), lambda _found: "负"


def quantity_rules(lexicon: Lexicon) -> Iterable[Rule]:
    """Shares, money, fractions, ordinals and counts."""
    yield (
        re.compile(rf"{_START}({NUMBER})%?\s*(?:到|至)\s*({NUMBER})%"),
        lambda found: f"{percent(found[1])}到{percent(found[2])}",
    )
    yield re.compile(rf"{_START}([+-]?{NUMBER})%"), lambda found: percent(found[1])
    yield re.compile(rf"{_START}({NUMBER})‰"), lambda found: f"千分之{decimal(found[1])}"
    for sign, unit in (("¥", "元"), (r"\$", "美元"), ("€", "欧元"), ("£", "英镑")):
        yield (
            re.compile(rf"{sign}\s*({NUMBER})\s*([万亿]?)(?:元)?"),
            lambda found, unit=unit: _amount(found[1], found[2], unit),  # type: ignore[misc]
        )
    yield (
        re.compile(rf"{_START}({NUMBER})\s*([万亿]?)元"),
        lambda found: _amount(found[1], found[2], "元"),
    )
    yield re.compile(r"(?<=[元角分])\s*/\s*"), lambda _found: "每"
    yield (
        re.compile(r"(?<=[人次天月年克升位户间])\s*/\s*(?=[人次天月年日周小位户间升分秒节课学])"),
        lambda _found: "每",
    )
    yield re.compile(r"(?<![\d./])(\d{1,3})/(\d{1,3})(?![\d/]|\.\d)"), _fraction
    yield re.compile(r"第\s*(\d+(?:\s*[、,，和到至]\s*(?:第\s*)?\d+)*)"), _ordinals
    counts = rf"{_START}(?:(\d{{1,6}})(到|至|、))?({NUMBER})(?=[\s多余几]*[{lexicon.measures}])"
    yield re.compile(counts), _counted


def remaining_rules(lexicon: Lexicon, yao: bool) -> Iterable[Rule]:
    """Whatever digit is left: a quantity if it can be one, else digit by digit."""

    def number(found: re.Match[str]) -> str:
        whole = found[0].partition(".")[0].replace(",", "")
        code = len(whole) > 1 and whole.startswith("0")
        if code or ("," not in found[0] and len(whole) >= 7) or len(whole) >= len(str(LIMIT)):
            head = spelled(whole, lexicon.letters, yao=yao)
            _, _, fraction = found[0].partition(".")
            return f"{head}点{digits(fraction)}" if fraction else head
        return decimal(found[0])

    yield (
        re.compile(r"(?<!\d)\d+(?:\.\d+){2,}"),
        lambda found: "点".join(digits(run) for run in found[0].split(".")),
    )
    yield re.compile(r"(?<![\d.])\.(\d+)"), lambda found: f"零点{digits(found[1])}"
    yield re.compile(NUMBER), number


def _amount(number: str, scale: str, unit: str) -> str:
    whole, _, fraction = number.replace(",", "").partition(".")
    if len(whole) >= len(str(LIMIT)):
        return f"{digits(whole)}{'点' + digits(fraction) if fraction else ''}{scale}{unit}"
    if unit == "元" and not scale and len(fraction) <= 2:
        return money(int(whole) * 100 + int(fraction.ljust(2, "0")))
    return f"{_quantity(number)}{scale}{unit}"


def _quantity(number: str) -> str:
    plain = number.replace(",", "")
    return counted(int(plain)) if plain.isdecimal() else decimal(number)


def _fraction(found: re.Match[str]) -> str:
    top, bottom = int(found[1]), int(found[2])
    if 0 < top < bottom:
        return f"{integer(bottom)}分之{integer(top)}"
    return f"{integer(top)}，{integer(bottom)}"


def _ordinals(found: re.Match[str]) -> str:
    return re.sub(r"\d+", lambda number: decimal(number[0]), found[0])


def _counted(found: re.Match[str]) -> str:
    first, joint, number = found[1], found[2], found[3]
    whole = number.partition(".")[0].replace(",", "")
    if (len(whole) > 1 and whole[0] == "0") or len(whole) >= len(str(LIMIT)):
        return found[0]
    head = f"{counted(int(first))}{joint}" if first else ""
    return head + _quantity(number)
