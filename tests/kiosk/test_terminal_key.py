"""The terminal's key: made once, kept to itself, never replaced."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from kiosk.terminal_key import TerminalKeyUnusable, load_or_create


def test_a_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "terminal.key"
    made = load_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create(path).public_pem == made.public_pem
    assert list(path.parent.iterdir()) == [path]


def test_two_starts_at_once_end_with_one_key(tmp_path: Path) -> None:
    path = tmp_path / "terminal.key"
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: load_or_create(path), range(8)))
    assert len({key.public_pem for key in keys}) == 1


def test_a_key_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terminal.key"
    load_or_create(path)
    path.chmod(0o640)
    with pytest.raises(TerminalKeyUnusable, match="may be read by others"):
        load_or_create(path)


def test_what_is_no_ed25519_key_is_refused_and_left_alone(tmp_path: Path) -> None:
    other = generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    for content in (b"", b"rubbish", other):
        path = tmp_path / "terminal.key"
        path.write_bytes(content)
        path.chmod(0o600)
        with pytest.raises(TerminalKeyUnusable):
            load_or_create(path)
        assert path.read_bytes() == content


def test_the_key_is_never_shown(tmp_path: Path) -> None:
    key = load_or_create(tmp_path / "terminal.key")
    assert repr(key) == "TerminalKey()"
    assert key.public_pem.startswith(b"-----BEGIN PUBLIC KEY-----")
