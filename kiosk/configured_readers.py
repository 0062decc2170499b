"""The readers that the settings name: of cards, of codes, of stripes."""

from __future__ import annotations

from devices.cards.pcsc_reader import PcscReader
from devices.cards.reader import CardReader
from devices.cards.sam_v_reader import SamVReader
from devices.scanners.scanner import SerialScanner, wedge_scanner
from devices.stripes.stripe_reader import SerialStripeReader, wedge_stripe_reader
from kiosk.settings import Settings


def configured_readers(settings: Settings) -> list[CardReader]:
    """Every reader there should be; none is opened."""
    readers: list[CardReader] = []
    if settings.readers.pcsc:
        readers.append(PcscReader(only=settings.readers.pcsc_name))
    if settings.readers.sam_v:
        readers.append(SamVReader(settings.readers.sam_v))
    match settings.scanner.kind:
        case "serial":
            readers.append(SerialScanner(settings.scanner.path, baud=settings.scanner.baud))
        case "keyboard":
            readers.append(wedge_scanner(settings.scanner.path))
    match settings.stripe.kind:
        case "serial":
            readers.append(SerialStripeReader(settings.stripe.path, baud=settings.stripe.baud))
        case "keyboard":
            readers.append(wedge_stripe_reader(settings.stripe.path))
    return readers
