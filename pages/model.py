"""The page: the one thing a retiree meets. A screen is data before it is pixels.

A page is a title, a few blocks and a few choices, in reading order. It is drawn by
``kiosk.screens``, spoken by ``pages.spoken``, printed by ``pages.receipt`` and written down by
``pages.transcript``; what is shown is what is said is what is printed, by construction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pages.blocks import Block
from pages.choices import Choice
from pages.texts import Text

MAX_CHOICES = 6
"""Choices, list rows and Previous/Next that one part of a page may offer (C1)."""


class Audience(StrEnum):
    """For whom a page is. Only a visitor's pages are ever spoken."""

    VISITOR = "visitor"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class Paper:
    """What may be printed of this page: the backend's record and whom to ask about it.

    ``kind`` is the contract's name for what ``record`` is the number of. ``rows`` says that the
    page is a list, whose rows are printed too.
    """

    record: str
    contact: Text
    kind: str = "settlement"
    rows: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a page function answers."""

    route: str
    title: Text
    lead: Text | None = None
    blocks: tuple[Block, ...] = ()
    choices: tuple[Choice, ...] = ()
    watches: frozenset[str] = frozenset()
    """Topics on whose change the page is asked for again: printer, job:ID, network, readers."""
    audience: Audience = Audience.VISITOR
    centred: bool = False
    choices_first: bool = False
    """Its choices stand and are spoken before its blocks: they are what people come for."""
    choices_stay: bool = False
    """Its choices, four at most, stand on every part: they are about reading it."""
    silent: bool = False
    """Not spoken by itself (the welcome page before anybody is there)."""
    must_finish: bool = False
    """What it says is not cut by what the system does by itself (an outcome, "take your card")."""
    paper: Paper | None = None
    bare: bool = False
    """Its one block, a test pattern, takes the whole screen, with nothing around it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which stretch of a page is shown: blocks and choices by index, half-open.

    ``number`` counts from 1 to ``count``. A part is what one screen shows and what is spoken.
    """

    number: int = 1
    count: int = 1
    blocks: tuple[int, int] | None = field(default=None)
    choices: tuple[int, int] | None = field(default=None)
