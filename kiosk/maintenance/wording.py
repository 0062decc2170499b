"""Words for how a device is, used by pages and by checks alike."""

from __future__ import annotations

from collections.abc import Mapping

from contract.fleet import Verdict
from devices.cards.reader import ReaderStatus
from devices.printers.printer import PrinterStatus
from devices.speakers.speaker import SpeakerStatus
from pages.blocks import Tone
from pages.texts import Phrase, say

PRINTER_STATES: Mapping[PrinterStatus, Phrase] = {
    PrinterStatus.READY: say("maintenance.status.ready"),
    PrinterStatus.PAPER_LOW: say("maintenance.status.paper_low"),
    PrinterStatus.PAPER_OUT: say("maintenance.status.paper_out"),
    PrinterStatus.COVER_OPEN: say("maintenance.status.cover_open"),
    PrinterStatus.CUTTER: say("maintenance.status.cutter"),
    PrinterStatus.HEAD_HOT: say("maintenance.status.head_hot"),
    PrinterStatus.OTHER_FAULT: say("maintenance.status.other_fault"),
    PrinterStatus.NO_ANSWER: say("maintenance.status.no_answer"),
}

READER_STATES: Mapping[ReaderStatus, Phrase] = {
    ReaderStatus.READY: say("maintenance.status.ready"),
    ReaderStatus.MISSING: say("maintenance.status.missing"),
    ReaderStatus.SILENT: say("maintenance.status.silent"),
    ReaderStatus.FAULT: say("maintenance.status.fault"),
}

SPEAKER_STATES: Mapping[SpeakerStatus, Phrase] = {
    SpeakerStatus.READY: say("maintenance.status.ready"),
    SpeakerStatus.NO_SOUND_DEVICE: say("maintenance.status.no_sound_device"),
    SpeakerStatus.NO_VOICE: say("maintenance.status.no_voice"),
    SpeakerStatus.FAULT: say("maintenance.status.fault"),
}

VERDICTS: Mapping[Verdict, Phrase] = {
    Verdict.GOOD: say("maintenance.verdict.good"),
    Verdict.BAD: say("maintenance.verdict.bad"),
    Verdict.ABSENT: say("maintenance.verdict.absent"),
    Verdict.UNCHECKED: say("maintenance.verdict.unchecked"),
}

TONES: Mapping[Verdict, Tone] = {
    Verdict.GOOD: Tone.GOOD,
    Verdict.BAD: Tone.NOTICE,
    Verdict.ABSENT: Tone.WAITING,
    Verdict.UNCHECKED: Tone.WAITING,
}
