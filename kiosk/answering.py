"""The question that is not answered by the card: typing the last four digits of the telephone.

The digits stay here until they are sent; no page's address, no log and no repr holds them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from contract.failures import AnswersUsedUp, Failure
from contract.gateway import VisitRecords
from contract.records import AnswerChecked
from devices.speakers.speaker import Cue
from kiosk.loop import Loop

DIGITS = 4
KEYS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("0", "backspace"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What is typed, and how the last answer was taken."""

    digits: str = field(default="", repr=False)
    incomplete: bool = False
    """It was handed in before there were four."""
    tries_left: int | None = None
    """After a wrong answer: how many more are heard today."""


class Answering:
    """The present visit's answer. Only the kiosk thread calls it.

    ``changed`` is told when a page that shows it should be asked for anew, ``right`` once the visit
    may see more, ``failed`` of expected failures; ``log`` records whether an answer was right.
    """

    def __init__(
        self,
        loop: Loop,
        changed: Callable[[], None],
        right: Callable[[], None],
        failed: Callable[[Failure], None],
        log: Callable[[AnswerChecked], None],
    ) -> None:
        self._loop = loop
        self._changed = changed
        self._right = right
        self._failed = failed
        self._log = log
        self._visit = 0
        self._asking = False
        self.answer = Answer()

    def typed(self, key: str) -> Cue:
        """A key of the digit pad was pressed; how that is to sound, which says no digit (E8)."""
        digits = self.answer.digits
        if key == "backspace":
            digits = digits[:-1]
        elif key.isascii() and key.isdigit() and len(key) == 1 and len(digits) < DIGITS:
            digits += key
        if digits == self.answer.digits:
            return Cue.REFUSED
        cue = Cue.TAKEN_BACK if len(digits) < len(self.answer.digits) else Cue.TAKEN
        self._set(Answer(digits))
        return cue

    def hand_in(self, records: VisitRecords | None) -> None:
        """Ask the backend; once at a time, and only for all four digits."""
        if records is None or self._asking:
            return
        if len(self.answer.digits) < DIGITS:
            self._set(replace(self.answer, incomplete=True, tries_left=None))
            return
        visit, digits, self._asking = self._visit, self.answer.digits, True

        def answered(answer: AnswerChecked | Exception) -> None:
            if visit == self._visit:
                self._asking = False
                self._take(answer)

        self._loop.work(lambda: records.answer(digits), answered)

    def forget(self) -> None:
        """The visit is over."""
        self._visit += 1
        self._asking = False
        self.answer = Answer()

    def _take(self, answer: AnswerChecked | Exception) -> None:
        self.answer = Answer()
        match answer:
            case AnswerChecked():
                self._log(answer)
                self._judge(answer)
            case Failure():
                self._failed(answer)
            case _:
                raise answer

    def _judge(self, checked: AnswerChecked) -> None:
        if checked.right:
            self._right()
        elif checked.tries_left:
            self._set(Answer(tries_left=checked.tries_left))
        else:
            self._failed(AnswersUsedUp())

    def _set(self, answer: Answer) -> None:
        self.answer = answer
        self._changed()
