"""What the event log records, and that nothing personal can get into it."""

from __future__ import annotations

import errno
import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract.credentials import Assurance, CardKind
from contract.failures import FAILURES
from contract.records import CallReason
from devices.cards.reader import ReaderStatus
from devices.cards.reading import ReadFault
from devices.printers.printer import PrinterStatus
from kiosk import event_document
from kiosk.event_catalogue import (
    RESERVED,
    TYPES,
    CatalogueFault,
    WrongCall,
    place_of,
    read_catalogue,
    the_catalogue,
)
from kiosk.event_chain import bytes_of, hash_of
from kiosk.event_document import CHINESE, DOCS, ENGLISH, Tongue, document
from kiosk.event_log import EventLog, to_standard_output
from kiosk.log_command import main
from kiosk.log_file import LogFile, log_files
from kiosk.printing import JobState
from kiosk.session import EndReason
from tests.kiosk.driven_clock import DrivenClock

CATALOGUE = the_catalogue()
_WORDS = "{ zh = '', en = '' }"
_WORDED = f"title = {_WORDS}\nmessage = {_WORDS}\naction = {_WORDS}\nseverity = 'info'\n"
_EVENT = f"[sets]\n[failures]\n[events.'a.b']\n{_WORDED}"
JOB = UUID("4b1f3a52-7c07-4a9e-8d0f-53c5b2c1d7aa")


