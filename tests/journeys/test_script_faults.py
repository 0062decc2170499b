"""A visit that does not go as written says which step; a file that is no visit says why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.demo.visit_script import ScriptFault, load_visit, read_visit
from kiosk.demo.visit_steps import Tap

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        ([], "a list of steps"),
        ([{"tap": "打印", "lay": "cao"}], "step 1: needs exactly one of"),
        ([{"sees": "您好"}, {"jump": 3}], "step 2: needs exactly one of"),
        ([{"tap": 3}], "step 1: Expected `str`"),
        ([{"lay": "cao", "card": "library"}], "step 1: Invalid enum value"),
        ([{"log_in": "retiree"}], "step 1: Invalid enum value"),
        ([{"lay": "cao", "colour": "red"}], "step 1: colour means nothing here"),
    ],
)
def test_a_wrong_step_is_named(steps: list[Any], complaint: str) -> None:
    with pytest.raises(ScriptFault, match=complaint):
        read_visit({"title": "t", "steps": steps}, "visit.toml")


def test_a_right_step_is_read() -> None:
    visit = read_visit({"title": "t", "steps": [{"tap": "打印"}]}, "visit.toml")
    assert visit.steps == (Tap("打印"),)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_nonsense_is_refused_and_never_crashes(steps: object) -> None:
    with pytest.raises(ScriptFault):
        read_visit({"title": "t", "steps": steps}, "visit.toml")


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ScriptFault):
        load_visit(tmp_path / "none.toml")


def test_a_visit_that_goes_otherwise_exits_with_its_step(tmp_path: Path) -> None:
    script = tmp_path / "wrong.toml"
    script.write_text(
        'title = "wrong"\nsteps = [{ page = "standard.welcome" },'
        ' { sees = "no kiosk says this", within = 0.5 }]\n'
    )
    out = tmp_path / "out"
    command = [sys.executable, "kiosk_main.py", "--demo", "--headless", "--out", str(out)]
    done = subprocess.run(
        [*command, "--visit", str(script)], cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 1
    assert "step 2" in done.stderr
    assert (out / "report.json").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    command = [sys.executable, "kiosk_main.py", "--demo", "--headless", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert (tmp_path / "thesis.txt").exists()
