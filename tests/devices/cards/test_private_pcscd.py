"""The private pcscd leaves nothing behind, whatever becomes of its owner."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from devices.cards.simulator import private_pcscd
from devices.cards.simulator.private_pcscd import PrivatePcscd, PrivatePcscdUnavailable

pytestmark = pytest.mark.wire

OWNER = """
import signal
from devices.cards.simulator.private_pcscd import PrivatePcscd
with PrivatePcscd() as pcscd:
    print(pcscd.socket_path, flush=True)
    signal.pause()
"""


def processes_of(folder: Path) -> list[str]:
    """The command lines that name the folder: those of pcscd and of what keeps it."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = line.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in command:
            found.append(command)
    return found


def gone(folder: Path) -> bool:
    return not folder.exists() and not processes_of(folder)


def wait_until_gone(folder: Path) -> None:
    deadline = time.monotonic() + 5.0
    while not gone(folder):
        assert time.monotonic() < deadline, processes_of(folder)
        time.sleep(0.02)


def test_ends_with_its_context() -> None:
    with PrivatePcscd() as pcscd:
        folder = pcscd.socket_path.parent
        assert pcscd.socket_path.is_socket()
        assert processes_of(folder)
    assert gone(folder)
    assert str(folder) not in Path("/proc/mounts").read_text()


def test_ends_when_its_owner_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True, cwd=os.fspath(Path.cwd())
    ) as owner:
        assert owner.stdout is not None
        folder = Path(owner.stdout.readline().strip()).parent
        assert processes_of(folder)
        owner.send_signal(signal.SIGKILL)
    wait_until_gone(folder)


def test_needs_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(PrivatePcscdUnavailable, match="root"), PrivatePcscd():
        pass


def test_names_the_missing_pieces(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(private_pcscd, "_DRIVER", tmp_path / "libifdvpcd.so")
    with pytest.raises(PrivatePcscdUnavailable, match="vsmartcard-vpcd"), PrivatePcscd():
        pass
