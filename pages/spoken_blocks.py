"""What is said of each kind of block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from pages.blocks import (
    Amount,
    Block,
    Devices,
    Entry,
    Fact,
    Facts,
    Notes,
    PaperStretch,
    Paragraph,
    Photo,
    Picture,
    QrCode,
    State,
)
from pages.charts import BarChart, Breakdown, Slice, labelled, told
from pages.private import is_private
from pages.programme import Clock, Happening, Programme
from pages.texts import Text, say
from values import Count


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to be said in one go, and what is known of it."""

    text: Text
    private: bool = False
    must_finish: bool = False
    block: int | None = None
    told_by_cue: bool = False

    @classmethod
    def of(cls, text: Text, *, private: bool = False, must_finish: bool = False) -> Piece:
        """A piece that is private if said to be, or if there is a figure in it."""
        return cls(text, private or is_private(text), must_finish)

    def at(self, block: int, *, must_finish: bool) -> Piece:
        """The piece as part of a block of its page."""
        return replace(self, block=block, must_finish=must_finish)


def block_pieces(block: Block) -> Iterator[Piece]:
    """What is said of a block, in order; an emblem only sets the mood and is silent (E1)."""
    match block:
        case State(text=text, detail=None) | Paragraph(text=text):
            yield Piece.of(text)
        case State(text=text, detail=detail) if detail is not None:
            yield from (Piece.of(text), Piece.of(detail))
        case Amount():
            yield from _amount(block)
        case Facts(rows, title):
            yield from _titled(title, map(_fact, rows))
        case Notes(title, lines):
            yield from _titled(title, map(Piece.of, lines))
        case BarChart() | Breakdown():
            yield from _chart(block)
        case _:
            yield from _pictured(block)


def _pictured(block: Block) -> Iterator[Piece]:
    match block:
        case Picture(said=text) | Photo(said=text) | QrCode(label=text):
            yield Piece.of(text)
        case Clock(time, day, weekday):
            yield Piece.of(say("speech.clock", day=day, weekday=weekday, time=time))
        case Programme():
            yield from _programme(block)
        case Devices(tiles):
            for tile in tiles:
                yield Piece.of(say("speech.also", first=tile.name, second=tile.state))
        case PaperStretch(said=said):
            yield from map(Piece.of, said)
        case Entry(label=label, length=length):
            yield _entry(label, length)
        case _:
            return


def _programme(programme: Programme) -> Iterator[Piece]:
    if programme.title is not None:
        yield Piece.of(programme.title)
    for row in programme.rows:
        yield Piece.of(_happening(row))


def _happening(row: Happening) -> Text:
    if row.when is None:
        return row.what
    if row.where is None:
        return say("speech.happening", when=row.when, what=row.what)
    return say("speech.happening_at", when=row.when, what=row.what, where=row.where)


def _fact(fact: Fact) -> Piece:
    text = say("speech.fact", label=fact.label, value=fact.value)
    return Piece.of(text, private=fact.private or fact.personal)


def _amount(amount: Amount) -> Iterator[Piece]:
    """The amount, then of its share what was not said yet."""
    yield _fact(Fact(amount.label, amount.money, private=True))
    if amount.share is not None:
        share = amount.share
        if share.part != amount.money:
            yield _fact(Fact(share.part_label, share.part, private=True))
        yield _fact(Fact(share.rest_label, share.whole - share.part, private=True))


def _chart(chart: BarChart | Breakdown) -> Iterator[Piece]:
    """What a look at it shows, then every amount of it."""
    if isinstance(chart, BarChart):
        facts = (Fact(labelled(bar), bar.money, private=True) for bar in chart.bars)
        look = (Piece.of(text, private=True) for text in told(chart))
        yield from _titled(chart.title, chain(look, map(_fact, facts)))
        return
    for each in (Slice(chart.label, chart.whole), *chart.slices):
        yield _fact(Fact(each.label, each.money, private=True))


def _titled(title: Text | None, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A heading over lines that are all withheld is withheld with them: it promises nothing."""
    lines = tuple(pieces)
    if title is not None:
        yield Piece.of(title, private=bool(lines) and all(line.private for line in lines))
    yield from lines


def _entry(label: Text, length: int) -> Piece:
    """How much is in a field, never what: it may be anybody's secret (E8)."""
    if not length:
        return Piece(say("speech.empty_entry", label=label), told_by_cue=True)
    return Piece(say("speech.entry", label=label, length=Count(length)), told_by_cue=True)
