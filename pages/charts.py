"""Charts where a picture says more than a row, and the same in words.

Every chart is private: its amounts are somebody's own. A bar that is ``solid`` is money that came;
a hollow one is money that did not, and its ``note`` says why, so that colour tells nothing alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pages.texts import Text, say
from values import Money


@dataclass(frozen=True, slots=True)
class Bar:
    """One of several amounts. ``label`` is short, such as a ``MonthOfYear``."""

    label: Text
    money: Money
    note: Text | None = None
    solid: bool = True


@dataclass(frozen=True, slots=True)
class BarChart:
    """Amounts one under another, oldest first, each as long as it is large, from zero.

    ``full`` is what the longest bar stands for where several charts are to be compared.
    """

    title: Text
    bars: tuple[Bar, ...]
    full: Money | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a whole."""

    label: Text
    money: Money


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What a whole is made of: one bar in pieces, and a line for each. The pieces sum to it."""

    label: Text
    whole: Money
    slices: tuple[Slice, ...]


Chart = BarChart | Breakdown


def labelled(bar: Bar) -> Text:
    """A bar's label, with its note where it has one."""
    return bar.label if bar.note is None else say("chart.noted", label=bar.label, note=bar.note)


def told(chart: BarChart) -> Iterator[Text]:
    """What a look at the chart shows: the most, the least, and how the last stands to the first.

    Hollow bars are not counted, and one with a note is no trend; of fewer than two there is nothing
    to tell.
    """
    bars = [bar for bar in chart.bars if bar.solid]
    if len(bars) < 2:
        return
    most, least = max(bars, key=_amount), min(bars, key=_amount)
    if most.money == least.money:
        yield say("chart.same", money=most.money)
        return
    yield say("chart.most", label=most.label, money=most.money)
    yield say("chart.least", label=least.label, money=least.money)
    usual = [bar for bar in bars if bar.note is None]
    if usual:
        yield from _trend(usual[0], usual[-1])


def _trend(first: Bar, last: Bar) -> Iterator[Text]:
    if last.money > first.money:
        more = last.money - first.money
        yield say("chart.rose", first=first.label, last=last.label, money=more)
    elif last.money < first.money:
        less = first.money - last.money
        yield say("chart.fell", first=first.label, last=last.label, money=less)


def _amount(bar: Bar) -> Money:
    return bar.money
