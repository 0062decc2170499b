"""One card in a PC/SC reader: connected, read and let go of.

A card that falls mute blocks PC/SC's transmit for minutes, and with it everything on the same
context. So every card is read on a context of its own, in a thread nobody has to wait for.
"""

from devices.cards import social_security
from devices.cards.apdu import CardGone, CardMute
from devices.cards.pcsc_service import PcscService, ServiceFailed
from devices.cards.reading import CardReading, NotReadable, ReadFault


def read_card(service: PcscService, reader: str) -> CardReading:
    """Read the card now in `reader`; may block for as long as the card is mute."""
    try:
        with service.card(reader) as transmit:
            return social_security.read(transmit)
    except CardGone:
        return NotReadable(ReadFault.PULLED_OUT)
    except CardMute:
        return NotReadable(ReadFault.MUTE)
    except ServiceFailed:
        return NotReadable(ReadFault.READER)
