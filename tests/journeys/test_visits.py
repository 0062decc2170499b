"""Every scripted visit, played on the real kiosk: window, pcscd, HTTP, TCP and WAV files and all.

One kiosk plays them one after another, as it serves one person after another.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pages.model import MAX_CHOICES

ROOT = Path(__file__).resolve().parents[2]
VISITS = sorted((ROOT / "tests" / "visits").glob("*.toml"))
NAMES = [path.stem for path in VISITS]
LIMIT_S = 60 + 30 * len(VISITS)
"""Each takes about eight seconds of a machine that does nothing else."""
FIXED_KEYS = {"返回", "回首页", "再读一遍", "字和声音", "颜色和 English", "找人帮忙", "办完了"}
ENGINE_TEXT = re.compile(r"([a-zü]+[1-5]|[，。？！；、\s])+")


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder all visits left their results in."""
    out = tmp_path_factory.mktemp("visits")
    command = [sys.executable, "kiosk_main.py", "--demo", "--headless", "--out", str(out)]
    done = subprocess.run(
        [*command, "--visit", *map(str, VISITS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )
    (out / "output.txt").write_text(done.stdout + done.stderr)
    return out


@pytest.mark.timeout(LIMIT_S + 20)
@pytest.mark.parametrize("name", NAMES)
def test_the_visit_goes_as_written(played: Path, name: str) -> None:
    report = read(played / name / "report.json")
    told = f"step {report['failed_step']}: {report['reason']}"
    assert report["passed"], f"{told}\n{(played / 'output.txt').read_text()}"


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_a_picture_words_and_few_choices(played: Path, name: str) -> None:
    """Staff also meet a keyboard, and whole screens of one colour to look at."""
    for page in read(played / name / "report.json")["pages"]:
        with Image.open(played / name / page["screenshot"]) as picture:
            assert picture.size == (1080, 1920)
            colours = len(picture.getcolors(maxcolors=2**20) or ())
        for_staff = page["route"].startswith("maintenance.")
        assert colours > 10 or for_staff, "an empty picture"
        own = [choice for choice in page["choices"] if choice not in FIXED_KEYS]
        assert page["lines"] or for_staff
        assert len(own) <= MAX_CHOICES or for_staff, page["route"]


@pytest.mark.parametrize("name", NAMES)
def test_what_reaches_the_engine_is_toned_syllables_only(played: Path, name: str) -> None:
    transcript = read(played / name / "transcript.json")
    assert transcript or name.startswith("service_"), "nothing is said to staff"
    for said in transcript:
        assert ENGINE_TEXT.fullmatch(said["engine_text"]), said


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_is_captioned(played: Path, name: str) -> None:
    assert all(said["shown"] for said in read(played / name / "transcript.json"))


def test_private_figures_are_said_only_where_somebody_asked(played: Path) -> None:
    for name in NAMES:
        asked = "读给我听" in (ROOT / "tests" / "visits" / f"{name}.toml").read_text()
        private = [said for said in read(played / name / "transcript.json") if said["private"]]
        assert asked or not private, name


def test_sound_was_made_for_what_was_said(played: Path) -> None:
    sounds = list((played / "reimbursement" / "sound").glob("*.wav"))
    assert len(sounds) > 20
    assert all(sound.stat().st_size > 5_000 for sound in sounds)


def test_the_receipt_lies_there_as_sent_and_as_printed(played: Path) -> None:
    folder = played / "reimbursement" / "receipts"
    [receipt] = read(played / "reimbursement" / "report.json")["receipts"]
    sent = (folder / receipt["sent"]).read_bytes()
    assert b"\x1b@" in sent, "the printer was not set to a known state"
    assert b"\x1dv0" in sent, "no raster was sent"
    with Image.open(folder / receipt["printed"]) as paper:
        assert paper.width == 576
        assert paper.height > 1000


def test_no_name_and_no_number_is_in_the_report_or_the_output(played: Path) -> None:
    for text in (*played.glob("*/report.json"), played / "output.txt"):
        content = text.read_text()
        assert "秀英" not in content
        assert not re.search(r"9999\d\d(19|20)\d{8}", content)


def read(path: Path) -> Any:
    return json.loads(path.read_text())
