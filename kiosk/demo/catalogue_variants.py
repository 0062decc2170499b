"""In which sizes, colours, languages and shapes of the panel the catalogue is drawn, for whom.

What is kept in the repository is one of them, the page as everybody finds it; the whole of it is
for whoever judges a change, and goes to a folder that is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from kiosk.demo.catalogue_pages import Entry
from kiosk.screens.panel import Panel
from pages.presentation import Language, Look, Presentation, TextSize

OTHERS = ("new", "many", "rare")
"""Beside the average retiree: one with nothing, one with everything, one with a rare name."""
_OWN_RECORDS = ("standard.home", "pension.", "my_file.", "reimbursements.", "activities.mine")


class Extent(StrEnum):
    """How much of the catalogue is drawn."""

    KEPT = "kept"
    UPRIGHT = "upright"
    LYING = "lying"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to draw every page; ``folder`` is where its pictures go, below the catalogue's."""

    folder: str = ""
    size: TextSize = TextSize.NORMAL
    look: Look = Look.LIGHT
    language: Language = Language.CHINESE

    def of(self, presentation: Presentation) -> Presentation:
        """A person's presentation in this variant; what they covered stays covered."""
        return presentation.changed(size=self.size, look=self.look, language=self.language)


def variants(extent: Extent) -> tuple[Variant, ...]:
    """Default and largest text in light and high contrast, lying down the default; zh and en."""
    if extent is Extent.KEPT:
        return (Variant(),)
    sizes, looks = [TextSize.NORMAL], [Look.LIGHT]
    if extent is Extent.UPRIGHT:
        sizes, looks = [*sizes, TextSize.LARGEST], [*looks, Look.CONTRAST]
    return tuple(
        Variant(f"{size.name.lower()}-{look.value}-{language.value}", size, look, language)
        for size, look, language in product(sizes, looks, Language)
    )


def panel_for(extent: Extent, upright: Panel) -> Panel:
    """The panel as it hangs, or lying on its side."""
    if extent is Extent.LYING:
        return replace(upright, width=upright.height, height=upright.width)
    return upright


def with_others(extent: Extent, entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """The entries; unless only what is kept is drawn, pages of records for the others as well."""
    for entry in entries:
        yield entry
        if extent is not Extent.KEPT and _differs_by_person(entry):
            for person in OTHERS:
                yield replace(entry, name=f"{entry.name}--{person}", person=person)


def _differs_by_person(entry: Entry) -> bool:
    """Whether it shows the usual person's records and asks for nothing that changes them."""
    asks_something = any(name == "key" for name, _ in entry.params)
    usual = entry.identified and entry.person == Entry.person and not asks_something
    return usual and entry.route.startswith(_OWN_RECORDS)
