"""Whatever people, cards and faults do in whatever order: what must hold on this kiosk holds."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from contract import failures
from devices.cards.reading import CardReading, NotReadable, ReadFault
from devices.printers.printer import PrinterStatus, PrintOutcome
from devices.speakers.speaker import Ending
from kiosk.printing import JobState
from pages.model import Part
from pages.presentation import Language, Presentation
from pages.spoken import speak
from pages.words import load_words
from tests.kiosk.sample_people import CAO, CAO_BY_ID_CARD, LIBRARY, OUYANG, STRANGER
from tests.kiosk.stage import NOBODY_THERE, PAD, SLOT, StagedKiosk

CARDS: list[CardReading] = [CAO, CAO_BY_ID_CARD, OUYANG, STRANGER, NotReadable(ReadFault.MUTE)]
METHODS = (
    "open_visit",
    "reimbursement_years",
    "reimbursements",
    "settlement",
    "issue_receipt",
    "notices",
    "call_staff",
)
SPOKEN_FIGURES = {
    "一千二百三十四元五角": CAO,
    "三百五十六元二角": CAO,
    "七十八元九角": CAO,
    "六千五百四十三元二角一分": OUYANG,
}


class AnyOrder(RuleBasedStateMachine):
    """One kiosk, and everything that may happen to it."""

    @initialize()
    def open(self) -> None:
        self.kiosk = StagedKiosk()
        self.consented = False
        self.here: object = None

    @rule(card=st.sampled_from(CARDS), inserted=st.booleans())
    def lay(self, card: CardReading, inserted: bool) -> None:
        self.kiosk.lay(card, SLOT if inserted else PAD, inserted=inserted)

    @rule(reader=st.sampled_from([SLOT, PAD]))
    def lift(self, reader: str) -> None:
        self.kiosk.lift(reader)

    @rule(number=st.integers(0, 20))
    def tap_what_is_offered(self, number: int) -> None:
        choices = self.kiosk.choices
        label = choices[number % len(choices)]
        self.consented |= label == "读给我听"
        self.kiosk.tap(label)

    @rule(times=st.integers(1, 4))
    def go_on_as_most_people_do(self, times: int) -> None:
        """Towards a receipt, so that the far pages are met often enough."""
        for _ in range(times):
            for label in ("看病报销", "门诊报销", "打印凭条", "打印"):
                if label in self.kiosk.choices:
                    self.kiosk.tap(label)
                    break

    @rule()
    def ask_to_hear_figures(self) -> None:
        if "读给我听" in self.kiosk.choices:
            self.consented = True
            self.kiosk.tap("读给我听")

    @rule(x=st.integers(0, 1079), y=st.integers(0, 1919))
    def touch(self, x: int, y: int) -> None:
        drawing = self.kiosk.surface.drawing
        assert drawing is not None
        index = drawing.target_at(x, y)
        self.consented |= index is not None and drawing.targets[index].label == "读给我听"
        self.kiosk.touch_at(x, y)

    @rule(seconds=st.sampled_from([0.3, 1.5, 6, 12, 121, 152]))
    def wait(self, seconds: float) -> None:
        self.kiosk.wait(seconds)

    @rule(method=st.sampled_from(METHODS), failure=st.sampled_from(failures.FAILURES))
    def service_fails(self, method: str, failure: type[failures.Failure]) -> None:
        self.kiosk.gateway.fails[method] = failure()

    @rule(method=st.sampled_from(METHODS))
    def service_is_slow(self, method: str) -> None:
        self.kiosk.gateway.slow.add(method)

    @rule(down=st.booleans())
    def network(self, down: bool) -> None:
        self.kiosk.gateway.down = down

    @rule()
    def service_is_well(self) -> None:
        self.kiosk.gateway.fails.clear()
        self.kiosk.slow_answers_come()

    @rule(status=st.sampled_from(PrinterStatus), outcome=st.sampled_from(PrintOutcome))
    def printer(self, status: PrinterStatus, outcome: PrintOutcome) -> None:
        self.kiosk.printer.outcome = outcome
        self.kiosk.printer_is(status)

    @rule(slow=st.booleans())
    def printer_takes_long(self, slow: bool) -> None:
        self.kiosk.printer.slow = slow

    @rule(holds=st.booleans(), ending=st.sampled_from([Ending.FINISHED, Ending.FAILED]))
    def speaker(self, holds: bool, ending: Ending) -> None:
        self.kiosk.speaker.holds = holds
        self.kiosk.speaker.ending = ending
        if not holds:
            self.kiosk.finish_speaking()

    @invariant()
    def nothing_unforeseen_happened(self) -> None:
        assert self.kiosk.errors == []

    @invariant()
    def there_is_a_page_with_words_speech_and_a_way_on(self) -> None:
        page = self.kiosk.page
        words = load_words(Language.CHINESE)
        assert self.kiosk.screen
        assert speak(page, Part(), self.kiosk.presentation, words)
        assert len(self.kiosk.choices) > 1

    @invariant()
    def nothing_of_anybody_else_is_seen_or_heard(self) -> None:
        records = self.kiosk.kiosk.session.records
        if records is not self.here:
            self.here, self.consented = records, False
        for dossier in LIBRARY.values():
            if records is None or records.retiree != dossier.retiree:
                for secret in dossier.secrets:
                    assert secret not in self.kiosk.screen
                    assert not self.kiosk.hears(secret)

    @invariant()
    def no_figure_was_spoken_unasked(self) -> None:
        if not self.consented:
            assert not any(self.kiosk.hears(figure) for figure in SPOKEN_FIGURES)
        self.kiosk.listen()

    @invariant()
    def no_wish_outlives_its_visit(self) -> None:
        """D6."""
        presentation = self.kiosk.presentation
        assert self.kiosk.kiosk.session.begun or presentation == Presentation()
        assert self.consented or not presentation.figures_aloud

    @invariant()
    def printed_is_said_on_evidence_only(self) -> None:
        steps = self.kiosk.journal.steps.values()
        printed = sum(each[-1] is JobState.PRINTED for each in steps)
        assert self.kiosk.printer.slips <= len(self.kiosk.logged("print.agreed"))
        assert printed or not self.kiosk.sees("凭条打好了")

    def teardown(self) -> None:
        """Whatever happened, quiet leads back to welcome, and nobody's visit is left open."""
        if not hasattr(self, "kiosk"):
            return
        self.kiosk.wait(NOBODY_THERE)
        self.service_is_well()
        self.kiosk.wait(30)
        assert self.kiosk.errors == []
        assert self.kiosk.shows == "standard.welcome"
        assert not self.kiosk.kiosk.session.begun
        assert all(visit.closed for visit in self.kiosk.gateway.visits)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=10, stateful_step_count=25)
