"""Readers whose traffic is written down, and readers made of what was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from devices.cards.pcsc_reader import PcscReader
from devices.cards.pcsc_service import Pcscd
from devices.cards.pcsc_traffic import RecordedPcsc, ReplayedPcsc
from devices.cards.reader import CardReader, ReaderEvent, ReaderLost, ReaderStatus, StatusChanged
from devices.cards.sam_v_mask import masked_sam_v
from devices.cards.sam_v_reader import SamVReader
from devices.masking import masked_line
from devices.recording import Playback, Recorder, RecordingEnded, Step, read_recording
from devices.scanners.scanner import SerialScanner
from devices.serial_port import OpenPort, open_port, recording, replaying
from devices.stripes.mask import masked_swipe
from devices.stripes.stripe_reader import SerialStripeReader

PCSC = "pcsc"
_SLICE_S = 0.25


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of reader on a serial port: how to make one, and how its traffic is masked."""

    make: Callable[[str, str, OpenPort], CardReader]
    mask: Callable[[bytes], bytes]


_SERIAL = {
    "id-card": _Kind(
        lambda port, name, open_: SamVReader(port, name, open_port=open_), masked_sam_v
    ),
    "scanner": _Kind(
        lambda port, name, open_: SerialScanner(port, name, open_port=open_), masked_line
    ),
    "stripe": _Kind(
        lambda port, name, open_: SerialStripeReader(port, name, open_port=open_), masked_swipe
    ),
}


def make_reader(kind: str, port: str = "", recorder: Recorder | None = None) -> CardReader:
    """A reader by the kind that recordings name; its traffic goes to `recorder`, if given."""
    if kind == PCSC:
        service = Pcscd() if recorder is None else RecordedPcsc(Pcscd(), recorder)
        return PcscReader(service=service)
    serial = _SERIAL[kind]
    opened = open_port if recorder is None else recording(recorder, serial.mask)
    return serial.make(port, f"{kind} {port}", opened)


def replay(path: Path) -> Iterator[ReaderEvent]:
    """What the driver makes of recorded traffic, in the time it took.

    Raises `ValueError` for a file that is no recording, and `Diverged` where the driver does
    otherwise now.
    """
    kind, steps = read_recording(path)
    if kind != PCSC and kind not in _SERIAL:
        raise ValueError(f"{path}: {kind!r} is no reader")
    reader = _made_of(kind, steps)
    status: ReaderStatus | None = None
    while True:
        try:
            for event in _run(reader):
                if not isinstance(event, StatusChanged) or event.status is not status:
                    yield event
                status = event.status if isinstance(event, StatusChanged) else status
        except RecordingEnded:
            return
        finally:
            reader.close()


def _made_of(kind: str, steps: list[Step]) -> CardReader:
    if kind == PCSC:
        return PcscReader(service=ReplayedPcsc(steps))
    return _SERIAL[kind].make("", kind, replaying(Playback(steps)))


def _run(reader: CardReader) -> Iterator[ReaderEvent]:
    """One opening of the reader, as the supervisor does it."""
    try:
        reader.open()
        yield StatusChanged(reader.name, ReaderStatus.READY)
        while True:
            event = reader.wait_event(_SLICE_S)
            if event is not None:
                yield event
    except ReaderLost as lost:
        yield StatusChanged(reader.name, lost.status)
