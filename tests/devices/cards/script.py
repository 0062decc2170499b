"""A chip card as a list of what it answers, for tests that look at single bytes."""

from collections.abc import Callable

AID = "7378312E73682EC9E7BBE1B1A3D5CF"
NUMBER = "999906194503120024"
CARD_NUMBER = "A99990001"
NAME = "陈秀英"

Answers = dict[str, str]


def record(tag: int, value: bytes) -> str:
    return (bytes((tag, len(value))) + value).hex() + "9000"


def second_generation() -> Answers:
    """Command to answer, both in hexadecimal, of a sound 2.00 card that answers at once."""
    name = NAME.encode("gb18030")
    return {
        f"00A404000F{AID}": "6F09840788011E00000000" + "9000",
        "00A4020002EF05": "9000",
        "00B2010012": record(0x01, bytes.fromhex("999906D1560000050001020304050607")),
        "00B2030006": record(0x03, b"2.00"),
        "00B207000B": record(0x07, CARD_NUMBER.encode()),
        "00A4020002EF06": "9000",
        "00B2080014": record(0x08, NUMBER.encode()),
        "00B2090020": record(0x09, name.ljust(30, b"\0")),
        "00B24E0016": record(0x4E, bytes(20)),
    }


class ScriptedCard:
    """Answers by the book; what is not in it is answered with `otherwise`. Keeps what was sent."""

    def __init__(self, answers: Answers, otherwise: str = "6A83") -> None:
        self.sent: list[bytes] = []
        self._answers = answers
        self._otherwise = otherwise

    def transmit(self, command: bytes) -> tuple[bytes, int]:
        self.sent.append(command)
        answer = bytes.fromhex(self._answers.get(command.hex().upper(), self._otherwise))
        return answer[:-2], int.from_bytes(answer[-2:], "big")


def changed(change: Callable[[Answers], object]) -> ScriptedCard:
    """A sound 2.00 card with one thing changed."""
    answers = second_generation()
    change(answers)
    return ScriptedCard(answers)
