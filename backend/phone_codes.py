"""The code behind which a receipt's content stands for a while, for a person's own telephone.

``<district>.<receipt number>.<until>.<tag>``: ``until`` is the last second it opens in, since 1970
in eight hexadecimal digits; the tag is the first 128 bits of an HMAC-SHA-256 (RFC 2104, truncated
by its section 5) over the three. It has a key of its own, so that the code on paper never opens
what this one opens, and holds nothing of the person.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from backend.service_secret import ServiceSecret

OPENS_FOR = timedelta(minutes=10)
"""Enough to point one's own telephone at the screen; too short for a code that lies about."""

_KEY = "receipts on telephones"
_PURPOSE = b"yinling receipt on a telephone 1"
_TAG_BYTES = 16
_FORM = re.compile(r"([0-9]{6})\.([A-Za-z0-9_-]{1,64})\.([0-9a-f]{8})\.([A-Za-z0-9_-]{22})")


@dataclass(frozen=True, slots=True)
class PhoneCode:
    """A code taken apart. Nothing in it is to be believed before ``is_genuine``."""

    district_id: str
    number: str
    until: datetime
    """Aware, in UTC, whole seconds."""
    tag: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> PhoneCode | None:
        """The parts of a code; None for anything that is not of its form."""
        form = _FORM.fullmatch(text)
        if form is None:
            return None
        district_id, number, until, tag = form.groups()
        return cls(district_id, number, datetime.fromtimestamp(int(until, 16), UTC), tag)

    @classmethod
    def signed(
        cls, secret: ServiceSecret, district_id: str, number: str, until: datetime
    ) -> PhoneCode:
        """The code of a receipt until a moment, whose fraction of a second is dropped."""
        whole = until.astimezone(UTC).replace(microsecond=0)
        return cls(district_id, number, whole, _tag(secret, district_id, number, whole))

    def is_genuine(self, secret: ServiceSecret) -> bool:
        """Whether the service signed exactly this."""
        right = _tag(secret, self.district_id, self.number, self.until)
        return hmac.compare_digest(self.tag.encode(), right.encode())

    def __str__(self) -> str:
        return f"{self.district_id}.{self.number}.{_seconds(self.until)}.{self.tag}"


def _seconds(until: datetime) -> str:
    return f"{int(until.timestamp()):08x}"


def _tag(secret: ServiceSecret, district_id: str, number: str, until: datetime) -> str:
    # None of the parts can hold the separator, so that no two codes share a payload.
    payload = b"\0".join((_PURPOSE, *map(str.encode, (district_id, number, _seconds(until)))))
    mac = hmac.new(secret.key(_KEY), payload, hashlib.sha256).digest()[:_TAG_BYTES]
    return urlsafe_b64encode(mac).rstrip(b"=").decode()
