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
