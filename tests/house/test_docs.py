"""The documents say nothing that the tree does not bear out, as far as a program can tell."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from kiosk.demo.faults import FAULTS
from kiosk.standard_pages.failures import KINDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(chain(ROOT.glob("*.md"), ROOT.glob("docs/**/*.md"), ROOT.glob("systemd/*.md")))
COUNTS = {"A": 8, "B": 8, "C": 9, "D": 6, "E": 12, "F": 9, "G": 5, "H": 10, "I": 4}
NUMBERS = [f"{letter}{n}" for letter, count in COUNTS.items() for n in range(1, count + 1)]

LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
QUOTED = re.compile(r"`([^`\n]+)`")
A_PATH = re.compile(r"[a-z_][\w.-]*(/[\w.-]+)*/?")
OUR_FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()} | {"build"}
MADE = {"build/"}
"""Only there after set-up."""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def links(document: Path) -> list[str]:
    found = LINK.findall(document.read_text(encoding="utf-8"))
    targets = [plain or picture for plain, picture in found]
    return [target.partition("#")[0] for target in targets if "://" not in target]


def paths_in(name: str) -> set[str]:
    """What stands in backticks and is a file or folder of this tree by its form."""
    quoted = {each for each in QUOTED.findall(text(name)) if A_PATH.fullmatch(each)}
    in_folders = {each for each in quoted if "/" in each and each.split("/")[0] in OUR_FOLDERS}
    single = {each for each in quoted if re.fullmatch(r"[a-z_]+\.py", each)}
    return in_folders | single


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    broken = [link for link in links(document) if link and not (document.parent / link).exists()]

    assert not broken


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_what_a_reader_is_told_to_make_can_be_made(name: str) -> None:
    told = set(re.findall(r"\bmake ([a-z]+)", text(name)))
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))

    assert "test" in told
    assert told <= targets


def test_each_requirement_is_listed_exactly_once() -> None:
    listed = re.findall(r"^\| ([A-I]\d+) \|", text("docs/requirements.md"), re.MULTILINE)

    assert listed == NUMBERS


@pytest.mark.parametrize("name", ["docs/architecture.md", "docs/requirements.md"])
def test_every_file_that_is_named_exists(name: str) -> None:
    named = paths_in(name)
    missing = [each for each in named - MADE if not (ROOT / each).exists()]

    assert len(named) > 20
    assert not missing


def test_every_fault_of_the_registry_is_described() -> None:
    chapter = text("docs/scripted-visits.md").partition("## Faults")[2].partition("\n## ")[0]
    described = re.findall(r"^\| `([a-z_0-9.]+)` \|", chapter, re.MULTILINE)

    assert sorted(described) == sorted(FAULTS)


@pytest.mark.parametrize("name", ["docs/technician.zh-CN.md", "docs/attendant.zh-CN.md"])
def test_every_code_said_on_the_telephone_is_explained(name: str) -> None:
    assert set(re.findall(r"^\| (\d\d) \|", text(name), re.MULTILINE)) == set(KINDS)
