"""When the house is open: outside these hours the screen is dim and says when to come again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """From ``opens`` until just before ``closes``, local time, every day; also past midnight.

    Without both the house never closes.
    """

    opens: time | None = None
    closes: time | None = None

    @classmethod
    def of(cls, opens: str, closes: str) -> OpeningHours:
        """From ``HH:MM``, or nothing where it never closes."""
        if not (opens and closes):
            return cls()
        return cls(time.fromisoformat(opens), time.fromisoformat(closes))

    def opens_again(self, now: datetime) -> time | None:
        """When it opens again; None while it is open. ``now`` is local."""
        if self.opens is None or self.closes is None or self.opens == self.closes:
            return None
        moment = now.time()
        after_opening, before_closing = self.opens <= moment, moment < self.closes
        past_midnight = self.opens > self.closes
        is_open = (
            (after_opening or before_closing)
            if past_midnight
            else (after_opening and before_closing)
        )
        return None if is_open else self.opens


ALWAYS_OPEN = OpeningHours()
