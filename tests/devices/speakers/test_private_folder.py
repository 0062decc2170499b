"""Sound files say personal things: where they are kept, and that they do not outlive us."""

import subprocess
import sys
from pathlib import Path

import pytest

from devices.speakers.private_folder import make_private_folder, remove_folder


def test_only_we_can_look_into_the_folder(tmp_path: Path) -> None:
    folder = make_private_folder(tmp_path)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_folder_of_a_killed_process_goes_with_the_next_start(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from devices.speakers.private_folder import *; "
        f"f = make_private_folder(Path({str(tmp_path)!r})); (f / '1.wav').write_bytes(b'x')"
    )
    project = Path(__file__).resolve().parents[3]
    subprocess.run([sys.executable, "-c", script], cwd=project, check=True)
    left = next(tmp_path.iterdir())
    kept = make_private_folder(tmp_path)
    also = make_private_folder(tmp_path)
    assert set(tmp_path.iterdir()) == {kept, also}
    assert left not in tmp_path.iterdir()


def test_the_services_own_run_time_folder_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    folder = make_private_folder()
    assert folder.parent == tmp_path


def test_removing_is_thorough_and_may_happen_twice(tmp_path: Path) -> None:
    folder = make_private_folder(tmp_path)
    (folder / "1.wav").write_bytes(b"x")
    remove_folder(folder)
    remove_folder(folder)
    assert list(tmp_path.iterdir()) == []
