"""Breaking text into lines, for the screen and for paper alike.

Chinese breaks between any two characters, but for the rules of 避头尾 (kinsoku): no closing
punctuation begins a line and no opening punctuation ends one. Amounts, dates, times, telephone
numbers and Latin words stay whole. Nothing is ever cut off: text wraps, and a word wider than the
line is broken as a last resort.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from pages.fonts import Face, covers, face_for, pillow_font

LINE_SPACING = 1.35
"""Line height over em (A7)."""

_OPENING = "（《〈「『【〔“‘([{￥¥"
_CLOSING = "）》〉」』】〕”’)]},.!?:;%，。、；：！？…·—～"
_MARK = re.compile("[，。；：！？](?![”」』）》])")
LEAST_HALF = 0.4
_BLANK_AFTER = "，。、；：）》〉」』】〕！？"
"""Full-width marks whose right half is blank: at a line's end it may stand outside."""

WIDE_GAP = "\u3000"
"""What parts pieces of a line, such as a day from a place: the best place to break it."""

_NUMERAL = "[〇零一二三四五六七八九十]"
_WHOLE = re.compile(
    rf"{_NUMERAL}+月{_NUMERAL}+[日号]|星期[一二三四五六日天]|"
    r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}日|\d{4}年(?:\d{1,2}月)?"  # dates
    r"|(?:凌晨|早上|上午|中午|下午|晚上)?\d{1,2}:\d{2}"  # times
    r"|[￥¥]?\d[\d,]*(?:\.\d+)?(?:[万亿]?元|[ \u00a0][\u4e00-\u9fff])"  # amounts, 6 个
    r"|[!-~\u00c0-\u024f•]+"  # telephone numbers, Latin words
    r"|\s+"
    r"|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face; ``face`` None is one that no face has, drawn as a box.

    ``width`` is in pixels.
    """

    text: str
    face: Face | None
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``width`` is what shows, in pixels: without the blank of a closing mark."""

    text: str
    runs: tuple[Run, ...]
    width: float


class _Advances(dict[str, float]):
    """The advances of single characters at one size: nothing personal is kept here."""

    def __init__(self, face: Face, px: int) -> None:
        super().__init__()
        self._face, self._px = face, px

    def __missing__(self, character: str) -> float:
        own = face_for(character, self._face)
        advance = float(self._px) if own is None else _length(character, own, self._px)
        self[character] = advance
        return advance


def _length(character: str, face: Face, px: int) -> float:
    return pillow_font(face, px).getlength(character)


_advances = lru_cache(maxsize=64)(_Advances)


def measure(text: str, face: Face, px: int) -> float:
    """The width in pixels of a text on one line, at an em of ``px`` pixels."""
    return sum(map(_advances(face, px).__getitem__, text))


def longest_unit(text: str, face: Face, px: int) -> float:
    """The width in pixels of the longest stretch that should stay whole."""
    return max((_shown_width(unit, face, px) for unit in _units(text)), default=0)


def break_lines(text: str, face: Face, px: int, width: float) -> list[Line]:
    """Break a text into lines of at most ``width`` pixels, at an em of ``px`` pixels.

    A last line is never a single character where the line before can spare one. An empty text
    gives no line.
    """
    return [
        _set(line, face, px)
        for paragraph in text.splitlines()
        for line in _without_orphan(paragraph, face, px, width)
    ]


def balance_lines(text: str, face: Face, px: int, width: float) -> list[Line]:
    """As ``break_lines``, in as few lines, but broken where it reads well: for titles and keys.

    After a mark of punctuation where that is possible, else into lines of about the same length.
    """
    lines = break_lines(text, face, px, width)
    if len(lines) < 2 or "\n" in text:
        return lines
    narrow = max(measure(text, face, px) / len(lines), longest_unit(text, face, px))
    candidates = []
    while narrow < width:
        candidates.append(_fill(text, face, px, narrow))
        narrow += px / 2
    candidates.extend(_halves(text, face, px, width))
    as_few = [candidate for candidate in candidates if len(candidate) <= len(lines)]
    if not as_few:
        return lines
    return [_set(line, face, px) for line in max(as_few, key=_breaks_after_marks)]


