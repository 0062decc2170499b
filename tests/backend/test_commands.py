"""The service as a process: started, listening, ended."""

from __future__ import annotations

import json
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend import commands
from backend.demo.people import CAO
from contract.credentials import Right
from contract.failures import TerminalRefused
from kiosk.backend_client import BackendClient
from kiosk.clock import SystemClock
from kiosk.terminal_key import TerminalKey, load_or_create
from tests.backend.demo_service import holder
from tests.backend.sample_heartbeats import heartbeat

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 90
"""A limit, not a measure: on a busy machine a start takes many times its two seconds."""
ENDS_WITHIN = 30


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "backend", "serve", "--port", "0", *options),
            *("--data", str(folder / "data"), "--ready-file", str(folder / "ready")),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert select.select([process.stdout], [], [], STARTS_WITHIN)[0], "it never listened"
        line = process.stdout.readline()
        assert line or process.wait(ENDS_WITHIN), "it closed its output and lives"
        assert line, f"it ended: {process.communicate()[1]}"
        yield process, line
    finally:
        process.terminate()
        process.communicate(timeout=ENDS_WITHIN)


def test_the_demo_is_served_until_it_is_told_to_end(tmp_path: Path) -> None:
    key = load_or_create(tmp_path / "terminal.key")
    public = tmp_path / "terminal.pub"
    public.write_bytes(key.public_pem)
    with serving(tmp_path, "--demo", "--demo-terminal-key", str(public)) as (process, line):
        ready = json.loads((tmp_path / "ready").read_text())
        assert line == f"yinling-backend listens on {ready['url']}\n"
        assert ready["pid"] == process.pid
        client = BackendClient(ready["url"], "T01", key, SystemClock(), demo=True)
        assert client.is_demo()
        visit = client.open_visit(holder(CAO))
        assert visit.rights == set(Right)
        newest = visit.reimbursements(visit.reimbursement_years()[0])[0]
        assert visit.issue_receipt("job-1", newest.number).url.startswith(f"{ready['url']}/r/")

        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=ENDS_WITHIN)
        assert process.returncode == 0
        assert errors == ""
        assert not (tmp_path / "ready").exists()


def test_a_service_of_its_own_begins_empty_and_refuses_to_become_a_demo(tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "data")]
    key = TerminalKey(Ed25519PrivateKey.generate())
    (tmp_path / "t.pub").write_bytes(key.public_pem)
    enrol = ["enrol-terminal", *data, "--id", "T01", "--public-key", str(tmp_path / "t.pub")]
    assert commands.main(enrol) == 1
    assert commands.main(["add-district", *data, "--id", "320612", "--name", "通州区"]) == 0
    assert commands.main(enrol) == 0
    with serving(tmp_path) as (_, line):
        url = line.split()[-1]
        assert requests.get(f"{url}/v1/health", timeout=5).json() == {"demo": False, "status": "ok"}
        assert BackendClient(url, "T01", key, SystemClock()).notices() == ()
    assert commands.main(["serve", *data, "--demo", "--port", "0"]) == 1


def test_a_terminal_is_let_in_and_out_and_its_log_believed_again_by_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "data")]
    key = TerminalKey(Ed25519PrivateKey.generate())
    (tmp_path / "t.pub").write_bytes(key.public_pem)
    enrol = ["enrol-terminal", *data, "--id", "T01", "--public-key", str(tmp_path / "t.pub")]
    commands.main(["add-district", *data, "--id", "320612", "--name", "通州区"])
    assert commands.main(["revoke-terminal", *data, "--id", "T01"]) == 1
    assert "no terminal T01 is enrolled" in capsys.readouterr().err
    assert commands.main(enrol) == 0
    with serving(tmp_path) as (_, line):
        client = BackendClient(line.split()[-1], "T01", key, SystemClock())
        now = SystemClock().now()
        for number in (10, 4):
            client.tell(heartbeat(key, now, number))
        assert commands.main(["believe-log", *data, "--id", "T01"]) == 0
        assert commands.main(["believe-log", *data, "--id", "T01"]) == 1
        assert commands.main(["revoke-terminal", *data, "--id", "T01"]) == 0
        with pytest.raises(TerminalRefused):
            client.tell(heartbeat(key, now, 5))
        assert commands.main(enrol) == 0
        client.tell(heartbeat(key, now, 5))


def test_an_account_of_the_desk_gets_a_password_that_lets_in_until_it_is_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "data")]
    commands.main(["add-district", *data, "--id", "320612", "--name", "通州区"])
    assert commands.main(["add-staff", *data, "--name", "wang"]) == 0
    password = capsys.readouterr().out.strip()
    assert commands.main(["add-staff", *data, "--name", "wang"]) == 1
    with serving(tmp_path) as (_, line):
        login = f"{line.split()[-1]}/staff/login"
        form = {"name": "wang", "password": password}
        assert "现在没有人叫" in requests.post(login, data=form, timeout=10).text
        assert commands.main(["close-staff", *data, "--name", "wang"]) == 0
        assert requests.post(login, data=form, timeout=10).status_code == 403
    assert commands.main(["close-staff", *data, "--name", "wang"]) == 1


def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "service.secret").write_bytes(b"short")
    (tmp_path / "service.secret").chmod(0o600)
    assert commands.main(["serve", "--data", str(tmp_path), "--port", "0", "--demo"]) == 1
    assert "service.secret does not hold 32 bytes" in capsys.readouterr().err
    (tmp_path / "service.secret").chmod(0o644)
    assert commands.main(["serve", "--data", str(tmp_path), "--port", "0", "--demo"]) == 1
    assert "may be read by others" in capsys.readouterr().err


def test_the_demo_people_are_printed_for_the_card_simulator(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert commands.main(["demo-people"]) == 0
    people = {each["key"]: each for each in json.loads(capsys.readouterr().out)}
    assert people["cao"]["name"] == "曹秀英"
    assert people["cao"]["social_security_card"] == {
        "version": "2.00",
        "region": "999901",
        "card_number": "A99990001",
    }
    assert people["ouyang"]["social_security_card"]["version"] == "3.00"
    assert people["ayi"]["ethnicity"] == "维吾尔"
    assert not people["unknown"]["in_database"]
