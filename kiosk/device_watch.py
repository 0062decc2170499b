"""How every device is: logged on change, and told to the pages that watch it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.cards.reader import ReaderStatus
from devices.printers.printer import PrinterStatus
from devices.speakers.speaker import SpeakerStatus
from kiosk.maintenance.bench import DeviceStates
from kiosk.paper_call import PaperCall

if TYPE_CHECKING:
    from kiosk.app import Kiosk


class DeviceWatch:
    """Only the kiosk thread calls it."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self.printer = PrinterStatus.NO_ANSWER
        self.speaker = SpeakerStatus.READY
        self._readers: dict[str, ReaderStatus] = {}
        self._paper = PaperCall(kiosk)

    def printer_changed(self, status: PrinterStatus) -> None:
        """The printer is otherwise than before."""
        self.printer = status
        self._kiosk.printing.printer_changed(status)
        self._log("printer", status)
        self._kiosk.refresh("printer")
        self._paper.printer_changed(status)

    def speaker_changed(self, status: SpeakerStatus) -> None:
        """The speaker is otherwise than before; pages go on, with the speaker crossed out (E12)."""
        self.speaker = status
        self._log("speaker", status)
        self._kiosk.showing.redraw()

    def reader_changed(self, reader: str, status: ReaderStatus) -> None:
        """A card reader is otherwise than before."""
        self._readers[reader] = status
        self._log(reader, status)
        self._kiosk.refresh("readers")

    @property
    def can_print(self) -> bool:
        """Whether it makes sense to ask for paper; a printer that cannot answer is believed."""
        return self.printer.can_print or not self._kiosk.parts.printer.has_back_channel

    @property
    def can_read(self) -> bool:
        """Whether some reader works, as far as is known."""
        return ReaderStatus.READY in self._readers.values() or not self._readers

    def states(self) -> DeviceStates:
        """All of them, for the service menu."""
        return DeviceStates(
            printer=self.printer,
            printer_answers=self._kiosk.parts.printer.has_back_channel,
            readers=dict(self._readers),
            speaker=self.speaker,
            backend=self._kiosk.backend.reachable,
        )

    def _log(self, device: str, status: PrinterStatus | SpeakerStatus | ReaderStatus) -> None:
        self._kiosk.log("device.status", device=device, status=status)
