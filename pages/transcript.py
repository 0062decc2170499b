"""A page and its speech written down: for tests, the catalogue of pages and scripted visits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pages.blocks import (
    Amount,
    Block,
    Devices,
    Emblem,
    Entry,
    Facts,
    Notes,
    PaperStretch,
    Paragraph,
    Photo,
    Picture,
    QrCode,
    State,
)
from pages.charts import BarChart, Breakdown, labelled, told
from pages.choices import Choice
from pages.model import Page, Part
from pages.presentation import Presentation
from pages.programme import Clock, Programme
from pages.spoken import Utterance
from pages.staff_blocks import Cross, Fill, StaffBlock, Tabs, TouchGrid
from pages.words import Words
from pages.written import Writer


@dataclass(frozen=True, slots=True)
class UtteranceRecord:
    """One utterance as it was said. Times are aware; ``started`` is None if no sound came."""

    shown: str
    worded: str
    engine_text: str
    language: str
    private: bool
    started: datetime | None
    ended: datetime
    cut: bool

    @classmethod
    def of(
        cls,
        utterance: Utterance,
        engine_text: str,
        *,
        started: datetime | None,
        ended: datetime,
        cut: bool,
    ) -> UtteranceRecord:
        """The record of an utterance that ended, by itself or cut."""
        return cls(
            utterance.shown,
            utterance.worded,
            engine_text,
            str(utterance.language),
            utterance.private,
            started,
            ended,
            cut,
        )

    def as_json(self) -> dict[str, str | bool | None]:
        """The record in JSON's types, times in ISO 8601."""
        return {
            "shown": self.shown,
            "worded": self.worded,
            "engine_text": self.engine_text,
            "language": self.language,
            "private": self.private,
            "started": None if self.started is None else self.started.isoformat(),
            "ended": self.ended.isoformat(),
            "cut": self.cut,
        }


def page_lines(page: Page, part: Part, presentation: Presentation, words: Words) -> tuple[str, ...]:
    """What one part of a page shows, as lines of text: title, lead, blocks, choices in ``[ ]``."""
    writer = Writer(words, covered=presentation.covered, masked=not presentation.revealed)
    blocks = page.blocks[slice(*(part.blocks or (None, None)))]
    choices = page.choices[slice(*(part.choices or (None, None)))]
    head = [writer.write(page.title)] + ([writer.write(page.lead)] if page.lead is not None else [])
    body = [line for block in blocks for line in _block_lines(block, writer)]
    return (*head, *body, *(_choice_line(choice, writer) for choice in choices))


def _block_lines(block: Block, writer: Writer) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield writer.write(text)
        case State(text=text, detail=detail):
            yield writer.write(text)
            if detail is not None:
                yield writer.write(detail)
        case Amount(label, money, share):
            yield f"{writer.write(label)} {writer.private(money)}"
            if share is not None:
                yield f"{writer.write(share.part_label)} {writer.private(share.part)}"
                rest = share.whole - share.part
                yield f"{writer.write(share.rest_label)} {writer.private(rest)}"
        case Facts(rows, title):
            if title is not None:
                yield writer.write(title)
            for row in rows:
                yield f"{writer.write(row.label)} {writer.fact(row)}"
        case Notes(title, lines):
            yield writer.write(title)
            yield from map(writer.write, lines)
        case _:
            yield from _other_lines(block, writer)


def _chart_lines(chart: BarChart | Breakdown, writer: Writer) -> Iterator[str]:
    match chart:
        case BarChart(title, bars):
            yield writer.write(title)
            for bar in bars:
                yield f"{writer.write(labelled(bar))} {writer.private(bar.money)}"
            if not writer.covered:
                yield from map(writer.write, told(chart))
        case Breakdown(label, whole, slices):
            yield f"{writer.write(label)} {writer.private(whole)}"
            for each in slices:
                yield f"{writer.write(each.label)} {writer.private(each.money)}"


def _other_lines(block: Block, writer: Writer) -> Iterator[str]:
    match block:
        case BarChart() | Breakdown():
            yield from _chart_lines(block, writer)
        case Picture() | Photo() | QrCode() | Emblem():
            yield _picture_line(block, writer)
        case Clock() | Programme():
            yield from _programme_lines(block, writer)
        case Devices(tiles):
            for tile in tiles:
                yield f"{writer.write(tile.name)} {writer.write(tile.state)}"
        case Entry(label, length, shown):
            yield f"{writer.write(label)} {'•' * length if shown is None else shown}"
        case PaperStretch(said=said):
            yield from (f"| {writer.write(text)}" for text in said)
        case Tabs() | TouchGrid() | Cross() | Fill():
            yield _staff_line(block, writer)
        case _:
            raise TypeError(f"no line for {type(block).__name__}")


def _picture_line(block: Picture | Photo | QrCode | Emblem, writer: Writer) -> str:
    match block:
        case Picture(name, said):
            return f"<{name}> {writer.write(said)}"
        case Photo(said=said):
            return f"<photo> {writer.write(said)}"
        case QrCode(content, label):
            return f"<{content}> {writer.write(label)}"
        case Emblem(icon):
            return f"<{icon}>"


def _staff_line(block: StaffBlock, writer: Writer) -> str:
    match block:
        case Tabs(tabs):
            return " ".join(f"[{writer.write(tab.label)}]" for tab in tabs)
        case TouchGrid(columns, rows, felt):
            return f"<{len(felt)} of {columns} x {rows} cells>"
        case Cross(number=number, count=count):
            return f"<cross {number} of {count}>"
        case Fill(colour):
            return f"<{colour}>"


def _programme_lines(block: Clock | Programme, writer: Writer) -> Iterator[str]:
    if isinstance(block, Clock):
        yield f"{writer.write(block.day)} {writer.write(block.weekday)} {writer.write(block.time)}"
        return
    if block.title is not None:
        yield writer.write(block.title)
    for row in block.rows:
        texts = (row.when, row.what, row.where)
        yield " ".join(writer.write(text) for text in texts if text is not None)


def _choice_line(choice: Choice, writer: Writer) -> str:
    texts = (choice.label, choice.detail, choice.badge)
    parts = [writer.write(text) for text in texts if text is not None]
    if choice.aside is not None:
        write = writer.private if choice.aside_private else writer.write
        parts.append(write(choice.aside))
    return f"[{' | '.join(parts)}]"
