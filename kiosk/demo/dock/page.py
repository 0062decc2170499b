"""The dock's page: one document of buttons, each of which does one step of a script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from kiosk.demo.faults import FAULTS
from kiosk.demo.people import Person
from pages.presentation import Language
from pages.words import Words, load_words

_TEMPLATE = Path(__file__).with_name("dock.html")
CARDS: dict[str, dict[str, object]] = {
    "inserted": {"lay": "", "card": "social_security"},
    "laid": {"lay": "", "card": "social_security", "inserted": False},
    "resident_id": {"lay": "", "card": "resident_id"},
    "electronic_card": {"scan": ""},
    "insurance_code": {"scan": "", "code": "insurance_code"},
    "stripe": {"swipe": ""},
}
"""Ways to hold out a card or code: what a step says, with the person for the empty word."""
_MINUTES = (1, 5, 60)


def dock_page(people: Iterable[Person], language: Language, trouble: str) -> str:
    """The whole document. ``trouble`` says why social-security cards cannot be used, if so."""
    words = load_words(language)
    other = next(each for each in Language if each is not language)
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=language,
        other=other,
        trouble=escape(trouble),
        people="\n".join(_person(person, words) for person in people),
        faults_list="\n".join(_faults(words)),
        minutes="\n".join(_minutes(words)),
        **{key: escape(words.template(f"dock.{key}")) for key in WORDS},
    )


WORDS = (
    *("title", "other_language", "shows", "cards", "lift", "time", "headphones", "faults"),
    *("all_well", "said", "nothing_said", "printed", "nothing_printed", "gone"),
)


def _button(label: str, deed: dict[str, object]) -> str:
    told = escape(json.dumps(deed, ensure_ascii=False))
    return f'<button type="button" data-deed="{told}">{escape(label)}</button>'


def _person(person: Person, words: Words) -> str:
    buttons = "".join(
        _button(words.template(f"dock.card.{way}"), _deed(how, person.key))
        for way, how in CARDS.items()
    )
    about = escape(words.template(f"dock.person.{person.key}"))
    return (
        f"<li><p><b>{escape(person.name)}</b> <span>{about}</span></p>"
        f'<div class="row">{buttons}</div></li>'
    )


def _deed(how: dict[str, object], key: str) -> dict[str, object]:
    return {word: key if value == "" else value for word, value in how.items()}


def _faults(words: Words) -> Iterator[str]:
    for device, names in groupby(FAULTS, key=lambda name: name.partition(".")[0]):
        heading = escape(words.template(f"dock.device.{device}"))
        switches = "".join(
            f'<label><input type="checkbox" data-fault="{name}">'
            f"{escape(words.template(f'dock.fault.{name}'))}</label>"
            for name in names
        )
        yield f"<fieldset><legend>{heading}</legend>"
        yield f'<div class="switches">{switches}</div></fieldset>'


def _minutes(words: Words) -> Iterator[str]:
    for minutes in _MINUTES:
        label = words.template("dock.minutes").format(n=minutes)
        yield _button(label, {"pass": minutes * 60})
