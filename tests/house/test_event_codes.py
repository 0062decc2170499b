"""What the code records and what the catalogue allows are the same list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from kiosk.event_catalogue import the_catalogue

HOUSE = Path(__file__).parents[2]
OF_THE_LOG = {"log.wrong_call", "log.signed", "log.dropped"}
"""What the log writes of its own accord."""


def recorded() -> Iterator[tuple[str, set[str]]]:
    """Code and field names of every ``log(...)``, ``record(...)`` and ``note(...)`` with a literal
    code; ``Sitting.note`` adds the account."""
    for path in sorted((HOUSE / "kiosk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="log" | "record" | "_log"),
                    args=[ast.Constant(value=str(code))],
                    keywords=fields,
                ) if "." in code:
                    yield code, {str(field.arg) for field in fields}
                case ast.Call(
                    func=ast.Attribute(attr="note"),
                    args=[ast.Constant(value=str(code))],
                    keywords=fields,
                ):
                    yield code, {str(field.arg) for field in fields} | {"account"}


def test_every_recorded_code_is_in_the_catalogue_with_its_fields() -> None:
    events = the_catalogue().events
    for code, fields in recorded():
        assert code in events, code
        assert fields == set(events[code].fields), code


def test_every_code_of_the_catalogue_is_recorded_somewhere() -> None:
    used = {code for code, _ in recorded()} | OF_THE_LOG
    assert set(the_catalogue().events) == used
