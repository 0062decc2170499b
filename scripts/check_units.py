"""Let systemd judge the units as if the package were installed.

`systemd-analyze verify` insists on every program a unit starts. A developer's machine has neither
cage nor /usr/lib/yinling, so the units are judged inside a root of their own: the machine's units,
ours beside them, and a stand-in for every program that our package or its dependencies bring.

    usage: check_units.py FOLDER
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SYSTEM_UNITS = Path("usr/lib/systemd/system")
BROUGHT_BY_PACKAGES = ("usr/bin/cage", "usr/lib/yinling/venv/bin/python")

EXPOSURE_LIMITS = {"yinling-kiosk.service": 20, "yinling-backend.service": 12}
"""The most that `systemd-analyze security` may find exposed, in tenths of its scale of 0 to 10.

The kiosk reaches screen, touch panel, sound and printers; the service needs only the network.
"""


def furnish(root: Path, units: list[Path]) -> list[Path]:
    """Fill an empty folder so that it looks like an installed machine; answers the units in it."""
    shutil.copytree(
        Path("/") / SYSTEM_UNITS, root / SYSTEM_UNITS, symlinks=True, ignore_dangling_symlinks=True
    )
    for program in BROUGHT_BY_PACKAGES:
        stand_in = root / program
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        stand_in.write_text("#!/bin/sh\n")
        stand_in.chmod(0o755)
    return [Path(shutil.copy(unit, root / SYSTEM_UNITS)) for unit in units]


def analyze(*arguments: str) -> list[str]:
    """Run systemd-analyze; answers its complaints, one a line, none when it is content."""
    done = subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, check=False
    )
    complaints = done.stderr.splitlines()
    if done.returncode and not complaints:
        return done.stdout.splitlines()[-1:]
    return complaints


def complaints_about(units: list[Path]) -> list[str]:
    """What systemd has against the units: mistakes, and more exposure than agreed."""
    with tempfile.TemporaryDirectory(prefix="yinling-units-") as folder:
        root = Path(folder)
        names = [unit.name for unit in furnish(root, units)]
        complaints = analyze(
            "verify", "--man=no", "--recursive-errors=no", f"--root={root}", *names
        )
        for name in names:
            limit = f"--threshold={EXPOSURE_LIMITS[name]}"
            complaints += analyze("security", "--offline=yes", limit, f"--root={root}", name)
    return list(dict.fromkeys(complaints))


def main(folder: Path) -> int:
    """Print what is wrong with the units of a folder; 1 if anything is."""
    units = sorted(folder.glob("*.service"))
    complaints = complaints_about(units)
    for complaint in complaints:
        print(complaint)
    print(f"{len(units)} units checked, {len(complaints)} complaints")
    return 1 if complaints or not units else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
