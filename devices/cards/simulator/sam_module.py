"""The program of a SAM_V module with a card lying on it: commands in, answers out.

Like most real ones it finds a card once, and again only after the card was lifted or reading it
failed; a card it has read answers for its newest address as long as it lies there.
"""

from enum import IntEnum, StrEnum

from devices.cards.simulator.profile import CardProfile

_PREAMBLE = bytes.fromhex("AAAAAA9669")
_LENGTHS = bytes.fromhex("01000400")  # of text and photo
_PHOTO = bytes(range(256)) * 4


class CardFault(StrEnum):
    """What goes wrong between module and card, or with the card itself."""

    NONE = "none"
    NO_CARD = "no_card"  # a card lies there and is not found
    SELECT_FAILED = "select_failed"
    READ_FAILED = "read_failed"
    READ_FAILED_ONCE = "read_failed_once"
    REFUSED = "refused"  # card and security module do not accept each other
    WRONG_CARD_TYPE = "wrong_card_type"
    FOREIGNERS_CARD = "foreigners_card"  # in the layout of 2017, whose number is not a citizen's
    NAME_NOT_TEXT = "name_not_text"
    WRONG_NUMBER = "wrong_number"  # its check character does not fit
    NOT_AUTHORISED = "not_authorised"  # the module itself is out of order


class _Asked(IntEnum):
    """Command and parameter of what can be asked."""

    STATUS = 0x11FF
    FIND = 0x2001
    SELECT = 0x2002
    READ = 0x3001
    NEWEST_ADDRESS = 0x3003


_FAILURES = {
    (_Asked.FIND, CardFault.NO_CARD): 0x80,
    (_Asked.SELECT, CardFault.SELECT_FAILED): 0x81,
    (_Asked.SELECT, CardFault.WRONG_CARD_TYPE): 0x40,
    (_Asked.READ, CardFault.READ_FAILED): 0x41,
    (_Asked.READ, CardFault.READ_FAILED_ONCE): 0x41,
    (_Asked.READ, CardFault.REFUSED): 0x31,
}


class SamModule:
    """One module. `asked` lists every command and parameter it understood."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.fault = CardFault.NONE
        self._card: CardProfile | None = None
        self._found = False
        self._read = False

    def lay(self, profile: CardProfile | None) -> None:
        """Put another card, or none, in place of what lies there."""
        self._card, self._found, self._read = profile, False, False

    def answer(self, command: bytes) -> bytes:
        """Answer one whole command frame with a frame."""
        if len(command) != 10 or _check(command[5:9]) != command[9]:
            return _frame(0x10)
        try:
            asked = _Asked(int.from_bytes(command[7:9], "big"))
        except ValueError:
            return _frame(0x21)
        self.asked.append(asked)
        return self._answer(asked)

    def _answer(self, asked: _Asked) -> bytes:
        if self.fault is CardFault.NOT_AUTHORISED:
            return _frame(0x66)
        if asked is _Asked.STATUS:
            return _frame(0x90)
        if (asked, self.fault) in _FAILURES:
            return self._fail(_FAILURES[asked, self.fault])
        return self._find() if asked is _Asked.FIND else self._serve(asked)

    def _fail(self, status: int) -> bytes:
        if self.fault is CardFault.READ_FAILED_ONCE:
            self.fault = CardFault.NONE
        self._found = False
        return _frame(status)

    def _find(self) -> bytes:
        self._found = self._card is not None and not self._read
        return _frame(0x9F, bytes(4)) if self._found else _frame(0x80)

    def _serve(self, asked: _Asked) -> bytes:
        if asked is _Asked.SELECT:
            return _frame(0x90, bytes(8)) if self._found else _frame(0x81)
        if asked is _Asked.NEWEST_ADDRESS:
            return _frame(0x91) if self._read else _frame(0x41)
        if self._card is None or not self._found:
            return _frame(0x41)
        self._read = True
        return _frame(0x90, _LENGTHS + _text(self._card, self.fault) + _PHOTO)


def _text(card: CardProfile, fault: CardFault) -> bytes:
    """The text block in the citizen's layout: UTF-16LE, padded with spaces."""
    number = card.id_number
    if fault is CardFault.WRONG_NUMBER:
        number = number[:-1] + ("0" if number[-1] != "0" else "1")
    fields = (
        (card.name, 15),
        ("2", 1),
        ("01", 2),
        (number[6:14], 8),
        ("样例市样例路1号", 35),
        (number, 18),
        ("样例市公安局", 15),
        ("20150101", 8),
        ("长期", 8),
        ("I".rjust(15) if fault is CardFault.FOREIGNERS_CARD else "", 18),
    )
    block = "".join(text.ljust(width) for text, width in fields).encode("utf-16-le")
    return b"\x00\xdc" + block[2:] if fault is CardFault.NAME_NOT_TEXT else block


def _frame(status: int, data: bytes = b"") -> bytes:
    body = (len(data) + 4).to_bytes(2, "big") + bytes((0, 0, status)) + data
    return _PREAMBLE + body + bytes((_check(body),))


def _check(body: bytes) -> int:
    check = 0
    for byte in body:
        check ^= byte
    return check
