"""What is said of every page of the catalogue, word by word and syllable by syllable.

The transcripts in ``said/`` were read and found good. ``YINLING_UPDATE_GOLDEN=1`` writes them anew;
read what has changed before it is committed. ``!`` must finish, ``*`` is private.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from contract.activities import SignUp, Standing
from kiosk.demo.catalogue import newest_of
from kiosk.demo.catalogue_own import OWN_ENTRIES
from kiosk.demo.catalogue_pages import ENTRIES, Entry
from kiosk.demo.catalogue_public_pages import PUBLIC_ENTRIES, public_names
from kiosk.kiosk_ask import KioskAsk
from kiosk.screens.layout import split
from pages.choices import Params, Scalar
from pages.model import Audience, Page, Part
from pages.pinyin import ENGINE_TEXT, engine_text
from pages.presentation import Presentation
from pages.spoken import Utterance, speak
from pages.words import load_words
from tests.kiosk.fake_gateway import FakeGateway, FakeVisit
from tests.kiosk.sample_pensions import IN_CATALOGUE
from tests.kiosk.sample_people import CAO, LIBRARY
from tests.kiosk.sample_programme import CALLED_OFF, FULL, GOES_TOMORROW
from tests.kiosk.stage import PORTRAIT, StagedKiosk

SIGNED_UP = {
    "cao": (GOES_TOMORROW,),
    "many": (GOES_TOMORROW, SignUp(FULL, Standing.WAITING, 2), SignUp(CALLED_OFF, Standing.GOING)),
}
"""What the demo's people signed up for."""
SAID = Path(__file__).parent / "said"
ALL = (*ENTRIES, *OWN_ENTRIES, *PUBLIC_ENTRIES)
HEARD = [entry for entry in ALL if not entry.route.startswith("maintenance.")]


@pytest.fixture(scope="module")
def asks() -> dict[bool, KioskAsk]:
    """What page functions are told of: somebody who laid a card down, or nobody."""
    kiosk = StagedKiosk()
    nobody = kiosk.kiosk.ask()
    kiosk.lay(CAO)
    return {False: nobody, True: kiosk.kiosk.ask()}


@pytest.mark.parametrize("entry", HEARD, ids=lambda entry: entry.name)
def test_what_is_said_is_what_was_read_and_found_good(
    asks: dict[bool, KioskAsk], entry: Entry
) -> None:
    said = "".join(f"{line}\n" for line in transcript(asks[entry.identified], entry))
    golden = SAID / f"{entry.name}.txt"
    if os.environ.get("YINLING_UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert golden.exists(), "not yet: YINLING_UPDATE_GOLDEN=1 writes it; then read it"
    assert said == golden.read_text(encoding="utf-8")


def test_no_transcript_is_of_a_page_that_is_gone() -> None:
    assert {path.stem for path in SAID.iterdir()} == {entry.name for entry in HEARD}


def test_a_technicians_page_is_never_said(asks: dict[bool, KioskAsk]) -> None:
    for entry in ENTRIES:
        page = page_of(asks[False], entry) if entry not in HEARD else None
        if page is not None:
            assert page.audience is Audience.TECHNICIAN
            assert list(utterances(page, Part(), Presentation(figures_aloud=True))) == []


def transcript(ask: KioskAsk, entry: Entry) -> Iterator[str]:
    page, quiet = page_of(ask, entry), Presentation()
    for part in split(page, quiet, PORTRAIT):
        yield f"[{part.number}/{part.count}] {page.route}"
        unasked = utterances(page, part, quiet)
        yield from lines(unasked)
        aloud = utterances(page, part, quiet.changed(figures_aloud=True))
        if aloud != unasked:
            yield "[figures aloud]"
            yield from lines(tuple(each for each in aloud if each not in unasked))


def lines(said: tuple[Utterance, ...]) -> Iterator[str]:
    assert said, "a mute page"
    for utterance in said:
        syllables = engine_text(utterance.worded)
        assert ENGINE_TEXT.fullmatch(syllables)
        marks = "!" * utterance.must_finish + "*" * utterance.private
        yield f"{marks:2}{utterance.worded}"
        yield f"    {syllables}"


def utterances(page: Page, part: Part, presentation: Presentation) -> tuple[Utterance, ...]:
    return speak(page, part, presentation, load_words(presentation.language))


def visit_of(ask: KioskAsk, person: str) -> FakeVisit:
    """The visit of somebody whose own records stand for the demo's person."""
    assert isinstance(ask.records, FakeVisit)
    gateway, dossier = FakeGateway(lambda: None), LIBRARY[CAO.id_number]
    if person in IN_CATALOGUE:
        dossier = replace(dossier, own=IN_CATALOGUE[person])
    gateway.programme.coming[CAO.id_number] = SIGNED_UP.get(person, ())
    return FakeVisit(gateway, CAO.id_number, dossier, ask.records.assurance)


def page_of(ask: KioskAsk, entry: Entry) -> Page:
    names: dict[str, Scalar] = {}
    if ask.records is not None:
        ask = replace(ask, records=visit_of(ask, entry.person))
        names |= newest_of(ask.visit)
    names |= public_names(ask.public, ask.records, ask.now)
    notices = ask.public.notices()
    names["{longest}"] = max(
        notices, key=lambda each: len(ask.public.notice(each.id).paragraphs)
    ).id
    params: Params = tuple((key, names.get(str(value), value)) for key, value in entry.params)
    machine = {name: value for name, value in entry.machine.items() if name != "presentation"}
    return ask.page_of(replace(ask, **machine), entry.route, params)
