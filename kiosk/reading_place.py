"""How far a page was read aloud, so that it can be taken up again, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pages.spoken import Utterance


class ReadingPlace:
    """The utterances of a page and which of them was said last."""

    def __init__(self, utterances: Sequence[Utterance] = ()) -> None:
        self.utterances = tuple(utterances)
        self._at = 0

    def reached(self, utterance: Utterance) -> None:
        """This is being said now; what is not of the page changes nothing."""
        if utterance in self.utterances[self._at :]:
            self._at = self.utterances.index(utterance, self._at)

    def went(self, place: int) -> Sequence[Utterance]:
        """Go on from there."""
        self._at = place
        return self.utterances[place:]

    def ended(self) -> None:
        """All was said."""
        self._at = len(self.utterances)

    def rest(self) -> Sequence[Utterance]:
        """From what was being said last; from the beginning where all was said."""
        return self.went(self._at if self._at < len(self.utterances) else 0)

    def paragraph(self, step: int) -> Sequence[Utterance] | None:
        """From the next paragraph (1), or from the one before (-1); None where there is none.

        In the middle of a paragraph the one before is its own beginning.
        """
        starts = _starts(self.utterances)
        if step > 0:
            later = [place for place in starts if place > self._at]
            return self.went(later[0]) if later else None
        before = [place for place in starts if place < self._at]
        return self.went(before[-1]) if before else None


def _starts(utterances: Sequence[Utterance]) -> list[int]:
    """Where paragraphs begin: the first utterance, and each that reads another block."""
    changes = [
        place
        for place, (one, other) in enumerate(pairwise(utterances), start=1)
        if one.block != other.block
    ]
    return [0, *changes] if utterances else []
