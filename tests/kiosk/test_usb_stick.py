"""A memory stick is found, filled only where there is room, and read back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.maintenance import usb_stick
from kiosk.maintenance.usb_stick import NoRoom, NotTheSame, Stick, copy_onto, find_stick
from tests.kiosk.staff import put


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "T01-events.zip"
    path.write_bytes(os.urandom(3_000_000))
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Stick("/dev/sdb1", folder)


class TestFinding:
    @pytest.mark.parametrize(
        ("mounts", "found"),
        [
            ("/dev/sdb1 /media/usb vfat rw 0 0", "media/usb"),
            ("/dev/sdb /media/whole vfat rw 0 0", "media/whole"),
            (r"/dev/sdb1 /media/my\040stick vfat rw 0 0", "media/my stick"),
            ("/dev/sda1 / ext4 rw 0 0\n/dev/sdb2 /mnt vfat rw 0 0", "mnt"),
            ("/dev/sda1 / ext4 rw 0 0", None),
            ("/dev/sdbc1 /media/other ext4 rw 0 0", None),
            ("tmpfs /tmp tmpfs rw 0 0\nnonsense", None),
            ("", None),
        ],
    )
    def test_only_what_is_removable_and_mounted(
        self, tmp_path: Path, mounts: str, found: str | None
    ) -> None:
        put(tmp_path, "sys/block/sda/removable", "0\n")
        put(tmp_path, "sys/block/sdb/removable", "1\n")
        put(tmp_path, "proc/mounts", mounts + "\n")
        stick = find_stick(tmp_path)
        assert (stick and stick.folder) == (found and tmp_path / found)


class TestCopying:
    def test_tells_how_far_it_is_and_ends_with_the_same_bytes(
        self, stick: Stick, file: Path
    ) -> None:
        told: list[int] = []
        copy = copy_onto(stick, file, told.append)
        assert copy.read_bytes() == file.read_bytes()
        assert told == sorted(told)
        assert told[-1] == 100

    def test_refuses_where_there_is_no_room(
        self, stick: Stick, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        full = os.statvfs_result((4096, 4096, 1000, 10, 10, 100, 10, 10, 0, 255))
        monkeypatch.setattr(os, "statvfs", lambda _folder: full)
        with pytest.raises(NoRoom):
            copy_onto(stick, file)
        assert list(stick.folder.iterdir()) == []

    def test_a_stick_that_gives_back_something_else_is_broken(
        self, stick: Stick, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def rot(path: Path) -> None:
            with path.open("r+b") as copy:
                copy.seek(1_000_000)
                copy.write(b"rotten")

        monkeypatch.setattr(usb_stick, "_forget_cached", rot)
        with pytest.raises(NotTheSame):
            copy_onto(stick, file)
        assert list(stick.folder.iterdir()) == [], "a broken copy was left"
