"""The catalogue of events: what may be recorded, and of which types its fields are.

No type takes free text. Numbers are too small for an identity, card or telephone number, and words
come from closed sets, so that nothing a person could be known by passes into the log (H2).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Literal
from uuid import UUID

import msgspec

CATALOGUE_FILE = Path(__file__).with_name("events.toml")
LARGEST_NUMBER = 999_999
RESERVED = frozenset({"number", "at", "code", "severity", "before"})
"""What every line of the log holds besides the event's own fields."""
ADDED = {"log.signed": "signature", "log.dropped": "through"}
"""Fields the log itself adds to its own events."""

Scalar = str | int | bool
FieldType = Callable[[object], Scalar]
"""Turns a value into what is written; raises ``WrongCall`` for a value not of the type."""

_WORD = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_CODE = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
_ROUTE = re.compile(r"[a-z_]{1,40}(\.[a-z_]{1,40}){0,3}")
_FAILURE = re.compile(r"[0-9]{2}")
_JOB = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_PLACE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,99}:[0-9]{1,6}")
_SETTING = re.compile(r"[a-z_]{1,20}\.[a-z_]{1,30}")
_VALUE = re.compile(r"[a-z_]{1,12}|-?[0-9]{1,5}(\.[0-9]{1,2})?|[0-9]{2}:[0-9]{2}")
_HOUSE = frozenset({"kiosk_main", "kiosk", "applications", "pages", "contract", "devices"})


class WrongCall(ValueError):
    """Somebody tried to record what the catalogue does not allow. Never shows the value itself."""


class CatalogueFault(ValueError):
    """The catalogue itself contradicts its own rules; the message names code and field."""


@dataclass(frozen=True)
class Wording:
    """The same in both languages, for whoever runs the terminal."""

    zh: str
    en: str


@dataclass(frozen=True)
class Number:
    """What the number means that a page shows when something is wrong, and what to do (C6)."""

    title: Wording
    action: Wording


@dataclass(frozen=True)
class Event:
    """One kind of event: what happened, what that means, what to do.

    ``fields`` names each field's type, by the name the catalogue gives it.
    ``on_change`` is None for an event that is always recorded, else the fields that together name
    the thing whose change is recorded.
    """

    title: Wording
    severity: Literal["info", "warning", "error"]
    message: Wording
    action: Wording
    fields: dict[str, str] = field(default_factory=dict)
    on_change: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Catalogue:
    """All events by code, the closed sets their fields may draw from, and pages' numbers."""

    sets: dict[str, tuple[str, ...]]
    events: dict[str, Event]
    failures: dict[str, Number]

    def __post_init__(self) -> None:
        for name, words in self.sets.items():
            if name in TYPES or not words or not all(map(_WORD.fullmatch, words)):
                raise CatalogueFault(f"set {name}: needs plain words, and a name no type has")
        for code, event in self.events.items():
            self._check(code, event)

    def written(self, code: str, given: Mapping[str, object]) -> dict[str, Scalar]:
        """The fields of an event as they are written; raises ``WrongCall``."""
        event = self.events.get(code)
        if event is None:
            raise WrongCall("no event of this code")
        if event.fields.keys() != given.keys():
            raise WrongCall(f"{code} needs exactly the fields: {', '.join(event.fields) or 'none'}")
        return {name: self._field(code, name, given[name]) for name in event.fields}

    def _field(self, code: str, name: str, value: object) -> Scalar:
        kind = self.events[code].fields[name]
        try:
            return TYPES[kind](value) if kind in TYPES else _member(self.sets[kind], value)
        except WrongCall as wrong:
            raise WrongCall(f"{code}: {name} is not of type {kind}: {wrong}") from None

    def _check(self, code: str, event: Event) -> None:
        if not _CODE.fullmatch(code):
            raise CatalogueFault(f"{code}: a code is two words with a dot between")
        for name, kind in event.fields.items():
            if not _WORD.fullmatch(name) or name in RESERVED | set(ADDED.values()):
                raise CatalogueFault(f"{code}: a field cannot be called {name}")
            if kind not in TYPES and kind not in self.sets:
                raise CatalogueFault(f"{code}: {name} has the unknown type {kind}")
        for name in event.on_change or ():
            if name not in event.fields:
                raise CatalogueFault(f"{code}: on_change names {name}, which is no field of it")


def read_catalogue(toml: str) -> Catalogue:
    """Read a catalogue; raises ``CatalogueFault``."""
    try:
        content = tomllib.loads(toml)
        if content.keys() != {"sets", "events", "failures"}:
            raise CatalogueFault("a catalogue consists of sets, events and failures")
        return msgspec.convert(content, Catalogue)
    except CatalogueFault:
        raise
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise CatalogueFault(str(error)) from error


@cache
def the_catalogue() -> Catalogue:
    """The catalogue of this terminal, read once: nobody changes it while the program runs."""
    return read_catalogue(CATALOGUE_FILE.read_text(encoding="utf-8"))


def place_of(error: BaseException) -> str:
    """``module:line`` of our own code that was deepest when the error arose, else of any code."""
    places = _places(error.__traceback__)
    ours = [place for place in places if place.split(".")[0].split(":")[0] in _HOUSE]
    return (ours or places or ["unknown:0"])[-1]


def _places(traceback: TracebackType | None) -> list[str]:
    places = []
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "unknown")
        places.append(f"{module}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return places


def _member(words: tuple[str, ...], value: object) -> str:
    word = value
    if isinstance(value, Enum):
        word = value.value if isinstance(value, str) else value.name.lower()
    if not isinstance(word, str) or word not in words:
        raise WrongCall(f"one of {', '.join(words)}")
    return str(word)


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST_NUMBER:
        raise WrongCall(f"a whole number of 0 to {LARGEST_NUMBER}")
    return value


def _flag(value: object) -> bool:
    if type(value) is not bool:
        raise WrongCall("true or false")
    return value


def _job(value: object) -> str:
    written = str(value)
    if not isinstance(value, UUID | str) or not _JOB.fullmatch(written):
        raise WrongCall("a random UUID (version 4)")
    return written


def _exception(value: object) -> str:
    if not isinstance(value, BaseException):
        raise WrongCall("an exception")
    return f"{type(value).__name__} at {place_of(value)}"


def _matching(pattern: re.Pattern[str], meaning: str) -> FieldType:
    def take(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise WrongCall(meaning)
        return value

    return take


TYPES: Mapping[str, FieldType] = MappingProxyType(
    {
        "number": _number,
        "flag": _flag,
        "job": _job,
        "exception": _exception,
        "route": _matching(_ROUTE, "a page's route"),
        "failure": _matching(_FAILURE, "a failure's code, two digits"),
        "place": _matching(_PLACE, "module:line"),
        "setting": _matching(_SETTING, "a setting's name, section.key"),
        "value": _matching(_VALUE, "a setting's value: a word, a short number or a time"),
    }
)
"""The types besides the catalogue's own sets."""
