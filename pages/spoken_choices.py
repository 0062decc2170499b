"""What is said of the choices: rows with their place, how things stand that can be turned up and
down, everything else in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

from pages.choices import Choice, Role
from pages.model import Page, Part
from pages.private import is_private
from pages.spoken_blocks import Piece
from pages.texts import Text, say
from values import Ordinal


def choice_pieces(page: Page, part: Part, *, figures_aloud: bool) -> Iterator[Piece]:
    """第一条，…… for each row of this part, then 您可以：…… for the other choices.

    A row keeps its place in the whole list on every part. Its end is left out where private.
    """
    first, end = part.choices or (0, len(page.choices))
    yield from _settings(page.choices[first:end])
    rows = [index for index, choice in enumerate(page.choices) if choice.role is Role.ROW]
    for place, index in enumerate(rows, start=1):
        if first <= index < end:
            yield _row(place, page.choices[index], figures_aloud)
    others = [choice for choice in page.choices[first:end] if choice.role is not Role.ROW]
    if others:
        labels = (_joined("speech.also", _parts(choice, figures_aloud)) for choice in others)
        yield Piece(say("speech.choices", choices=_joined("speech.list", labels)))


def _settings(choices: Iterable[Choice]) -> Iterator[Piece]:
    """How each thing stands that can be turned down and up, once for both directions."""
    stands = ((each.detail, each.aside) for each in choices if each.role is Role.STEP)
    for label, value in dict.fromkeys(stands):
        if label is not None and value is not None:
            yield Piece(say("speech.fact", label=label, value=value))


def _row(place: int, choice: Choice, figures_aloud: bool) -> Piece:
    parts = tuple(_parts(choice, figures_aloud))
    text = say("speech.row", n=Ordinal(place), row=_joined("speech.also", parts))
    return Piece.of(text, private=figures_aloud and choice.aside_private)


def _parts(choice: Choice, figures_aloud: bool) -> Iterator[Text]:
    """The label, what else a row says, and a tile's badge; figures only where asked for."""
    yield choice.label
    if choice.role is Role.ROW:
        for text, private in ((choice.detail, False), (choice.aside, choice.aside_private)):
            if text is not None and (figures_aloud or not (private or is_private(text))):
                yield text
    if choice.badge is not None:
        yield choice.badge


def _joined(key: str, texts: Iterable[Text]) -> Text:
    return reduce(lambda first, second: say(key, first=first, second=second), texts)
