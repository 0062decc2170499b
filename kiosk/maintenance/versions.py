"""What runs here, in which version: read from the machine each time."""

from __future__ import annotations

import platform
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions as people write them; empty where unknown."""

    program: str
    python: str
    kivy: str
    system: str
    kernel: str


def read_versions(root: Path = Path("/")) -> Versions:
    """Blocks; never raises for what cannot be told."""
    return Versions(
        program=program_version(),
        python=platform.python_version(),
        kivy=_package("Kivy"),
        system=_system(root),
        kernel=platform.release(),
    )


def program_version() -> str:
    """This program's version: it runs from its own tree, so its own file says it."""
    with PROJECT.open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _system(root: Path) -> str:
    """``PRETTY_NAME`` of os-release(5)."""
    try:
        lines = (root / "etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    named = (line.partition("=")[2] for line in lines if line.startswith("PRETTY_NAME="))
    return next(named, "").strip('"')
