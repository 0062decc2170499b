"""What a check found: a verdict, and the evidence for it in words with numbers.

The numbers of the evidence are whole and its words come from ``content/``, so that a finding can be
kept, sent and logged without a sentence that somebody made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contract.fleet import Verdict
from pages.texts import Phrase, say
from values import Count


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check showed. Every value in ``evidence`` is a ``Count``."""

    verdict: Verdict
    evidence: Phrase

    @property
    def numbers(self) -> dict[str, int]:
        """The evidence's numbers by name."""
        values = self.evidence.values
        return {name: value.number for name, value in values if isinstance(value, Count)}

    @classmethod
    def of(cls, verdict: str, key: str, numbers: Mapping[str, int]) -> Finding:
        """The finding of these parts, as they were kept; raises ``ValueError``."""
        return cls(Verdict(verdict), say(key, **{name: Count(n) for name, n in numbers.items()}))


def ok(evidence: Phrase) -> Finding:
    """It is well."""
    return Finding(Verdict.GOOD, evidence)


def failed(evidence: Phrase) -> Finding:
    """It is not well, or nobody answered."""
    return Finding(Verdict.BAD, evidence)


def absent(evidence: Phrase) -> Finding:
    """This terminal has none."""
    return Finding(Verdict.ABSENT, evidence)


def within(good: bool, evidence: Phrase) -> Finding:
    """Well where ``good`` holds, failed otherwise."""
    return ok(evidence) if good else failed(evidence)