class Recorder:
    """A sink that keeps the lines as objects."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def __call__(self, line: str) -> None:
        self.lines.append(json.loads(line))

    @property
    def codes(self) -> list[str]:
        return [line["code"] for line in self.lines]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def log(recorder: Recorder) -> EventLog:
    return EventLog(DrivenClock(), recorder, strict=True)


def test_a_line_says_number_utc_time_code_severity_what_came_before_and_fields(
    log: EventLog, recorder: Recorder
) -> None:
    log.record("visit.began")
    log.record("page.failed", route="reimbursements.list", failure="12")

    assert recorder.lines == [
        {
            "number": 1,
            "at": "2026-03-28T01:30:00.000Z",
            "code": "visit.began",
            "severity": "info",
            "before": "0" * 64,
        },
        {
            "number": 2,
            "at": "2026-03-28T01:30:00.000Z",
            "code": "page.failed",
            "severity": "warning",
            "before": hash_of(bytes_of(recorder.lines[0])),
            "route": "reimbursements.list",
            "failure": "12",
        },
    ]


def test_members_of_enumerations_are_taken_as_they_are(log: EventLog, recorder: Recorder) -> None:
    log.record("visit.identified", assurance=Assurance.HOLDER_READ, card=CardKind.SOCIAL_SECURITY)
    log.record("device.status", device="printer", status=PrinterStatus.PAPER_OUT)

    assert recorder.lines[0]["assurance"] == "holder_read"
    assert recorder.lines[0]["card"] == "social_security"
    assert recorder.lines[1]["status"] == "paper_out"


def test_a_job_is_a_random_uuid(log: EventLog, recorder: Recorder) -> None:
    log.record("print.agreed", job=JOB)
    log.record("print.outcome", job=str(JOB), outcome=JobState.PRINTED)

    assert [line["job"] for line in recorder.lines] == [str(JOB)] * 2


def test_an_exception_is_told_by_class_and_place_never_by_its_words(
    log: EventLog, recorder: Recorder
) -> None:
    try:
        raise LookupError("曹桂英 999900194502030017")
    except LookupError as error:
        log.record("kiosk.failsafe", exception=error)
        place = place_of(error)

    assert place.startswith(f"{__name__}:")
    assert recorder.lines[0]["exception"] == f"LookupError at {place}"


def test_the_place_of_an_exception_is_in_our_own_code_even_if_a_library_raised_it() -> None:
    with pytest.raises(CatalogueFault) as caught:
        read_catalogue("= not toml")
    cause = caught.value.__cause__

    assert cause is not None
    assert place_of(cause).startswith("kiosk.event_catalogue:")


def test_a_full_disk_leaves_a_gap_and_the_kiosk_goes_on(
    recorder: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    full = [False, True, False]

    def disk(line: str) -> None:
        if full.pop(0):
            raise OSError(errno.ENOSPC, "No space left on device")
        recorder(line)

    log = EventLog(DrivenClock(), disk, strict=True)
    for _ in range(3):
        log.record("visit.began")

    assert [line["number"] for line in recorder.lines] == [1, 3]
    assert capsys.readouterr().err == "event 2 was not written: No space left on device\n"
    assert recorder.lines[1]["before"] == hash_of(bytes_of(recorder.lines[0]))


def test_the_same_line_goes_to_the_file_and_to_the_system_s_journal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = LogFile(tmp_path)
    EventLog(DrivenClock(), file.write, to_standard_output).record("visit.began")
    file.close()

    assert capsys.readouterr().out == log_files(tmp_path)[0].read_text()


class TestOnlyOnChange:
    def test_the_same_status_again_is_not_recorded(self, log: EventLog, recorder: Recorder) -> None:
        for status in ("ready", "ready", "paper_low", "paper_low", "ready"):
            log.record("device.status", device="printer", status=status)

        assert [line["status"] for line in recorder.lines] == ["ready", "paper_low", "ready"]

    def test_each_device_changes_for_itself(self, log: EventLog, recorder: Recorder) -> None:
        log.record("device.status", device="printer", status="ready")
        log.record("device.status", device="pcsc", status="ready")
        log.record("device.status", device="printer", status="ready")

        assert [line["device"] for line in recorder.lines] == ["printer", "pcsc"]

    def test_an_event_without_a_thing_changes_as_a_whole(
        self, log: EventLog, recorder: Recorder
    ) -> None:
        for reachable in (True, True, False, False):
            log.record("backend.reachable", reachable=reachable)

        assert [line["reachable"] for line in recorder.lines] == [True, False]


class TestWrongCalls:
    @pytest.mark.parametrize(
        ("code", "fields"),
        [
            ("visit.forgotten", {}),
            ("visit.began", {"name": "曹桂英"}),
            ("visit.ended", {}),
            ("visit.ended", {"reason": "999900194502030017"}),
            ("page.slow", {"route": "notices.latest", "milliseconds": 999900194502030017}),
            ("page.slow", {"route": "notices.latest", "milliseconds": True}),
            ("page.slow", {"route": "曹桂英", "milliseconds": 1200}),
            ("page.failed", {"route": "notices.latest", "failure": "13800138000"}),
            ("backend.reachable", {"reachable": 1}),
            ("print.agreed", {"job": UUID(int=999900194502030017)}),
            ("kiosk.failsafe", {"exception": "曹桂英"}),
        ],
    )
    def test_raise_in_tests_and_leave_only_their_place_in_production(
        self, code: str, fields: dict[str, object]
    ) -> None:
        recorder = Recorder()
        with pytest.raises(WrongCall):
            EventLog(DrivenClock(), recorder, strict=True).record(code, **fields)
        assert recorder.lines == []

        EventLog(DrivenClock(), recorder).record(code, **fields)
        assert recorder.codes == ["log.wrong_call"]
        assert recorder.lines[0].keys() == RESERVED | {"place"}
        assert recorder.lines[0]["place"].startswith(f"{__name__}:")

    def test_a_wrong_call_never_repeats_the_value(self, log: EventLog) -> None:
        with pytest.raises(WrongCall) as wrong:
            log.record("visit.ended", reason="曹桂英")
        assert "曹桂英" not in str(wrong.value)
        assert "visit.ended: reason" in str(wrong.value)

    @given(value=st.text() | st.integers() | st.floats() | st.binary() | st.none())
    @example(value="曹桂英")
    @example(value="999900194502030017")
    @example(value=13800138000)
    def test_no_type_takes_chinese_text_or_a_long_number(self, value: object) -> None:
        for take in TYPES.values():
            try:
                written = str(take(value))
            except WrongCall:
                continue
            assert written.isascii()
            assert not re.search("[0-9]{7}", written)


class TestCatalogue:
    @pytest.mark.parametrize("tongue", [ENGLISH, CHINESE])
    def test_documentation_is_up_to_date(self, tongue: Tongue) -> None:
        written = (DOCS / tongue.file).read_text(encoding="utf-8")
        assert written == document(CATALOGUE, tongue), "run: python -m kiosk.event_log docs"

    def test_the_documentation_is_written_by_one_command(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(event_document.write_documents, "__defaults__", (tmp_path,))
        assert main(["docs"]) == 0
        assert (tmp_path / "events.md").read_text(encoding="utf-8").startswith("# Events")
        assert (tmp_path / "events.zh-CN.md").read_text(encoding="utf-8").startswith("# 事件一览")

    def test_every_event_and_number_says_what_to_do_in_both_languages(self) -> None:
        events, numbers = CATALOGUE.events.values(), CATALOGUE.failures.values()
        spoken = [words for event in events for words in (event.title, event.message, event.action)]
        spoken += [words for number in numbers for words in (number.title, number.action)]
        for words in spoken:
            assert re.search("[\u4e00-\u9fff]{2}", words.zh)
            assert re.fullmatch("[\x20-\x7e“”]{4,}", words.en)

    def test_every_number_a_page_can_show_is_explained(self) -> None:
        assert list(CATALOGUE.failures) == sorted(CATALOGUE.failures)
        assert {failure.code for failure in FAILURES} <= set(CATALOGUE.failures)

    @pytest.mark.parametrize(
        ("members", "code", "field"),
        [
            (Assurance, "visit.identified", "assurance"),
            (CardKind, "visit.identified", "card"),
            (EndReason, "visit.ended", "reason"),
            (ReadFault, "card.not_read", "outcome"),
            (CallReason, "staff.called", "reason"),
            (ReaderStatus, "device.status", "status"),
            (PrinterStatus, "device.status", "status"),
            ([state for state in JobState if state.done], "print.outcome", "outcome"),
        ],
    )
    def test_every_member_of_the_house_s_enumerations_can_be_recorded(
        self, members: Any, code: str, field: str
    ) -> None:
        kinds = CATALOGUE.events[code].fields
        words = CATALOGUE.sets[kinds[field]]
        example = {
            name: _EXAMPLES.get(kind) or CATALOGUE.sets[kind][0] for name, kind in kinds.items()
        }
        for member in members:
            assert CATALOGUE.written(code, {**example, field: member})[field] in words

    def test_every_failure_has_a_code_that_can_be_recorded(self) -> None:
        for failure in FAILURES:
            fields = {"route": "notices.latest", "failure": failure.code}
            assert CATALOGUE.written("page.failed", fields) == fields

    @pytest.mark.parametrize(
        ("toml", "complaint"),
        [
            ("sets = 1", "sets, events and failures"),
            (f"[sets]\n[failures]\n[events.began]\n{_WORDED}", "two words"),
            (f"{_EVENT}fields.x = 'text'", "unknown type text"),
            (f"{_EVENT}fields.at = 'flag'", "cannot be called at"),
            (f"{_EVENT}fields.signature = 'flag'", "cannot be called signature"),
            (f"{_EVENT}on_change = ['x']", "on_change names x"),
            (_EVENT.replace("info", "loud"), "severity"),
            (_EVENT.replace("action", "advice"), "action"),
            ("[sets]\nnames=['曹桂英']\n[failures]\n[events]", "plain words"),
        ],
    )
    def test_a_catalogue_that_breaks_its_rules_is_refused(self, toml: str, complaint: str) -> None:
        with pytest.raises(CatalogueFault, match=complaint):
            read_catalogue(toml)

    @given(toml=st.text(alphabet="[]events.'ab=\"\n{},sets1 fields"))
    @example(toml="x = " + "[" * 5000)
    @example(toml="x = 1" + "0" * 5000)
    def test_any_text_is_a_catalogue_or_a_fault(self, toml: str) -> None:
        try:
            catalogue = read_catalogue(toml)
        except CatalogueFault:
            return
        kinds = {kind for event in catalogue.events.values() for kind in event.fields.values()}
        assert kinds <= TYPES.keys() | catalogue.sets.keys()


_EXAMPLES: dict[str, object] = {"flag": True, "job": JOB}
