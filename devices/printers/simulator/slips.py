"""The slips that fall out of the simulated printer."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image


@dataclass(frozen=True)
class Slip:
    """One cut piece of paper, as it lies in the tray.

    `rows` are `width // 8` bytes a row, most significant bit left, 1 black. The first `blank_rows`
    of them were between head and knife when the slip before was cut, so nothing is on them.
    `sent` are the bytes that the printer worked through for it, in order.
    """

    number: int
    width: int
    rows: bytes
    blank_rows: int
    sent: bytes
    folder: Path

    @property
    def content(self) -> bytes:
        """The rows below the blank head of the slip."""
        return self.rows[self.blank_rows * self.width // 8 :]

    @property
    def height(self) -> int:
        """All rows, blank ones included."""
        return len(self.rows) * 8 // self.width

    @property
    def picture(self) -> Path:
        """The paper as PNG, one bit a dot."""
        return self.folder / f"slip-{self.number:04}.png"

    @property
    def bytes_sent(self) -> Path:
        """The bytes as sent."""
        return self.folder / f"slip-{self.number:04}.bin"

    def write(self) -> None:
        """Write both files; the folder is made if it is missing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.bytes_sent.write_bytes(self.sent)
        # Pillow's "1;I" reads 1 as black, as the head does.
        paper = Image.frombytes("1", (self.width, self.height), self.rows, "raw", "1;I")
        paper.save(self.picture)
