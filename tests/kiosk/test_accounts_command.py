"""Accounts from the command line: where the first one comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.maintenance.__main__ import main


@pytest.fixture
def config(tmp_path: Path) -> str:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[state]\ndirectory = "{tmp_path / "state"}"\n', encoding="utf-8")
    return str(file)


def run(config: str, *command: str) -> int:
    return main(["--config", config, *command])


def test_an_account_is_made_listed_changed_and_removed(
    config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(config, "list") == 0
    assert capsys.readouterr().out == "no accounts\n"
    assert run(config, "add", "qian") == 0
    assert re.search(r"shown only now: \S{12}\n", capsys.readouterr().out)
    assert run(config, "add", "wang", "--role", "attendant") == 0
    assert run(config, "role", "wang", "technician") == 0
    assert run(config, "password", "wang") == 0
    capsys.readouterr()
    assert run(config, "list") == 0
    assert capsys.readouterr().out.split() == ["1", "technician", "qian", "2", "technician", "wang"]
    assert run(config, "remove", "wang") == 0


def test_what_cannot_be_done_says_why(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(config, "add", "Q!") == 1
    assert run(config, "remove", "nobody") == 1
    assert "no account nobody" in capsys.readouterr().err
    run(config, "add", "qian")
    assert run(config, "remove", "qian") == 1
    assert "last technician" in capsys.readouterr().err
