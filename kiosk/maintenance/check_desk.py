"""Checks, and the readiness report that comes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contract.fleet import ReportKind, Verdict
from devices.printers.printer import PrintOutcome
from kiosk.maintenance.checking import Checking
from kiosk.maintenance.checks.registry import BY_NAME, CHECKS
from kiosk.maintenance.findings import Finding
from kiosk.maintenance.pages.report import report_page
from kiosk.maintenance.reports import Round, Rounds
from kiosk.maintenance.sitting import Sitting
from pages.blocks import Tone
from pages.choices import Scalar, go
from pages.texts import Phrase, say

Values = Mapping[str, Scalar]
PRINTED: Mapping[PrintOutcome, tuple[Tone, Phrase]] = {
    PrintOutcome.PRINTED: (Tone.GOOD, say("maintenance.printed.printed")),
    PrintOutcome.SENT: (Tone.GOOD, say("maintenance.printed.handed_over")),
    PrintOutcome.NOT_PRINTED: (Tone.NOTICE, say("maintenance.printed.not_printed")),
    PrintOutcome.UNKNOWN: (Tone.NOTICE, say("maintenance.printed.unknown")),
}
OUTCOMES = {
    PrintOutcome.PRINTED: "printed",
    PrintOutcome.SENT: "handed_over",
    PrintOutcome.NOT_PRINTED: "not_printed",
    PrintOutcome.UNKNOWN: "unknown",
}


class CheckDesk:
    """Has the checks done and keeps, prints and sends what they showed."""

    def __init__(self, sitting: Sitting, checking: Checking) -> None:
        self._sitting = sitting
        self._checking = checking

    def actions(self) -> dict[str, Callable[[Values], None]]:
        """Every action of this desk by name."""
        checking = self._checking
        return {
            "start_checks": lambda _values: self._start_all(),
            "start_check": self._start_one,
            "begin_check": lambda _values: checking.begin(),
            "answer_check": lambda values: checking.answer(bool(values["good"])),
            "give_up_check": lambda _values: checking.give_up(),
            "skip_check": lambda _values: checking.skip(),
            "stop_checks": lambda _values: self._stop(),
            "print_report": lambda _values: self._print_report(),
            "send_report": lambda _values: self._send_report(),
            "test_print": lambda _values: self._print_test(),
        }

    def _start_all(self) -> None:
        self._checking.start(CHECKS, self._all_done)
        self._sitting.show(go("maintenance.check"))

    def _start_one(self, values: Values) -> None:
        self._checking.start((BY_NAME[str(values["name"])],), lambda _findings: None)
        self._sitting.show(go("maintenance.check"))

    def _stop(self) -> None:
        self._checking.stop()
        self._sitting.show(go("maintenance.checks"))

    def _all_done(self, findings: tuple[tuple[str, Finding], ...]) -> None:
        sitting = self._sitting
        now = sitting.loop.clock.now()
        new_id, account = sitting.workshop.new_id(), sitting.account
        done = Round(new_id, ReportKind.READINESS, now, account, findings)

        def kept(_done: None) -> None:
            tally = done.tally
            sitting.note(
                "maintenance.report",
                good=tally[Verdict.GOOD],
                bad=tally[Verdict.BAD],
                absent=tally[Verdict.ABSENT],
                unchecked=tally[Verdict.UNCHECKED],
            )
            sitting.host.delivery.tell(done.told())
            sitting.show(go("maintenance.report"))

        sitting.work(lambda: Rounds(sitting.workshop.store()).keep(done), kept)

    def _send_report(self) -> None:
        sitting = self._sitting

        def found(last: Round | None) -> None:
            if last is not None:
                sitting.host.delivery.tell(last.told())
                sitting.tell(Tone.GOOD, say("maintenance.report.sent"))

        sitting.work(lambda: Rounds(sitting.workshop.store()).last(), found)

    def _print_report(self) -> None:
        sitting = self._sitting
        workshop = sitting.workshop

        def job() -> PrintOutcome | None:
            last = Rounds(workshop.store()).last()
            if last is None:
                return None
            return workshop.printer.print_raster(
                workshop.report_slip(report_page(last)), on_first_byte=lambda: None
            )

        self._print(job, lambda outcome: sitting.note("maintenance.report_print", outcome=outcome))

    def _print_test(self) -> None:
        sitting = self._sitting
        workshop = sitting.workshop
        self._print(
            lambda: workshop.printer.print_raster(workshop.test_slip(), on_first_byte=lambda: None),
            lambda outcome: sitting.note("maintenance.test_print", outcome=outcome),
        )

    def _print(self, job: Callable[[], PrintOutcome | None], note: Callable[[str], None]) -> None:
        sitting = self._sitting
        sitting.tell(Tone.WAITING, say("maintenance.printed.busy"))

        def printed(outcome: PrintOutcome | None) -> None:
            if outcome is not None:
                note(OUTCOMES[outcome])
                sitting.tell(*PRINTED[outcome])

        sitting.work(job, printed)
