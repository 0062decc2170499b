"""Record files of a chip card: one tag, one length byte and a value per record (ISO 7816-4)."""

from devices.cards.apdu import Answer, Transmit, exchange

_BY_TAG = 0x00
_BY_ORDINAL = 0x04
_MOST_RECORDS = 8
_SECURITY = frozenset({0x6982, 0x6983, 0x6283, 0x9303})


class Refused(Exception):
    """The card answered a step that cannot be done without with this status word."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status word {status:04X}")
        self.status = status


class RecordFile:
    """One elementary file, selected on making. Raises `Refused` where that fails.

    Records are asked for by tag, since their order differs between versions. A card that answers
    otherwise than asked has its records listed by ordinal once, and is judged by their tags.
    """

    def __init__(self, transmit: Transmit, file: int) -> None:
        self._transmit = transmit
        self._goes_by_tag = False
        self._listed: dict[int, Answer] | None = None
        selected = exchange(transmit, b"\x00\xa4\x02\x00\x02" + file.to_bytes(2, "big"))
        if not selected.done:
            raise Refused(selected.status)

    def read(self, tag: int, size: int, *, cut: bool = False) -> bytes | None:
        """Answer the value of record `tag`, None where there is none or its lengths do not agree.

        `size` is the length the specification gives the value, in bytes; no longer one is taken
        except with `cut`, which keeps the first `size` bytes. Raises `Refused` where the card
        guards the file or is locked.
        """
        answer = self._read(tag, _BY_TAG, size + 2)
        if answer.done and answer.data[:1] == bytes((tag,)):
            self._goes_by_tag = True
        elif not self._goes_by_tag:
            answer = self._list().get(tag, answer)
        return _value(answer, tag, size, cut)

    def _list(self) -> dict[int, Answer]:
        """List the records by their tags; of two with the same tag neither can be believed."""
        if self._listed is None:
            answers = [self._read(n, _BY_ORDINAL, 0) for n in range(1, _MOST_RECORDS + 1)]
            sound = [answer for answer in answers if answer.done and answer.data]
            tags = [answer.data[0] for answer in sound]
            self._listed = {a.data[0]: a for a in sound if tags.count(a.data[0]) == 1}
        return self._listed

    def _read(self, which: int, how: int, length: int) -> Answer:
        answer = exchange(self._transmit, bytes((0x00, 0xB2, which, how, length)))
        if answer.status in _SECURITY:
            raise Refused(answer.status)
        return answer


def _value(answer: Answer, tag: int, size: int, cut: bool) -> bytes | None:
    if not answer.done or len(answer.data) < 2 or answer.data[0] != tag:
        return None
    declared, value = answer.data[1], answer.data[2:]
    if cut and min(declared, len(value)) >= size:
        return value[:size]
    return value if len(value) == declared <= size else None
