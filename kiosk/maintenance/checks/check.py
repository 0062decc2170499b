"""What a check is. Each stands in a file of its own; ``registry.py`` has their order.

A check goes through the steps it has, in this order: ``look`` (what the machine finds by itself),
``act`` (something happens: a tone, a slip), ``watch`` (what the person does), ``question`` (what
only a person can answer). The first that does not end well is the check's finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.findings import Finding
from kiosk.maintenance.watching import Watch
from pages.texts import Phrase

Look = Callable[[Bench], Finding]
"""Blocks, in the pool. One that takes longer than ``Check.limit_s`` is not waited for."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing to find out about this terminal.

    ``name`` is one of the event log's ``check`` words. ``steps`` says what the person is to do; a
    check without steps needs nobody, so that it belongs to each morning's self-check as well.
    """

    name: str
    icon: str
    title: Phrase
    look: Look | None = None
    steps: Phrase | None = None
    act: Look | None = None
    act_last: bool = False
    """``act`` comes after ``watch``: a tone once the headphones are in."""
    watch: Callable[[Bench], Watch] | None = None
    question: Phrase | None = None
    limit_s: float = 12.0
    """How long ``look`` and ``act`` may each take."""
    patience_s: float = 60.0
    """How long ``watch`` waits for the person's next move."""

    @property
    def alone(self) -> bool:
        """Whether it needs nobody."""
        return self.steps is None
