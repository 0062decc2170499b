"""The code a receipt's QR code ends with: proof that the service issued it.

``<district>.<receipt number>.<tag>``, where the tag is the first 128 bits of an HMAC-SHA-256
(RFC 2104, truncated by its section 5) over district, number and the hash of the record as it
was when the receipt was issued. It is short, so that the printed squares stay large enough for an
old telephone; it holds nothing of the person.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

import msgspec

_PURPOSE = b"yinling receipt 1"
_TAG_BYTES = 16
_FORM = re.compile(r"([0-9]{6})\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{22})")


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """A code taken apart. Nothing in it is to be believed before ``is_genuine``."""

    district_id: str
    number: str
    tag: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> ReceiptCode | None:
        """The parts of a code; None for anything that is not of its form."""
        form = _FORM.fullmatch(text)
        return cls(*form.groups()) if form else None

    @classmethod
    def signed(cls, key: bytes, district_id: str, number: str, record_hash: str) -> ReceiptCode:
        """The code of a receipt for a record of this hash."""
        return cls(district_id, number, _tag(key, district_id, number, record_hash))

    def is_genuine(self, key: bytes, record_hash: str) -> bool:
        """Whether the service signed exactly this number for a record of this hash."""
        right = _tag(key, self.district_id, self.number, record_hash)
        return hmac.compare_digest(self.tag.encode(), right.encode())

    def __str__(self) -> str:
        return f"{self.district_id}.{self.number}.{self.tag}"


def record_hash(record: object) -> str:
    """SHA-256 of a record of the contract, or of several, as JSON with fields in order; in hex."""
    return hashlib.sha256(msgspec.json.encode(record)).hexdigest()


def _tag(key: bytes, district_id: str, number: str, record_hash: str) -> str:
    # None of the parts can hold the separator, so that no two receipts share a payload.
    payload = b"\0".join((_PURPOSE, district_id.encode(), number.encode(), record_hash.encode()))
    mac = hmac.new(key, payload, hashlib.sha256).digest()[:_TAG_BYTES]
    return urlsafe_b64encode(mac).rstrip(b"=").decode()
