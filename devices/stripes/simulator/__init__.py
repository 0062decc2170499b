"""A stripe reader at the far end of a pseudo-terminal, and cards to draw through it.

It shares no code with the driver.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.virtual_port import VirtualPort


class SwipeFault(StrEnum):
    """What goes wrong with a swipe."""

    TORN = "torn"  # the card was drawn halfway
    WRONG_CHECK = "wrong_check"


@dataclass(frozen=True)
class Stripe:
    """What is written on a card's stripe, without sentinels."""

    one: str = ""
    two: str = ""
    three: str = ""

    @property
    def characters(self) -> str:
        """As most readers send it."""
        one = f"%{self.one}?" if self.one else ""
        two = f";{self.two}?" if self.two else ""
        three = f"+{self.three}?" if self.three else ""
        return one + two + three


class VirtualStripeReader:
    """A reader on `port` while the context lasts; `framed` ones send STX, ETX and a check byte.

    With `name`, the port has the same path whenever it is plugged in.
    """

    def __init__(self, *, framed: bool = False, name: Path | None = None) -> None:
        self.framed = framed
        self.fault: SwipeFault | None = None
        self.line = VirtualPort(name)

    @property
    def port(self) -> str:
        return self.line.path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.line.unplug()

    def swipe(self, stripe: Stripe) -> None:
        """Draw a card through it."""
        data = stripe.characters.encode("ascii")
        if self.fault is SwipeFault.TORN:
            data = data[: len(data) // 2]
        self.line.send(self._in_frame(data) if self.framed else data + b"\r")

    def _in_frame(self, data: bytes) -> bytes:
        check = 0x03
        for byte in data:
            check ^= byte
        if self.fault is SwipeFault.WRONG_CHECK:
            check ^= 0x55
        return b"\x02" + data + b"\x03" + bytes((check,))
