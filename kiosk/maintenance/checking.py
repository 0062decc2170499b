"""Goes through checks, one step after another, with a person or without.

Nothing here waits: what blocks runs in the pool and is given up after the check's limit, so that no
device can hang the menu. Only the kiosk thread calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from contract.fleet import Verdict
from kiosk.loop import Loop, Timer
from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check, Look
from kiosk.maintenance.findings import Finding, failed
from kiosk.maintenance.watching import Signal, Watch
from pages.blocks import Block
from pages.texts import say


class Stage(Enum):
    """What is going on with the present check."""

    REST = "rest"
    """No check is under way."""
    STEPS = "steps"
    """The person reads what they are to do, and begins."""
    BUSY = "busy"
    WATCHING = "watching"
    ASKING = "asking"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the checks are, as pages see it."""

    stage: Stage = Stage.REST
    check: Check | None = None
    number: int = 0
    """Which of ``count`` checks this is, from 1."""
    count: int = 0
    blocks: tuple[Block, ...] = ()
    bare: bool = False
    findings: tuple[tuple[str, Finding], ...] = ()
    """What was found so far, or in the round that ended last."""


Finished = Callable[[tuple[tuple[str, Finding], ...]], None]

_SKIPPED = Finding(Verdict.UNCHECKED, say("maintenance.evidence.skipped"))
_TOO_LONG = failed(say("maintenance.evidence.took_too_long"))
_BROKE = failed(say("maintenance.evidence.broke"))
_SAYS_NO = failed(say("maintenance.evidence.person_says_no"))


class Checking:
    """``found`` is told of each finding, ``changed`` of whatever pages may show anew."""

    def __init__(
        self,
        loop: Loop,
        bench: Bench,
        *,
        found: Callable[[str, Finding], None],
        changed: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._bench = bench
        self._found = found
        self._changed = changed
        self._checks: Sequence[Check] = ()
        self._alone = False
        self._finished: Finished = lambda _findings: None
        self._findings: list[tuple[str, Finding]] = []
        self._steps: list[Callable[[], None]] = []
        self._stage = Stage.REST
        self._evidence: Finding | None = None
        self._watch: Watch | None = None
        self._serial = 0
        self._timer: Timer | None = None

    @property
    def progress(self) -> Progress:
        """How far it is."""
        check = self._check
        watch = self._watch if self._stage is Stage.WATCHING else None
        return Progress(
            self._stage,
            check,
            len(self._findings) + 1 if check else 0,
            len(self._checks),
            watch.blocks() if watch else (),
            watch.whole_screen if watch else False,
            tuple(self._findings),
        )

    def start(self, checks: Sequence[Check], finished: Finished, *, alone: bool = False) -> None:
        """Go through these checks; ``alone`` looks only at what needs no person."""
        self.stop()
        self._checks, self._alone, self._finished = checks, alone, finished
        self._findings = []
        self._next_check()

    def stop(self) -> None:
        """Leave off where it is; what comes late from the pool is dropped."""
        self._rest()
        self._checks, self._findings = (), []

    def begin(self) -> None:
        """The person has read what they are to do."""
        if self._stage is Stage.STEPS:
            self._go_on()

    def answer(self, good: bool) -> None:
        """The person says what they heard or saw."""
        if self._stage is Stage.ASKING:
            self._conclude((self._evidence or _SAYS_NO) if good else _SAYS_NO)

    def give_up(self) -> None:
        """What is watched for does not come."""
        if self._stage is Stage.WATCHING and self._watch is not None:
            self._conclude(self._watch.given_up())

    def skip(self) -> None:
        """Leave this check out."""
        if self._stage is not Stage.REST:
            self._conclude(_SKIPPED)

    def feed(self, signal: Signal) -> None:
        """A card, a key, a finger or a plug: for whatever watches now."""
        if self._stage is not Stage.WATCHING or self._watch is None:
            return
        finding = self._watch.feed(signal)
        if finding is not None:
            self._ended(finding)
        else:
            self._await(self._present.patience_s, self.give_up)
        self._changed()

    @property
    def _check(self) -> Check | None:
        done = len(self._findings)
        return self._checks[done] if done < len(self._checks) else None

    @property
    def _present(self) -> Check:
        check = self._check
        assert check is not None
        return check

    def _next_check(self) -> None:
        self._rest()
        check = self._check
        if check is None:
            self._changed()
            self._finished(tuple(self._findings))
            return
        self._evidence = None
        self._steps = self._steps_of(check)
        self._go_on()

    def _steps_of(self, check: Check) -> list[Callable[[], None]]:
        act = [] if check.act is None else [lambda: self._work(check.act, check.limit_s)]
        looked = [] if check.look is None else [lambda: self._work(check.look, check.limit_s)]
        if self._alone:
            return [*looked]
        return [
            *looked,
            *([] if check.steps is None else [lambda: self._turn(Stage.STEPS)]),
            *([] if check.act_last else act),
            *([] if check.watch is None else [self._begin_watch]),
            *(act if check.act_last else []),
            *([] if check.question is None else [lambda: self._turn(Stage.ASKING)]),
        ]

    def _go_on(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        else:
            self._conclude(self._evidence or _SKIPPED)

    def _turn(self, stage: Stage) -> None:
        self._serial += 1
        self._cancel()
        self._stage = stage
        self._changed()

    def _work(self, job: Look | None, limit: float) -> None:
        assert job is not None
        self._turn(Stage.BUSY)
        serial = self._serial

        def answered(answer: Finding | Exception) -> None:
            if serial != self._serial:
                return
            if isinstance(answer, Finding):
                self._ended(answer)
                return
            self._conclude(_BROKE)
            if not isinstance(answer, OSError):
                raise answer

        self._await(limit, lambda: self._conclude(_TOO_LONG))
        self._loop.work(lambda: job(self._bench), answered)

    def _begin_watch(self) -> None:
        check = self._present
        assert check.watch is not None
        self._watch = check.watch(self._bench)
        self._turn(Stage.WATCHING)
        self._await(check.patience_s, self.give_up)

    def _ended(self, finding: Finding) -> None:
        """A step ended: the check goes on where that was well."""
        if finding.verdict is Verdict.GOOD:
            self._evidence = finding
            self._go_on()
        else:
            self._conclude(finding)

    def _conclude(self, finding: Finding) -> None:
        name = self._present.name
        self._findings.append((name, finding))
        self._found(name, finding)
        self._next_check()

    def _rest(self) -> None:
        self._serial += 1
        self._cancel()
        self._stage, self._watch, self._steps = Stage.REST, None, []

    def _await(self, seconds: float, over: Callable[[], None]) -> None:
        self._cancel()
        self._timer = self._loop.call_later(seconds, over)

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
