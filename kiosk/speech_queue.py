"""What waits to be said: a queue for each of three priorities, as screen readers have them.

What comes sooner never loses what comes later: an utterance that was cut for something more urgent
is put back, and is said again from its beginning once nothing more urgent waits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Priority(IntEnum):
    """When something is said; the higher comes first."""

    NORMAL = 0
    """In its turn: a page, from its title to its choices."""
    NEXT = 1
    """As soon as the utterance under way has ended, before the rest of the page."""
    NOW = 2
    """At once; what it cuts is said again afterwards, and then the rest."""


class SpeechQueue(Generic[T]):
    """Items by priority, and in each priority in the order in which they came."""

    def __init__(self) -> None:
        self._waiting: dict[Priority, deque[T]] = {
            priority: deque() for priority in sorted(Priority, reverse=True)
        }

    def __bool__(self) -> bool:
        return any(self._waiting.values())

    def put(self, items: Iterable[T], priority: Priority = Priority.NORMAL) -> None:
        """These are said after all that waits with their priority."""
        self._waiting[priority].extend(items)

    def put_back(self, item: T, priority: Priority) -> None:
        """This was cut: it is the first of its priority to be said again."""
        self._waiting[priority].appendleft(item)

    def peek(self) -> T | None:
        """What comes next, left where it is; None where nothing waits."""
        return next((waiting[0] for waiting in self._waiting.values() if waiting), None)

    def take(self) -> tuple[T, Priority] | None:
        """What comes next, and with which priority it waited; None where nothing waits."""
        for priority, waiting in self._waiting.items():
            if waiting:
                return waiting.popleft(), priority
        return None

    def keep(self, wanted: Callable[[T], bool]) -> None:
        """Drop all that is not wanted any more."""
        for priority, waiting in self._waiting.items():
            self._waiting[priority] = deque(filter(wanted, waiting))

    def drop(self, priority: Priority) -> None:
        """Nothing of this priority waits any more."""
        self._waiting[priority].clear()

    def clear(self) -> None:
        """Nothing waits any more."""
        for waiting in self._waiting.values():
            waiting.clear()
