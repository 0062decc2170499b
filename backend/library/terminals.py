"""Terminals: enrolled with a public key, admitted by a signed assertion, known by a short token.

The assertion is a JWT by RFC 7523, sections 2.2 and 3, signed with EdDSA (RFC 8037).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from jwt.types import Options
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.database import ONE_AT_A_TIME
from backend.service import Caller, Service
from backend.tables import AssertionRow, TerminalRow
from contract.failures import TerminalRefused
from contract.wire import AUDIENCE, key_thumbprint

TOKEN_LIFETIME = timedelta(minutes=10)
CLOCKS_MAY_DIFFER = timedelta(minutes=2)
_LONGEST_ASSERTION = timedelta(minutes=5)
_LONGEST_JTI = 64
_PURPOSE = "terminal access tokens"


class KeyUnusable(ValueError):
    """A public key file that is not an Ed25519 public key in PEM."""


def enrol(session: Session, caller: Caller, public_key_pem: bytes, now: datetime) -> None:
    """Let a terminal in by its key from now on; a key it had before is replaced.

    Raises ``KeyUnusable``.
    """
    raw = _raw_public_key(public_key_pem)
    row = session.get(TerminalRow, (caller.district_id, caller.terminal_id))
    if row is None:
        row = TerminalRow(district_id=caller.district_id, id=caller.terminal_id)
        session.add(row)
    row.key_id, row.public_key = key_thumbprint(raw), raw.hex()
    row.enrolled, row.revoked = now, None


def revoke(session: Session, caller: Caller, now: datetime) -> bool:
    """Trust a terminal's key no longer, tokens it still has included; False for an unknown one.

    Enrolling it anew lets it in again.
    """
    row = session.get(TerminalRow, (caller.district_id, caller.terminal_id))
    if row is None:
        return False
    row.revoked = row.revoked or now
    return True


def admit(service: Service, assertion: str) -> str:
    """An access token for a terminal that proves its key; raises ``TerminalRefused``."""
    now = service.clock()
    with Session(service.engine) as session, session.begin():
        terminal = _signer(session, assertion)
        claims = _claims(terminal, assertion, now)
        _use_up(session, terminal, claims, now)
        token = {
            "district": terminal.district_id,
            "sub": terminal.id,
            "exp": now + TOKEN_LIFETIME,
        }
    return jwt.encode(token, service.secret.key(_PURPOSE), "HS256")


def caller_of(service: Service, access_token: str) -> Caller:
    """The terminal an access token stands for; raises ``TerminalRefused``."""
    try:
        claims = jwt.decode(
            access_token,
            service.secret.key(_PURPOSE),
            ["HS256"],
            options=_checking("district", "sub", "exp"),
        )
    except jwt.PyJWTError:
        raise TerminalRefused from None
    now = service.clock()
    if now >= datetime.fromtimestamp(claims["exp"], UTC):
        raise TerminalRefused
    caller = Caller(claims["district"], claims["sub"])
    with Session(service.engine) as session:
        row = session.get(TerminalRow, (caller.district_id, caller.terminal_id))
    if row is None or row.revoked is not None:
        raise TerminalRefused
    return caller


def _signer(session: Session, assertion: str) -> TerminalRow:
    try:
        key_id = jwt.get_unverified_header(assertion).get("kid")
    except jwt.PyJWTError:
        raise TerminalRefused from None
    # One at a time, so that an assertion sent twice at once does not count twice.
    query = select(TerminalRow).where(TerminalRow.key_id == key_id)
    row = session.scalar(query.with_for_update(**ONE_AT_A_TIME))
    if row is None or row.revoked is not None:
        raise TerminalRefused
    return row


def _claims(terminal: TerminalRow, assertion: str, now: datetime) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            assertion,
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(terminal.public_key)),
            ["EdDSA"],
            audience=AUDIENCE,
            issuer=terminal.id,
            options=_checking("iss", "sub", "aud", "iat", "exp", "jti"),
        )
    except jwt.PyJWTError:
        raise TerminalRefused from None
    if claims["sub"] != terminal.id or not _is_fresh(claims, now):
        raise TerminalRefused
    return claims


def _checking(*required: str) -> Options:
    # The times are compared with the service's clock, not with the library's.
    return {
        "require": list(required),
        "verify_exp": False,
        "verify_iat": False,
        "verify_nbf": False,
    }


def _is_fresh(claims: dict[str, Any], now: datetime) -> bool:
    issued, expires, jti = claims["iat"], claims["exp"], claims["jti"]
    if not (isinstance(issued, int) and isinstance(expires, int) and isinstance(jti, str)):
        return False
    moment, slack = now.timestamp(), CLOCKS_MAY_DIFFER.total_seconds()
    return (
        issued - slack <= moment < expires + slack
        and 0 < expires - issued <= _LONGEST_ASSERTION.total_seconds()
        and 0 < len(jti) <= _LONGEST_JTI
    )


def _use_up(session: Session, terminal: TerminalRow, claims: dict[str, Any], now: datetime) -> None:
    """Let the assertion count once, and forget those that have expired."""
    mine = (
        AssertionRow.district_id == terminal.district_id,
        AssertionRow.terminal_id == terminal.id,
    )
    session.execute(delete(AssertionRow).where(*mine, AssertionRow.expires < now))
    key = (terminal.district_id, terminal.id, claims["jti"])
    if session.get(AssertionRow, key) is not None:
        raise TerminalRefused
    session.add(
        AssertionRow(
            district_id=terminal.district_id,
            terminal_id=terminal.id,
            jti=claims["jti"],
            expires=datetime.fromtimestamp(claims["exp"], UTC) + CLOCKS_MAY_DIFFER,
        )
    )


def _raw_public_key(pem: bytes) -> bytes:
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as reason:
        raise KeyUnusable("not a public key in PEM") from reason
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnusable("not an Ed25519 key")
    return key.public_bytes_raw()