def _halves(text: str, face: Face, px: int, width: float) -> Iterator[list[str]]:
    """Two lines parted by a mark, where neither is a mere scrap."""
    for place in (each.end() for each in _MARK.finditer(text, 0, len(text) - 1)):
        halves = [text[:place], text[place:]]
        short, long = sorted(_shown_width(half, face, px) for half in halves)
        if long <= width and short >= LEAST_HALF * long:
            yield halves


def _breaks_after_marks(lines: list[str]) -> int:
    return sum(line[-1] in _CLOSING for line in lines[:-1])


def _without_orphan(text: str, face: Face, px: int, width: float) -> list[str]:
    lines = _fill(text, face, px, width)
    if WIDE_GAP in text and len(lines) > 1:
        whole = _pieces_whole(text.split(WIDE_GAP), face, px, width)
        if whole is not None and len(whole) <= len(lines):
            return whole
    for closer_width in (width - px, width - 2 * px):
        if len(lines) < 2 or len(lines[-1].rstrip(_CLOSING)) > 1:
            break
        if closer_width < longest_unit(text, face, px):
            break
        closer = _fill(text, face, px, closer_width)
        if len(closer) == len(lines):
            lines = closer
    return lines


def _pieces_whole(pieces: list[str], face: Face, px: int, width: float) -> list[str] | None:
    """Lines that end only where a piece does; None where one is wider than a line."""
    lines: list[str] = []
    for piece in pieces:
        longer = WIDE_GAP.join([*lines[-1:], piece])
        if lines and _shown_width(longer, face, px) <= width:
            lines[-1] = longer
        elif _shown_width(piece, face, px) <= width:
            lines.append(piece)
        else:
            return None
    return lines


def _fill(text: str, face: Face, px: int, width: float) -> list[str]:
    """Put unit after unit on a line while it fits."""
    lines: list[str] = []
    line, used = "", 0.0
    for unit in _units(text):
        if used + _shown_width(unit, face, px) <= width:
            line += unit
            used += measure(unit, face, px)
            continue
        if line.strip():
            lines.append(line.rstrip())
        *full, line = _pieces(unit.lstrip(), face, px, width)
        used = measure(line, face, px)
        lines.extend(full)
    return [*lines, line.rstrip()] if line.strip() else lines


def _units(text: str) -> Iterator[str]:
    """What stays whole, with the marks that must not part from it."""
    unit = ""
    for token in _WHOLE.findall(text):
        glued = token[0] in _CLOSING or (unit != "" and unit[-1] in _OPENING)
        if unit and not glued:
            yield unit
            unit = ""
        unit += token
    if unit:
        yield unit


def _pieces(unit: str, face: Face, px: int, width: float) -> list[str]:
    """A unit, cut between characters only where it is wider than a whole line."""
    pieces = [""]
    for character in unit:
        if pieces[-1] and _shown_width(pieces[-1] + character, face, px) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _shown_width(text: str, face: Face, px: int) -> float:
    shown = text.rstrip()
    blank = px / 2 if shown[-1:] and shown[-1] in _BLANK_AFTER else 0
    return measure(shown, face, px) - blank


def _set(text: str, face: Face, px: int) -> Line:
    if covers(face, text):
        runs: tuple[Run, ...] = (Run(text, face, measure(text, face, px)),)
    else:
        runs = tuple(_runs(text, face, px))
    return Line(text, runs, _shown_width(text, face, px))


def _runs(text: str, face: Face, px: int) -> Iterator[Run]:
    """A text cut where another face takes over."""
    for own, characters in groupby(text, lambda character: face_for(character, face)):
        run = "".join(characters)
        yield Run(run, own, measure(run, face, px))


def missing_characters(lines: list[Line]) -> frozenset[str]:
    """The characters that no face has, to be reported by code point."""
    return frozenset(
        character
        for line in lines
        for run in line.runs
        if run.face is None
        for character in run.text
    )
