"""The technician's command, with the real engine."""

import shutil
from pathlib import Path

import pytest

from devices.speakers.__main__ import main
from devices.speakers.player import duration

pytestmark = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"
)


def test_the_test_sentence_can_be_kept_as_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--test", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "finished, speaker ready\n"
    assert 3 < duration(tmp_path / "0001.wav") < 8


def test_a_device_that_is_not_there_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--say", "hao3", "--rate", "6", "--device", "no_such_device"]) == 1
    assert capsys.readouterr().out == "finished, speaker no_sound_device\n"


def test_the_noise_for_a_sound_meter_lasts_half_a_minute(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--calibrate", "--gain-db", "-6", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "played\n"
    assert duration(tmp_path / "0001.wav") == pytest.approx(30, abs=1)


def test_the_noise_tells_of_a_device_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--calibrate", "--device", "no_such_device"]) == 1
    assert capsys.readouterr().out == "no device played it\n"
