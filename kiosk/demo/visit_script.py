"""A scripted visit, as data: what somebody does at the kiosk and what they must then meet.

The file is TOML; ``docs/scripted-visits.md`` describes it. Every step is a table with one verb.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.demo.visit_steps import VERBS, Step


class ScriptFault(ValueError):
    """The file is no visit; the message names file and step."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A whole visit. ``most_taps`` fails it when the person had to tap more often."""

    title: str
    steps: tuple[Step, ...]
    most_taps: int = 99


def load_visit(path: Path) -> Visit:
    """Read a visit; raises ``ScriptFault``."""
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ScriptFault(f"{path}: {error}") from error
    return read_visit(tree, str(path))


def read_visit(tree: dict[str, object], name: str) -> Visit:
    """Make a visit of what the file held; raises ``ScriptFault``."""
    steps = tree.get("steps")
    if not isinstance(steps, list) or not steps:
        raise ScriptFault(f"{name}: a visit has a list of steps")
    title, most_taps = tree.get("title"), tree.get("most_taps", 99)
    if not isinstance(title, str) or not isinstance(most_taps, int):
        raise ScriptFault(f"{name}: a visit has a title, and most_taps is a number")
    read = tuple(read_step(step, f"{name}: step {number}") for number, step in enumerate(steps, 1))
    return Visit(title, read, most_taps)


def read_step(step: object, name: str) -> Step:
    """Make a step of its table; raises ``ScriptFault``, which begins with ``name``."""
    verbs = [key for key in step if key in VERBS] if isinstance(step, dict) else []
    if not isinstance(step, dict) or len(verbs) != 1:
        raise ScriptFault(f"{name}: needs exactly one of {', '.join(VERBS)}")
    verb = VERBS[verbs[0]]
    known = {"pass_" if key == "pass" else key: value for key, value in step.items()}
    unknown = set(known) - set(verb.__dataclass_fields__)
    if unknown:
        raise ScriptFault(f"{name}: {', '.join(sorted(unknown))} means nothing here")
    try:
        return msgspec.convert(known, verb)
    except msgspec.ValidationError as error:
        raise ScriptFault(f"{name}: {error}") from error
