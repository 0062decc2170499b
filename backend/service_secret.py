"""The service's one secret, and the keys derived from it.

Terminals' access tokens, receipts' codes and the blind indexes of identity numbers each have a key
of their own, derived by HKDF (RFC 5869), so that one file is all that has to be kept, backed up and
shared between the nodes of a service. Whoever loses it has to import identity numbers again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SIZE = 32


class SecretUnusable(Exception):
    """The secret's file is not one of ours, or others may read it."""


@dataclass(frozen=True, slots=True)
class ServiceSecret:
    """32 random bytes, never shown."""

    master: bytes = field(repr=False)

    def key(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose."""
        return HKDF(SHA256(), _SIZE, salt=None, info=purpose.encode()).derive(self.master)

    def blind_index(self, number: str) -> str:
        """What stands in the database for an identity or card number: found by, never read back."""
        return hmac.new(self.key("blind index"), number.encode(), hashlib.sha256).hexdigest()


def load_or_create(path: Path) -> ServiceSecret:
    """The secret kept at ``path``, readable by its owner only; made at the first start.

    Raises ``SecretUnusable``.
    """
    with suppress(FileExistsError):
        _create(path)
    if path.stat().st_mode & 0o077:
        raise SecretUnusable(f"{path} may be read by others: chmod 600 it, or replace it")
    master = path.read_bytes()
    if len(master) != _SIZE:
        raise SecretUnusable(f"{path} does not hold {_SIZE} bytes")
    return ServiceSecret(master)


def _create(path: Path) -> None:
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SIZE))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        draft.unlink()
