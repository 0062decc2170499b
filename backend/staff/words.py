"""The words of the staff's page: ``staff.*`` in ``content/``, as a browser asks for them."""

from __future__ import annotations

from datetime import datetime
from html import escape

from backend.service import LOCAL_ZONE
from pages.presentation import Language
from pages.texts import Text, say
from pages.words import load_words
from pages.written import Writer
from values import DayOfYear, TimeOfDay, Value


def language_of(accept_language: str) -> Language:
    """Chinese, unless the browser asks for English first (RFC 9110, section 12.5.4)."""
    first = accept_language.split(",", maxsplit=1)[0].strip().lower()
    return Language.ENGLISH if first.startswith("en") else Language.CHINESE


class StaffWords:
    """Writes phrases and values as HTML text."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._words = load_words(language)
        self._writer = Writer(self._words)

    def say(self, key: str, /, **values: Text | Value) -> str:
        """A phrase, escaped."""
        return escape(self._writer.write(say(key, **values)))

    def named(self, key: str) -> str:
        """The words for what a terminal named; the name itself where there are none.

        A terminal of a newer version may know devices and checks that this service does not.
        """
        name = key.rpartition(".")[2]
        return self.say(key) if self._words.has(key) else escape(name)

    def plain_time(self, moment: datetime, now: datetime) -> str:
        """A moment where the terminals stand, not escaped; with its day unless that is today."""
        local = moment.astimezone(LOCAL_ZONE)
        clock = self._writer.write(TimeOfDay(local.time()))
        if local.date() == now.astimezone(LOCAL_ZONE).date():
            return clock
        return f"{self._writer.write(DayOfYear(local.date()))} {clock}"
