"""Visits of people who do anything, at devices that do anything, through the real parts.

Window, pcscd, serial lines, HTTP, TCP and sound files are those of scripted visits; the steps are
drawn from a seed. ``YINLING_RANDOM_VISITS`` and ``YINLING_VISITS_SEED`` say how many and which.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kiosk.demo.faults import FAULTS
from kiosk.demo.people import Person, load_people

ROOT = Path(__file__).resolve().parents[2]
SEED = int(os.environ.get("YINLING_VISITS_SEED", "20261122"))
VISITS = int(os.environ.get("YINLING_RANDOM_VISITS", "10"))
DEEDS = 3
LIMIT_S = 100 + 45 * VISITS
WIDTH_MM, HEIGHT_MM = 260, 470
FLAWS = ("", "", "", "", "damaged_record", "locked", "name_not_text", "pulled_out")
ID_FLAWS = ("", "", "", "noise", "byte_by_byte", "refused", "read_failed_once")
SETTLED: dict[str, Any] = {"settled": True}
IDLE = tuple(step for seconds in (130, 40, 60, 60) for step in ({"pass": seconds}, SETTLED))

Step = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """What the kiosk's process held when a visit was over."""

    threads: int
    descriptors: int
    resident_kb: int


@dataclass(frozen=True)
class Played:
    """All reports in order, and a sample after each visit."""

    reports: list[Any]
    scripts: list[list[Step]]
    samples: list[Sample]


def any_visit(rng: Random, people: list[str]) -> list[Step]:
    """A few things somebody does and a few that go wrong; then everybody goes away."""
    steps: list[Step] = [{"page": "standard.welcome"}]
    broken: list[str] = []
    for _ in range(DEEDS):
        steps += [_deed(rng, people, broken), SETTLED, *_touches(rng)]
    return [*steps, *({"mend": name} for name in broken), {"lift": True}, SETTLED, *IDLE, steps[0]]


def _deed(rng: Random, people: list[str], broken: list[str]) -> Step:
    person = rng.choice(people)
    match rng.randrange(6):
        case 0:
            broken.append(rng.choice(list(FAULTS)))
            return {"fault": broken[-1]}
        case 1:
            return {"scan": person, "code": rng.choice(("electronic_card", "insurance_code"))}
        case 2:
            return {"swipe": person, "card": rng.choice(("social_security", "bank_card"))}
        case 3:
            return {"lay": person, "card": "resident_id", "flaw": rng.choice(ID_FLAWS)}
        case _:
            inserted = rng.random() < 0.5
            return {"lay": person, "inserted": inserted, "flaw": rng.choice(FLAWS), "after": 5}


def _touches(rng: Random) -> list[Step]:
    """Choices stand in the middle of the screen."""
    places = [
        [round(rng.gauss(WIDTH_MM / 2, 50)), round(rng.uniform(100, HEIGHT_MM))] for _ in range(2)
    ]
    return [step for place in places for step in ({"pass": 1}, {"touch": place}, SETTLED)]


def as_toml(number: int, steps: list[Step]) -> str:
    tables = (
        ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in step.items())
        for step in steps
    )
    return f'title = "{number}"\nsteps = [\n' + "".join(f"{{ {each} }},\n" for each in tables) + "]"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    rng, folder = Random(SEED), tmp_path_factory.mktemp("random-visits")
    people = load_people()
    scripts = [any_visit(rng, list(people)) for _ in range(VISITS)]
    paths = [folder / f"visit-{number:02d}.toml" for number in range(VISITS)]
    for number, (path, steps) in enumerate(zip(paths, scripts, strict=True)):
        path.write_text(as_toml(number, steps), encoding="utf-8")
    out = folder / "out"
    samples = _play(paths, out, folder / "output.txt")
    reports = [json.loads((out / path.stem / "report.json").read_text()) for path in paths]
    return Played(reports, scripts, samples)


def _play(paths: list[Path], out: Path, output: Path) -> list[Sample]:
    command = [sys.executable, "kiosk_main.py", "--demo", "--headless", "--out", str(out)]
    with output.open("w") as file:
        kiosk = subprocess.Popen(
            [*command, "--visit", *map(str, paths)], cwd=ROOT, stdout=file, stderr=file
        )
    samples: list[Sample] = []
    deadline = time.monotonic() + LIMIT_S
    while kiosk.poll() is None and time.monotonic() < deadline:
        number = len(samples)
        if number < VISITS and (out / paths[number].stem / "report.json").exists():
            samples.append(_sample(kiosk.pid))
        time.sleep(0.05)
    kiosk.kill()
    kiosk.wait()
    return samples


def _sample(pid: int) -> Sample:
    status = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return Sample(int(status["Threads"]), descriptors, int(status["VmRSS"].split()[0]))


@pytest.mark.timeout(LIMIT_S + 60)
def test_every_visit_ends_at_the_welcome_page(played: Played) -> None:
    for report in played.reports:
        assert report["passed"], (report["title"], report["failed_step"], report["reason"])
        assert report["pages"][-1]["route"] == "standard.welcome"


def test_people_are_met_and_things_go_wrong(played: Played) -> None:
    """Else the other tests would say little."""
    routes = {page["route"] for report in played.reports for page in report["pages"]}
    assert {"standard.home", "standard.card_not_read"} <= routes
    assert len(routes) >= 10


def test_nobody_s_name_shows_who_was_not_there(played: Played) -> None:
    people = load_people()
    for report, steps in zip(played.reports, played.scripts, strict=True):
        there = {step.get("lay") or step.get("scan") or step.get("swipe") for step in steps}
        strangers = [person for key, person in people.items() if key not in there]
        for page in report["pages"]:
            text = "".join(page["lines"])
            shown = [each.key for each in strangers if _names(each, people, there, text)]
            assert shown == [], (report["title"], page["route"])


def _names(person: Person, people: dict[str, Person], there: set[Any], text: str) -> bool:
    """Whether this person's name, or a surname nobody there has, stands on a page."""
    surname = person.name[:1]
    shared = any(people[key].name.startswith(surname) for key in there if key)
    return person.name in text or (not shared and f"{surname}师傅" in text)


def test_nothing_is_left_behind(played: Played) -> None:
    """Later visits hold no more than the first ones did."""
    assert len(played.samples) == VISITS
    first, last = played.samples[:5], played.samples[-5:]
    for held in ("threads", "descriptors"):
        before = max(getattr(each, held) for each in first)
        after = min(getattr(each, held) for each in last)
        print(f"{held}: at most {before} after the first five visits, {after} at the end")
        assert after <= before, held
    print(
        f"memory: {first[-1].resident_kb} kB after five visits, {last[-1].resident_kb} kB at last"
    )
