"""What a page may know that is asked for before anybody chose it: nothing out of a person's file.

The service notes who read which record of whom. A key that was only brushed is no wish to read, and
nothing may be sent or signed up for by it. So a page asked for ahead sees the visit as the kiosk
holds it, such as the person's name and rights; where it asks for more, it is asked for again once
its key is chosen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NoReturn, cast

from applications.ask import Ask
from contract.gateway import VisitRecords


class OnlyWhenChosen(Exception):
    """The page needs a record, or would have something done."""


def ahead_of_choice(ask: Ask) -> Ask:
    """The same ask, whose visit raises ``OnlyWhenChosen`` for whatever reaches the service."""
    if ask.records is None:
        return ask
    return replace(ask, records=cast(VisitRecords, _Untouched(ask.records)))


class _Untouched:
    """A visit's facts without its methods: one that is new to the contract is refused, too."""

    def __init__(self, visit: VisitRecords) -> None:
        self._visit = visit

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._visit, name)
        return _refuse if callable(value) else value


def _refuse(*_given: object, **_named: object) -> NoReturn:
    raise OnlyWhenChosen
