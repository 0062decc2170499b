"""The chain that runs through the event log, so that nobody alters it unseen (H6, H7).

The *bytes of an entry* are its JSON object as ``json.dumps(entry, separators=(",", ":"))`` writes
it: one line of ASCII, its fields in the order they were recorded, without the newline. Nothing else
stands in the log. Every entry carries in ``before`` the SHA-256 (FIPS 180-4) of the bytes of the
entry written before it, in lower-case hexadecimal; the first carries 64 zeros. The *head* of the
log is the number and the hash of its last entry.

Whoever can write to the disk could hash everything anew. So the log is signed now and then with the
terminal's Ed25519 key (RFC 8032): an entry ``log.signed`` has a last field ``signature``, made over
``SIGNED_AS`` and the bytes the entry has without that field. As it carries ``before``, it answers
for everything up to and including itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNED_AS = b"yinling event log 1\n"
"""Keeps these signatures apart from everything else the terminal's key signs."""

Sign = Callable[[bytes], bytes]
"""Signs with the terminal's key; any thread may call it."""

_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_HEAD = re.compile(r"([0-9]{1,15}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """An entry's number and the SHA-256 of its bytes; written ``NUMBER:HASH``."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


START = Head(0, "0" * 64)
"""What the first entry of all comes after."""


def read_head(text: str) -> Head:
    """``NUMBER:HASH`` as a head; raises ``ValueError``."""
    match = _HEAD.fullmatch(text)
    if match is None:
        raise ValueError("a head is written NUMBER:HASH, with 64 hexadecimal digits")
    return Head(int(match[1]), match[2])


def bytes_of(entry: Mapping[str, Any]) -> bytes:
    """The bytes of an entry, as the module's text defines them."""
    return json.dumps(entry, separators=(",", ":")).encode("ascii")


def hash_of(line: bytes) -> str:
    """What the next entry carries in ``before``."""
    return hashlib.sha256(line).hexdigest()


def read_entry(line: bytes) -> dict[str, Any] | None:
    """The entry a line holds, or None where it is not one exactly as the log writes it."""
    try:
        entry = json.loads(line)
        if not isinstance(entry, dict) or bytes_of(entry) != line:
            return None
    except (ValueError, RecursionError):
        return None
    number, before = entry.get("number"), entry.get("before")
    well_formed = type(number) is int and number > 0 and isinstance(before, str)
    texts = all(isinstance(entry.get(name), str) for name in ("at", "code", "severity"))
    return entry if well_formed and texts and _HASH.fullmatch(str(before)) else None


def signed(entry: Mapping[str, Any], sign: Sign) -> dict[str, Any]:
    """The entry with its signature."""
    return {**entry, "signature": sign(SIGNED_AS + bytes_of(entry)).hex()}


def signature_fits(entry: Mapping[str, Any], key: Ed25519PublicKey) -> bool:
    """Whether this key signed this entry."""
    signature = entry.get("signature")
    if not isinstance(signature, str) or not _SIGNATURE.fullmatch(signature):
        return False
    unsigned = {name: value for name, value in entry.items() if name != "signature"}
    try:
        key.verify(bytes.fromhex(signature), SIGNED_AS + bytes_of(unsigned))
    except InvalidSignature:
        return False
    return True
