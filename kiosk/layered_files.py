"""Settings from several TOML files, one over the other, checked key by key.

A schema is a frozen dataclass whose fields are sections, themselves frozen dataclasses. Every
mistake of every file is reported at once, with file, section, key and what was expected there.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")
Sections = dict[str, dict[str, Any]]


class SettingsFault(Exception):
    """Settings that cannot be used. ``mistakes`` has one line for each; ``str`` has them all."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


def read_layers(schema: type[T], files: Sequence[Path]) -> T:
    """The settings of all files, a later one's keys over an earlier one's.

    Raises ``SettingsFault``, also for a key that no file has and for a file that cannot be read.
    """
    merged: Sections = {}
    mistakes: list[str] = []
    for file in files:
        try:
            layer = read_layer(schema, file)
        except SettingsFault as fault:
            mistakes += fault.mistakes
            continue
        for name, section in layer.items():
            merged.setdefault(name, {}).update(section)
    if mistakes:
        raise SettingsFault(mistakes)
    return _whole(schema, merged, files)


def read_layer(schema: type, file: Path) -> Sections:
    """One file's sections, each key checked for itself; raises ``SettingsFault``."""
    content = _parsed(file)
    sections = get_type_hints(schema, include_extras=True)
    mistakes = [
        f"{file}: {mistake}"
        for name, section in content.items()
        for mistake in _mistakes(name, section, sections)
    ]
    if mistakes:
        raise SettingsFault(mistakes)
    return content


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsFault([f"{file}: cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise SettingsFault([f"{file}: is not UTF-8 text"]) from error
    except (ValueError, RecursionError) as error:  # also numbers Python will not convert
        raise SettingsFault([f"{file}: is not TOML: {error}"]) from error


def _mistakes(name: str, section: object, sections: dict[str, Any]) -> list[str]:
    if name not in sections:
        return [f"[{name}]: unknown section; there are {', '.join(sections)}"]
    if not isinstance(section, dict):
        return [f"[{name}]: expected a section, not a single value"]
    types = get_type_hints(sections[name], include_extras=True)
    found = (_mistake(key, value, types) for key, value in section.items())
    return [f"[{name}] {mistake}" for mistake in found if mistake]


def _mistake(key: str, value: object, types: dict[str, Any]) -> str | None:
    if key not in types:
        return f"{key}: unknown key; there are {', '.join(types)}"
    try:
        msgspec.convert(value, types[key])
    except msgspec.ValidationError as error:
        return f"{key}: {_expected(types[key], error)}, found {value!r:.60}"
    return None


def _expected(kind: Any, error: msgspec.ValidationError) -> str:
    """What the key takes, in the words of its ``Meta`` where it has some."""
    if get_origin(kind) is Literal:
        return f"expected one of {', '.join(map(repr, get_args(kind)))}"
    said = [meta.description for meta in getattr(kind, "__metadata__", ()) if meta.description]
    if said:
        return f"expected {said[0]}"
    return f"{str(error)[:1].lower()}{str(error)[1:]}"


def _whole(schema: type[T], merged: Sections, files: Sequence[Path]) -> T:
    """Convert what the files say together, which they do not each need to say for themselves."""
    names = ", ".join(map(str, files))
    sections: dict[str, Any] = {}
    mistakes = []
    for field in dataclasses.fields(schema):  # type: ignore[arg-type]
        kind = get_type_hints(schema)[field.name]
        try:
            sections[field.name] = msgspec.convert(merged.get(field.name, {}), kind)
        except msgspec.ValidationError as error:
            mistakes.append(f"{names}: [{field.name}]: {error}")
    if mistakes:
        raise SettingsFault(mistakes)
    return schema(**sections)
