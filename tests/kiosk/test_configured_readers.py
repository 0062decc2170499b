"""The settings name readers, and those are the readers there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.configured_readers import configured_readers
from kiosk.settings import SettingsFault, load_settings


def readers(folder: Path, text: str) -> list[str]:
    file = folder / "kiosk.toml"
    file.write_text(f'[state]\ndirectory = "{folder}"\n{text}', encoding="utf-8")
    return [reader.name for reader in configured_readers(load_settings(file))]


def test_a_plain_terminal_reads_chip_cards(tmp_path: Path) -> None:
    assert readers(tmp_path, "") == ["pcsc"]


@pytest.mark.parametrize("kind", ["serial", "keyboard"])
def test_every_kind_of_reader_has_a_name_of_its_own(tmp_path: Path, kind: str) -> None:
    named = f"""
[readers]
sam_v = "/dev/ttyUSB0"
[scanner]
kind = "{kind}"
path = "/dev/one"
place = "左下方"
[stripe]
kind = "{kind}"
path = "/dev/two"
"""
    assert readers(tmp_path, named) == ["pcsc", "id-card", "scanner", "stripe"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[scanner]\nkind = "serial"\nplace = "左下方"', "path must be given"),
        ('[scanner]\nkind = "serial"\npath = "/dev/one"', "its place must be said"),
        ('[stripe]\nkind = "keyboard"', "path must be given"),
    ],
)
def test_a_reader_that_is_half_named_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(SettingsFault, match=fault):
        readers(tmp_path, text)
