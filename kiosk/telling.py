"""What is said of the present page, and who can hear it.

Private figures sound where the person asked for it, where the site has them always, or where only
the person hears them: through headphones (E9).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from devices.speakers.speaker import VOLUMES, Cue
from kiosk.navigator import Change
from kiosk.settings import Figures
from pages.model import Audience, Page, Part
from pages.presentation import Presentation
from pages.spoken import Utterance, speak
from pages.texts import Text
from pages.words import load_words

if TYPE_CHECKING:
    from kiosk.app import Kiosk

_WITHHELD = {
    "ask": "speech.withheld",
    "headphones": "speech.withheld_without_headphones",
    "always": "speech.withheld",
}


class Telling:
    """Only the kiosk thread calls it. ``headphones``: whether somebody wears them."""

    def __init__(self, kiosk: Kiosk, figures: Figures, *, yao: bool) -> None:
        self._kiosk = kiosk
        self._figures = figures
        self._yao = yao
        self.headphones = False

    @property
    def figures_aloud(self) -> bool:
        """Whether private figures may sound now."""
        asked = self._kiosk.session.presentation.figures_aloud
        return self._figures == "always" or self.headphones or asked

    def page_changed(self, change: Change, *, by_person: bool) -> None:
        """Say another page, or what is new on the present one; one that is silent stays so."""
        page, narrator = self._kiosk.navigator.page, self._kiosk.narrator
        outcome = page is not None and page.route == "standard.print_job"
        said = () if page is not None and page.silent else self._utterances()
        presentation = self._kiosk.session.presentation
        match change:
            case Change.ARRIVED:
                narrator.arrive(said, presentation, by_person=by_person, outcome=outcome)
            case Change.UPDATED:
                narrator.add(said, presentation, outcome=outcome)
            case Change.RESTYLED:
                pass

    def repeat(self) -> None:
        """Say the present page from its beginning, also one that is silent by itself."""
        presentation = self._kiosk.session.presentation
        self._kiosk.narrator.arrive(self._utterances(), presentation, by_person=True)

    def say_instead(self, *texts: Text) -> None:
        """Say something in place of the page, such as what the keypad has in focus."""
        presentation = self._kiosk.session.presentation
        self._kiosk.narrator.say_instead(_aside(texts, presentation), presentation)

    def interject(self, *texts: Text) -> None:
        """Say something at once, such as how loud it is now, and go on with the page."""
        presentation = self._kiosk.session.presentation
        self._kiosk.narrator.interject(_aside(texts, presentation), presentation)

    def sound(self, cue: Cue) -> None:
        """Sound a cue as loud as the voice, in place of what is being said."""
        self._kiosk.narrator.silence()
        volume = VOLUMES[self._kiosk.session.presentation.volume - 1]
        self._kiosk.parts.speaker.sound(cue, volume)

    def go_on(self) -> None:
        """Take the page up again with the sentence that was cut, or from its beginning."""
        self._kiosk.narrator.go_on(self._kiosk.session.presentation)

    def paragraph(self, step: int) -> None:
        """Go on with the next paragraph (1) or the one before (-1), also on another part."""
        presentation = self._kiosk.session.presentation
        if not self._kiosk.narrator.paragraph(step, presentation):
            self._kiosk.navigator.turn(step)

    def allow_figures(self) -> None:
        """The person asked for them, which holds for the visit where the site leaves it to them."""
        if self._figures == "ask":
            session = self._kiosk.session
            session.presentation = session.presentation.changed(figures_aloud=True)

    def headphones_changed(self, plugged: bool) -> None:
        """Plugged in: all of the page is said into them. Pulled out: nothing private any more.

        Loudness is as usual again either way, for it was set for other ears (E6).
        """
        self.headphones = plugged
        self._kiosk.parts.speaker.to_headphones(plugged)
        session = self._kiosk.session
        session.presentation = session.presentation.changed(
            figures_aloud=False, volume=Presentation().volume
        )
        if not plugged:
            self._kiosk.narrator.hush_private(session.presentation)
        elif not self._kiosk.parts.menu.open:
            session.touched()
            self.repeat()
        self._kiosk.navigator.restyle()

    def _at_night(self, page: Page) -> bool:
        """Outside opening hours a room is not talked into."""
        return page.route == "standard.welcome" and self._kiosk.opens_again is not None

    def _utterances(self) -> tuple[Utterance, ...]:
        page = self._kiosk.navigator.page
        if page is None or page.audience is Audience.TECHNICIAN or self._at_night(page):
            return ()
        presentation = self._kiosk.session.presentation.changed(figures_aloud=self.figures_aloud)
        return speak(
            page,
            self._kiosk.navigator.part,
            presentation,
            load_words(presentation.language),
            withheld=_WITHHELD[self._figures],
            yao=self._yao,
        )


def _aside(texts: Iterable[Text], presentation: Presentation) -> Iterator[Utterance]:
    """Texts that stand on no page, as utterances."""
    words = load_words(presentation.language)
    for text in texts:
        yield from speak(Page("interjection", text), Part(), presentation, words)
