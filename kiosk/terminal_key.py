"""The terminal's Ed25519 key: what proves to the backend that this is this kiosk."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from contract.wire import AUDIENCE, key_thumbprint

_ASSERTION_LIFETIME = timedelta(minutes=1)


class TerminalKeyUnusable(Exception):
    """The key's file is not an Ed25519 key of ours, or others may read it."""


@dataclass(frozen=True, slots=True)
class TerminalKey:
    """The private key, never shown."""

    private: Ed25519PrivateKey = field(repr=False)

    @property
    def public_pem(self) -> bytes:
        """The public key in PEM: what a technician hands to the service for enrolment."""
        form = PublicFormat.SubjectPublicKeyInfo
        return self.private.public_key().public_bytes(Encoding.PEM, form)

    def assertion(self, terminal: str, now: datetime) -> str:
        """A JWT that proves the key, good for one token within a minute (RFC 7523, section 3)."""
        claims = {
            "iss": terminal,
            "sub": terminal,
            "aud": AUDIENCE,
            "iat": int(now.timestamp()),
            "exp": int((now + _ASSERTION_LIFETIME).timestamp()),
            "jti": secrets.token_urlsafe(),
        }
        key_id = key_thumbprint(self.private.public_key().public_bytes_raw())
        return jwt.encode(claims, self.private, "EdDSA", {"kid": key_id})


def load_or_create(path: Path) -> TerminalKey:
    """The key kept at ``path``, readable by its owner only; made at the first start.

    Raises ``TerminalKeyUnusable``. A key that cannot be used is never replaced: the terminal would
    have to be enrolled again, and that is for a technician to decide.
    """
    with suppress(FileExistsError):
        _create(path)
    if path.stat().st_mode & 0o077:
        raise TerminalKeyUnusable(f"{path} may be read by others: chmod 600 it, or replace it")
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as reason:
        raise TerminalKeyUnusable(f"{path} is not an unencrypted private key in PEM") from reason
    if not isinstance(private, Ed25519PrivateKey):
        raise TerminalKeyUnusable(f"{path} is not an Ed25519 key")
    return TerminalKey(private)


def _create(path: Path) -> None:
    """Write a new key whole or not at all; ``FileExistsError`` where there is one."""
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        draft.unlink()
