"""Many visits, with something going wrong at every step: none ends badly, nothing is left behind.

``pytest tests/kiosk/test_many_visits.py --visits 10000`` plays as many as one likes; 500 are played
otherwise. The figures are printed with ``-s``.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from contract import failures
from contract.credentials import Assurance, Right
from devices.cards.reader import ReaderStatus
from devices.cards.reading import (
    CardOnly,
    CardReading,
    Locked,
    NotReadable,
    NotThisKind,
    ReadFault,
    StripeNumber,
)
from devices.printers.printer import PrinterStatus, PrintOutcome
from tests.kiosk.sample_people import CAO, CAO_BY_ID_CARD, LIBRARY, OUYANG, STRANGER
from tests.kiosk.stage import NOBODY_THERE, PAD, SLOT, StagedKiosk

SEED = 20260328
VISITS_PER_KIOSK = 50
FIRST_KIOSKS = 4
"""Not measured: they fill caches that stay, of words, fonts and pinyin."""
OBJECTS_BOUND = 5
"""Objects the garbage collector knows that a visit may leave behind, on average."""
IN_USE_BOUND_KB = 2048
"""What all visits together, however many, may add to the memory in use at the C library."""
BLOCKS_BOUND = 5
"""Small blocks in use at Python's own allocator that a visit may leave behind, on average."""
WHO_JUST_GO = 0.02
"""The share that leaves the clearing up to the idle timer; its countdown takes time to draw."""

CARDS: tuple[CardReading, ...] = (
    CAO,
    CAO_BY_ID_CARD,
    OUYANG,
    STRANGER,
    CardOnly("320600", "3.00", "C00000001"),
    CardOnly("", "", "Z99999999"),
    Locked(),
    NotThisKind(),
    *(NotReadable(fault) for fault in ReadFault),
)
CODES = ("essc-cao-1", "essc-ouyang-1", "essc-nobody-1", "https://x.example/r/abcdefgh", "\0", "x")
METHODS = ("open_visit", "reimbursements", "settlement", "fee_items", "answer", "call_staff")
AS_MOST_PEOPLE_DO = ("看病报销", "门诊报销", "费用明细", "填手机号后四位", "打印凭条", "打印")


class Passer:
    """Somebody at random, whom and whose machine anything may befall."""

    def __init__(self, kiosk: StagedKiosk, rng: Random) -> None:
        self.kiosk = kiosk
        self.rng = rng
        self.saw = Counter[str]()

    def visit(self) -> None:
        """Come, do a few things, and go away."""
        for _ in range(self.rng.randint(1, 3)):
            self.rng.choice(self.steps)()
            self.check()
        self.leave()

    @property
    def steps(self) -> tuple[Callable[[], None], ...]:
        cards = (self.lay, self.lay, self.lay, self.lift, self.scan, self.swipe)
        return (*cards, *(4 * (self.tap_as_most_do,)), self.tap_anything, self.befall, self.mend)

    def lay(self) -> None:
        reader = self.rng.choice((SLOT, PAD))
        self.kiosk.lay(self.rng.choice(CARDS), reader, inserted=reader == SLOT)

    def lift(self) -> None:
        self.kiosk.lift(self.rng.choice((SLOT, PAD)))

    def scan(self) -> None:
        self.kiosk.scan(self.rng.choice(CODES))

    def swipe(self) -> None:
        self.kiosk.swipe(self.rng.choice((StripeNumber("99990000001"), NotThisKind())))

    def tap_as_most_do(self) -> None:
        for label in AS_MOST_PEOPLE_DO:
            if label in self.kiosk.choices:
                self.press(label)

    def tap_anything(self) -> None:
        self.press(self.rng.choice(self.kiosk.choices))

    def press(self, label: str) -> None:
        """Where it stands; the page may change by itself while the finger is on its way."""
        self.kiosk.touch_at(*self.kiosk.place_of(label))

    def befall(self) -> None:
        """Something goes wrong."""
        gateway, method = self.kiosk.gateway, self.rng.choice(METHODS)
        match self.rng.randrange(5):
            case 0:
                gateway.fails[method] = self.rng.choice(failures.FAILURES)()
            case 1:
                gateway.slow.add(method)
            case 2:
                gateway.down = True
            case 3:
                self.kiosk.printer.outcome = self.rng.choice(tuple(PrintOutcome))
                self.kiosk.printer_is(self.rng.choice(tuple(PrinterStatus)))
            case _:
                self.kiosk.reader_is(self.rng.choice(tuple(ReaderStatus)))

    def mend(self) -> None:
        """Everything is well again."""
        self.kiosk.gateway.fails.clear()
        self.kiosk.gateway.down = False
        self.kiosk.slow_answers_come()

    def check(self) -> None:
        """Nobody is shown or told anything of anybody else."""
        records = self.kiosk.kiosk.session.records
        self.saw[self.kiosk.shows] += 1
        for dossier in LIBRARY.values():
            if records is None or records.retiree != dossier.retiree:
                for secret in dossier.secrets:
                    assert secret not in self.kiosk.screen, self.kiosk.shows
                    assert not self.kiosk.hears(secret), self.kiosk.shows
        self.kiosk.listen()

    def leave(self) -> None:
        """Go away as most do, by the key or by just going; the machine clears itself."""
        if self.rng.random() < WHO_JUST_GO:
            self.kiosk.wait(NOBODY_THERE)
        self.kiosk.loop.post(self.kiosk.kiosk.session.finish)
        self.kiosk.loop.run_due()
        self.kiosk.lift(SLOT)
        self.kiosk.lift(PAD)
        self.mend()
        self.kiosk.wait(9)
        assert self.kiosk.errors == []
        assert self.kiosk.shows == "standard.welcome"
        assert not self.kiosk.kiosk.session.begun
        assert all(visit.closed for visit in self.kiosk.gateway.visits)


