"""A page as it is heard: the utterances of one part of it, in order.

Title, lead, blocks (the state of the matter stands first), what can be chosen, which part this is.
Private figures are not in any utterance unless the person asked to hear them (E9); a page that
offers to read them aloud says that they were left out. Only a visitor's pages are ever spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pages.choices import Do
from pages.model import Audience, Page, Part
from pages.presentation import Language, Presentation
from pages.private import holds_money, is_fixed
from pages.sentences import breaths, sentences
from pages.spoken_blocks import Piece, block_pieces
from pages.spoken_choices import choice_pieces
from pages.texts import FreeText, Text, say
from pages.worded import Worder
from pages.words import Words, load_words
from pages.written import Writer
from values import Count, Ordinal

READ_ALOUD = "read_aloud"
"""The action of the choice that lets private figures be heard."""

_OF_FACTS = {
    "speech.withheld": "speech.withheld_facts",
    "speech.withheld_without_headphones": "speech.withheld_facts_without_headphones",
}
"""What is said instead where no amount was left out, but something else of the person's own."""

_HAN_RUN = re.compile(r"([\u3400-\u9fff〇\U00020000-\U0003ffff]+(?:[，、。·]?[\u3400-\u9fff]+)*)")
_HEARD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One breath of speech: at most a sentence, shown in the caption strip while it sounds."""

    shown: str
    """As the caption shows it."""
    worded: str
    """What is heard, in words; Mandarin goes through ``pages.pinyin.engine_text`` from here."""
    language: Language
    private: bool = False
    """It holds figures that the person asked to hear."""
    must_finish: bool = False
    """What the system does by itself lets it end first (an outcome, "take your card")."""
    block: int | None = None
    """The index in ``Page.blocks`` of what is being read; None for title, lead and choices."""
    fixed: bool = False
    """Words of the program alone, the same for everybody: their sound may be kept (F9)."""
    told_by_cue: bool = False
    """How far an entry is: said with its page, while each key of it has a cue (E8)."""


def speak(
    page: Page,
    part: Part,
    presentation: Presentation,
    words: Words,
    *,
    withheld: str = "speech.withheld",
    yao: bool = True,
) -> tuple[Utterance, ...]:
    """What is said of one part of a page; () for a technician's page.

    ``withheld`` is the key of what is said where figures were left out and how to hear them.
    ``yao``: a one in codes and telephone numbers is 幺, else 一 (F4).
    A silent page gives its words too, for "read it again"; whether to speak by itself is for the
    narrator. Raises ``MissingWords`` where ``content/`` lacks a key.
    """
    if page.audience is not Audience.VISITOR:
        return ()
    speaker = _Speaking(
        page, presentation.figures_aloud, withheld, words, Worder(words, yao), Writer(words)
    )
    return tuple(speaker.utterances(part))


@dataclass(frozen=True)
class _Speaking:
    page: Page
    figures_aloud: bool
    withheld: str
    words: Words
    worder: Worder
    writer: Writer

    def utterances(self, part: Part) -> Iterator[Utterance]:
        heading, blocks = tuple(self._heading(part)), tuple(self._blocks(part))
        body = self._aloud(blocks)
        if self._offers_reading and (left_out := self._left_out(heading + blocks)):
            amounts = any(holds_money(piece.text) for piece in left_out)
            body.append(Piece(say(self.withheld if amounts else _OF_FACTS[self.withheld])))
        choices = list(choice_pieces(self.page, part, figures_aloud=self.figures_aloud))
        body = choices + body if self.page.choices_first else body + choices
        for piece in (*self._aloud(heading), *body, *_place(part)):
            yield from self._breaths(piece)

    def _aloud(self, pieces: Iterable[Piece]) -> list[Piece]:
        """What may be said: private pieces only to somebody who asked to hear them."""
        return [piece for piece in pieces if self.figures_aloud or not piece.private]

    def _left_out(self, pieces: Iterable[Piece]) -> list[Piece]:
        return [piece for piece in pieces if piece.private and not self.figures_aloud]

    def _heading(self, part: Part) -> Iterator[Piece]:
        yield Piece(self.page.title, must_finish=self.page.must_finish)
        if self.page.lead is not None and part.number == 1:
            yield Piece.of(self.page.lead, must_finish=self.page.must_finish)

    def _blocks(self, part: Part) -> Iterator[Piece]:
        first, end = part.blocks or (0, len(self.page.blocks))
        for index in range(first, end):
            for piece in block_pieces(self.page.blocks[index]):
                yield piece.at(index, must_finish=self.page.must_finish)

    @property
    def _offers_reading(self) -> bool:
        return any(
            isinstance(choice.target, Do) and choice.target.action == READ_ALOUD
            for choice in self.page.choices
        )

    def _breaths(self, piece: Piece) -> Iterator[Utterance]:
        for text in _sentence_texts(piece.text):
            for shown, worded in self._pairs(text):
                yield from self._voiced(shown, worded, piece)

    def _pairs(self, text: Text) -> Iterable[tuple[str, str]]:
        """Caption and words, sentence by sentence where both have as many."""
        shown, worded = self.writer.write(text), self.worder.word(text)
        captions, heard = sentences(shown), sentences(worded)
        if len(captions) == len(heard):
            return zip(captions, heard, strict=True)
        return ((shown.strip(), worded),)

    def _voiced(self, shown: str, worded: str, piece: Piece) -> Iterator[Utterance]:
        """One utterance; an English one takes the names in Han characters to the other voice."""
        fixed = is_fixed(piece.text)
        for language, words in _by_voice(worded, self.words.language):
            if _HEARD.search(words):
                yield Utterance(
                    shown,
                    words,
                    language,
                    piece.private,
                    piece.must_finish,
                    piece.block,
                    fixed,
                    piece.told_by_cue,
                )


def _sentence_texts(text: Text) -> Iterable[Text]:
    return tuple(map(FreeText, breaths(text.text))) if isinstance(text, FreeText) else (text,)


def _by_voice(worded: str, language: Language) -> Iterator[tuple[Language, str]]:
    if language is Language.CHINESE:
        yield language, worded
        return
    mandarin = Worder(load_words(Language.CHINESE))
    for number, run in enumerate(_HAN_RUN.split(worded)):
        if number % 2:
            yield Language.CHINESE, mandarin.word(FreeText(run))
        else:
            yield Language.ENGLISH, run.strip(" ,;:")


def _place(part: Part) -> tuple[Piece, ...]:
    if part.count == 1:
        return ()
    key = "speech.more" if part.number < part.count else "speech.page"
    return (Piece(say(key, n=Ordinal(part.number), count=Count(part.count))),)
