"""The demo's surroundings: readers, printer, network and backend, each on its real wire."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.cards.simulator.private_pcscd import PrivatePcscd, PrivatePcscdUnavailable
from devices.cards.simulator.virtual_id_reader import VirtualIdReader
from devices.headphones.simulator import JackSimulator
from devices.printers.simulator import PrinterSimulator
from devices.scanners.simulator import ScannerFault, VirtualScanner
from devices.stripes.simulator import Stripe, SwipeFault, VirtualStripeReader
from kiosk.demo.backend_process import BackendProcess
from kiosk.demo.faulty_network import FaultyNetwork
from kiosk.demo.people import Person, find, load_people
from kiosk.demo.staff_desk import StaffDesk

NO_FLAW = "none"
BANK_CARD = Stripe("B4000001234567899^CARD/BANK^2912", "4000001234567899=2912")


@dataclass(frozen=True, slots=True)
class Laid:
    """The card that was laid down last and not lifted since, in the words of a script."""

    lay: str
    card: str
    inserted: bool


class Rig:
    """Everything around the kiosk while the context lasts.

    ``pcscd`` is None where none of our own can run; ``pcscd_trouble`` then says why, and only
    resident ID cards can be laid down.
    """

    def __init__(self, folder: Path, slips: Path, terminal_id: str, public_key: Path) -> None:
        self._stack = contextlib.ExitStack()
        self._backend = BackendProcess(folder, terminal_id, public_key)
        self._slips = slips
        self._folder = folder
        self.people: dict[str, Person] = {}
        self.pcscd: PrivatePcscd | None = None
        self.pcscd_trouble = ""
        self.pcscd_stopped = False
        self.id_reader_silent = False
        self.laid: Laid | None = None
        self.jack = JackSimulator()
        self.id_reader: VirtualIdReader
        self.scanner: VirtualScanner
        self.stripe_reader: VirtualStripeReader
        self.printer: PrinterSimulator
        self.network: FaultyNetwork
        self.staff: StaffDesk

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            self.people = load_people()
            backend = stack.enter_context(self._backend)
            self.staff = StaffDesk(f"http://127.0.0.1:{backend.port}", backend.add_staff)
            self.network = FaultyNetwork(backend.port)
            stack.callback(self.network.close)
            self.printer = stack.enter_context(PrinterSimulator(self._slips))
            self.id_reader = stack.enter_context(VirtualIdReader())
            self.scanner = stack.enter_context(VirtualScanner(name=self._folder / "scanner"))
            self.stripe_reader = stack.enter_context(
                VirtualStripeReader(framed=True, name=self._folder / "stripe-reader")
            )
            self._enter_pcscd(stack)
            stack.callback(self.jack.close)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def lay(
        self,
        key: str,
        card: str = "social_security",
        *,
        inserted: bool = True,
        flaw: str = "",
        after: int = 0,
    ) -> None:
        """Lay somebody's card down; raises ``UnknownPerson`` or ``PrivatePcscdUnavailable``."""
        profile = find(self.people, key).profile()
        if card == "resident_id":
            self.id_reader.fault(flaw or NO_FLAW)
            self.id_reader.lay(profile)
            self.laid = Laid(key, card, inserted)
            return
        if self.pcscd is None:
            raise PrivatePcscdUnavailable(self.pcscd_trouble)
        reader = self.pcscd.contact if inserted else self.pcscd.contactless
        reader.fault(flaw or NO_FLAW, after=after)
        reader.lay(profile)
        self.laid = Laid(key, card, inserted)

    def lift(self) -> None:
        """Take every card away."""
        self.laid = None
        self.id_reader.lift()
        if self.pcscd is not None:
            self.pcscd.contact.lift()
            self.pcscd.contactless.lift()

    def set_ahead(self, seconds: float) -> None:
        """The service's clock is so much ahead, as the kiosk's is."""
        self._backend.set_ahead(seconds)

    def scan(self, key: str, code: str = "electronic_card") -> None:
        """Hold a code before the scanner: a person's, or ``key`` itself where it is "other"."""
        person = None if code == "other" else find(self.people, key)
        match person, code:
            case None, _:
                self.scanner.scan(key)
            case Person(), "insurance_code":
                self.scanner.scan(person.insurance_code)
            case Person(), _:
                self.scanner.scan(person.electronic_card)

    def swipe(self, key: str, card: str = "social_security", *, flaw: str = "") -> None:
        """Draw somebody's card through the stripe reader."""
        number = find(self.people, key).stripe_number
        lasting = self.stripe_reader.fault
        self.stripe_reader.fault = SwipeFault(flaw) if flaw else lasting
        self.stripe_reader.swipe(BANK_CARD if card == "bank_card" else Stripe(two=f"{number}=00"))
        self.stripe_reader.fault = lasting

    def disturb_scanner(self, fault: ScannerFault, on: bool) -> None:
        """The scanner's line goes wrong in this way, or is well again."""
        self.scanner.fault = fault if on else None

    def disturb_stripe_reader(self, fault: SwipeFault, on: bool) -> None:
        """Every swipe goes wrong in this way, or none does."""
        self.stripe_reader.fault = fault if on else None

    def stop_pcscd(self, on: bool) -> None:
        """The service behind the card readers ends, or comes back."""
        if self.pcscd is not None and on is not self.pcscd_stopped:
            self.pcscd.stop() if on else self.pcscd.start()
            self.pcscd_stopped = on

    def silence_id_reader(self, on: bool) -> None:
        """The ID-card reader answers nothing any more, or speaks again."""
        self.id_reader.fault("silent" if on else NO_FLAW)
        self.id_reader_silent = on

    def _enter_pcscd(self, stack: contextlib.ExitStack) -> None:
        try:
            self.pcscd = stack.enter_context(PrivatePcscd())
        except PrivatePcscdUnavailable as trouble:
            self.pcscd_trouble = str(trouble)
        else:
            self.pcscd.attach_this_process()
