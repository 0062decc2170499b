"""A terminal gets in by its key, for a while, and only with a proof made for this moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.library.terminals import TOKEN_LIFETIME, KeyUnusable, admit, caller_of, enrol
from backend.service import Service
from backend.tables import TerminalRow
from contract.failures import TerminalRefused
from contract.wire import AUDIENCE, key_thumbprint
from kiosk.terminal_key import TerminalKey
from tests.backend.demo_service import HERE
from tests.kiosk.driven_clock import DrivenClock


def test_a_signed_assertion_is_worth_a_token_for_ten_minutes(
    service: Service, key: TerminalKey, clock: DrivenClock
) -> None:
    token = admit(service, key.assertion("T01", clock.now()))
    assert caller_of(service, token) == HERE
    clock.advance(TOKEN_LIFETIME.total_seconds() - 1)
    assert caller_of(service, token) == HERE
    clock.advance(1)
    with pytest.raises(TerminalRefused):
        caller_of(service, token)


def test_an_assertion_counts_once(service: Service, key: TerminalKey, clock: DrivenClock) -> None:
    assertion = key.assertion("T01", clock.now())
    admit(service, assertion)
    with pytest.raises(TerminalRefused):
        admit(service, assertion)
    clock.advance(600)
    with pytest.raises(TerminalRefused):
        admit(service, assertion)


@pytest.mark.parametrize("seconds", [-130, 190])
def test_clocks_may_differ_by_two_minutes_and_no_more(
    service: Service, key: TerminalKey, clock: DrivenClock, seconds: int
) -> None:
    early_or_late = key.assertion("T01", clock.now())
    clock.advance(seconds)
    with pytest.raises(TerminalRefused):
        admit(service, early_or_late)


def test_another_key_or_another_terminal_s_name_is_refused(
    service: Service, key: TerminalKey, clock: DrivenClock
) -> None:
    stranger = TerminalKey(Ed25519PrivateKey.generate())
    for assertion in (stranger.assertion("T01", clock.now()), key.assertion("T02", clock.now())):
        with pytest.raises(TerminalRefused):
            admit(service, assertion)


def test_a_revoked_terminal_is_refused_at_once(
    service: Service, key: TerminalKey, clock: DrivenClock
) -> None:
    token = admit(service, key.assertion("T01", clock.now()))
    with Session(service.engine) as session, session.begin():
        session.execute(update(TerminalRow).values(revoked=clock.now()))
    with pytest.raises(TerminalRefused):
        caller_of(service, token)
    with pytest.raises(TerminalRefused):
        admit(service, key.assertion("T01", clock.now()))


def forged(key: TerminalKey, change: Callable[[dict[str, Any]], object]) -> str:
    claims: dict[str, Any] = {"iss": "T01", "sub": "T01", "aud": AUDIENCE, "jti": "once"}
    claims |= {"iat": 1774661400, "exp": 1774661460}
    change(claims)
    key_id = key_thumbprint(key.private.public_key().public_bytes_raw())
    return jwt.encode(claims, key.private, "EdDSA", {"kid": key_id})


@pytest.mark.parametrize(
    "change",
    [
        lambda claims: claims.update(aud="urn:somebody:else"),
        lambda claims: claims.update(sub="T02"),
        lambda claims: claims.update(exp=claims["iat"] + 100_000),
        lambda claims: claims.update(exp="soon"),
        lambda claims: claims.update(exp=claims["iat"]),
        lambda claims: claims.update(jti="j" * 65),
        lambda claims: claims.update(jti=""),
        lambda claims: claims.pop("jti"),
        lambda claims: claims.pop("exp"),
    ],
)
def test_claims_that_are_not_as_agreed_are_refused(
    service: Service, key: TerminalKey, clock: DrivenClock, change: Callable[[Any], object]
) -> None:
    assert clock.now().timestamp() == 1774661400
    assert admit(service, forged(key, lambda claims: claims.update(jti="good")))
    with pytest.raises(TerminalRefused):
        admit(service, forged(key, change))


def test_an_unsigned_assertion_is_refused(service: Service, key: TerminalKey) -> None:
    key_id = key_thumbprint(key.private.public_key().public_bytes_raw())
    claims = jwt.decode(forged(key, dict), options={"verify_signature": False})
    with pytest.raises(TerminalRefused):
        admit(service, jwt.encode(claims, "", "none", {"kid": key_id}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(max_size=60))
def test_rubbish_is_refused_like_anything_else(service: Service, text: str) -> None:
    with pytest.raises(TerminalRefused):
        admit(service, text)
    with pytest.raises(TerminalRefused):
        caller_of(service, text)


def test_only_an_ed25519_public_key_is_enrolled(service: Service, clock: DrivenClock) -> None:
    other = generate_private_key(SECP256R1()).public_key()
    pem = other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with Session(service.engine) as session:
        for unusable in (pem, b"", b"-----BEGIN PUBLIC KEY-----\nrubbish"):
            with pytest.raises(KeyUnusable):
                enrol(session, HERE, unusable, clock.now())
