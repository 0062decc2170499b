"""The systemd units: accepted by systemd, hardened as agreed, and never giving up."""

from pathlib import Path

import pytest

from scripts.check_units import complaints_about

ROOT = Path(__file__).parents[2]
INSTALLED = "/usr/lib/yinling/"
KIOSK = ROOT / "systemd" / "yinling-kiosk.service"
BACKEND = ROOT / "systemd" / "yinling-backend.service"


def setting(unit: Path, key: str) -> str:
    """The one value a unit gives a key; fails when there is none or more."""
    (value,) = (
        line.removeprefix(f"{key}=")
        for line in unit.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"{key}=")
    )
    return value


def changed(folder: Path, before: str, after: str) -> Path:
    """A copy of the kiosk's unit with one thing changed."""
    text = KIOSK.read_text(encoding="utf-8")
    assert before in text
    copy = folder / KIOSK.name
    copy.write_text(text.replace(before, after), encoding="utf-8")
    return copy


def test_systemd_accepts_the_units() -> None:
    units = sorted((ROOT / "systemd").glob("*.service"))
    assert units == [BACKEND, KIOSK]
    assert complaints_about(units) == []


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("RestartSec=", "RestartSex=", "Unknown key 'RestartSex'"),
        ("ProtectSystem=strict", "ProtectSystem=stern", "Failed to parse protect system value"),
        ("/usr/bin/cage", "/usr/bin/birdcage", "/usr/bin/birdcage is not executable"),
        ("BoundingSet=", "BoundingSet=CAP_SYS_ADMIN", "Overall exposure level"),
    ],
)
def test_the_check_sees_a_mistake(tmp_path: Path, before: str, after: str, complaint: str) -> None:
    (found,) = complaints_about([changed(tmp_path, before, after)])

    assert complaint in found


def test_the_kiosk_unit_starts_a_program_of_this_tree() -> None:
    program = setting(KIOSK, "ExecStart").split()[-1]

    assert program.startswith(INSTALLED)
    assert (ROOT / program.removeprefix(INSTALLED)).is_file()


def test_the_backend_unit_starts_a_package_of_this_tree() -> None:
    words = setting(BACKEND, "ExecStart").split()
    package = words[words.index("-m") + 1]

    assert setting(BACKEND, "WorkingDirectory") == INSTALLED.rstrip("/")
    assert (ROOT / package / "__main__.py").is_file()


@pytest.mark.parametrize("unit", [KIOSK, BACKEND], ids=lambda unit: unit.stem)
class TestEveryUnit:
    def test_comes_back_for_ever_but_slowly(self, unit: Path) -> None:
        assert setting(unit, "Restart") == "always"
        assert setting(unit, "StartLimitIntervalSec") == "0"
        assert int(setting(unit, "RestartSec").removesuffix("s")) >= 5

    def test_fills_no_disk_while_it_crashes(self, unit: Path) -> None:
        assert setting(unit, "LimitCORE") == "0"
        assert int(setting(unit, "LogRateLimitBurst")) <= 500

    def test_keeps_what_it_writes_to_itself(self, unit: Path) -> None:
        assert setting(unit, "StateDirectoryMode") == "0700"
        assert setting(unit, "UMask") == "0077"


def test_kiosk_and_backend_share_neither_user_nor_state() -> None:
    for key in ("User", "Group", "StateDirectory"):
        assert setting(KIOSK, key) != setting(BACKEND, key)
    assert "root" not in (setting(KIOSK, "User"), setting(BACKEND, "User"))