def many(rng: Random, count: int) -> Counter[str]:
    kiosk = StagedKiosk()
    kiosk.gateway.needs = {
        Right.TOTALS: Assurance.HOLDER_READ,
        Right.FEE_ITEMS: Assurance.HOLDER_AND_ANSWER,
    }
    passer = Passer(kiosk, rng)
    for _ in range(count):
        passer.visit()
    return passer.saw


@pytest.mark.timeout(3600)
def test_every_visit_ends_well_and_leaves_nothing_behind(
    pytestconfig: pytest.Config,
) -> None:
    count = pytestconfig.getoption("--visits")
    rng = Random(SEED)
    saw = Counter[str]()
    for _ in range(FIRST_KIOSKS):
        saw += many(rng, VISITS_PER_KIOSK)
    left = max(0, count - FIRST_KIOSKS * VISITS_PER_KIOSK)
    threads, descriptors, objects = threading.active_count(), descriptors_open(), objects_kept()
    in_use, blocks, resident = in_use_kb(), sys.getallocatedblocks(), resident_kb()
    for _ in range(left // VISITS_PER_KIOSK):
        saw += many(rng, VISITS_PER_KIOSK)
    grown = (objects_kept() - objects) / max(1, left)
    more_blocks = (sys.getallocatedblocks() - blocks) / max(1, left)
    more_in_use = in_use_kb() - in_use

    print(
        f"{count} visits, {len(saw)} kinds of page; left behind by a visit: {grown:.2f} objects, "
        f"{more_blocks:.2f} blocks; by all: {more_in_use:.0f} kB in use, "
        f"{resident_kb() - resident:.0f} kB resident; {threads} threads, {descriptors} descriptors "
        f"as before; none failed, so with 95 % certainty fewer than {3 / count:.3%} of them do"
    )
    assert {"standard.home", "reimbursements.items", "standard.answer"} <= saw.keys()
    assert threading.active_count() == threads
    assert descriptors_open() == descriptors
    assert grown < OBJECTS_BOUND
    assert more_blocks < BLOCKS_BOUND
    assert more_in_use < IN_USE_BOUND_KB


def objects_kept() -> int:
    gc.collect()
    return len(gc.get_objects())


class _Mallinfo(ctypes.Structure):
    """``struct mallinfo2`` of glibc."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


def in_use_kb() -> float:
    """What was asked of the C library and not given back; room it only keeps does not count."""
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = _Mallinfo
    told = library.mallinfo2()
    return float(told.uordblks + told.hblkhd) / 1024


def resident_kb() -> float:
    """Resident memory, which also holds what allocators keep for later."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1024


def descriptors_open() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
