"""Where one code ends and the next begins, in the bytes of a scanner on a serial line.

Modules of the GM65 kind send the payload and a suffix: CR, CR LF, TAB or none, as they were set up.
So a code ends at any of those, or when the line has been silent for a moment. The text is UTF-8, or
GB18030 where it is not; control characters are dropped.
"""

from __future__ import annotations

LONGEST = 1024
"""Bytes; what is longer is no code of ours, and is dropped to its end."""

_ENDS = frozenset(b"\r\n\t")


class CodeFramer:
    """Cuts a stream of bytes into codes."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._overlong = False

    @property
    def unfinished(self) -> bool:
        """Whether a code has begun that has not ended."""
        return bool(self._bytes) or self._overlong

    def feed(self, received: bytes) -> list[str]:
        """Take bytes in and answer the codes they complete, in order."""
        codes = []
        for byte in received:
            if byte in _ENDS:
                codes += self.silence()
            elif len(self._bytes) < LONGEST:
                self._bytes.append(byte)
            else:
                self._overlong = True
        return codes

    def silence(self) -> list[str]:
        """The line fell silent: what has come in is a whole code, if it is one at all."""
        text = "" if self._overlong else decoded(bytes(self._bytes))
        self.forget()
        return [text] if text else []

    def forget(self) -> None:
        """Overwrite and drop what has come in."""
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()
        self._overlong = False


def decoded(payload: bytes) -> str:
    """The text of a code, without control characters; empty where it is no text."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = payload.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "".join(character for character in text if character.isprintable())
    return ""
