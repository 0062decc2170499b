"""The expected failures of asking the backend: one type per outcome, each with a code.

The code is what a person may say on the telephone and what the event log keeps; the words and the
page for it are chosen in one table of the kiosk.
"""

from __future__ import annotations

from typing import ClassVar


class Failure(Exception):
    """An outcome the house expects. ``code`` is stable: two digits, published in the docs."""

    code: ClassVar[str]


class Unreachable(Failure):
    """No connection to the backend could be made."""

    code = "11"


class TimedOut(Failure):
    """The backend took longer than a person should wait."""

    code = "12"


class ServerFault(Failure):
    """The backend answered that it failed (5xx)."""

    code = "13"


class BadAnswer(Failure):
    """The backend answered something that is not what was agreed."""

    code = "14"


class Malformed(BadAnswer):
    """The backend says that what it was sent is not as agreed: sending it again changes nothing."""


class TerminalRefused(Failure):
    """The backend does not know this terminal's key, or no longer trusts it."""

    code = "15"


class PersonUnknown(Failure):
    """No retiree of this district has the credential's number."""

    code = "21"


class VisitOver(Failure):
    """The visit's token has ended; the card must be laid down again."""

    code = "22"


class NotAllowed(Failure):
    """The visit's assurance is too low for what was asked."""

    code = "23"


class RecordMissing(Failure):
    """There is no such record, or it belongs to somebody else."""

    code = "24"


class AmountsDisagree(Failure):
    """A record whose sums do not balance is not shown (I1)."""

    code = "25"


class PersonDeceased(Failure):
    """The file says that the person has died: nothing of it is shown here."""

    code = "26"


class PersonSuspended(Failure):
    """The person's benefits are suspended: only staff may say why."""

    code = "27"


class CardReportedLost(Failure):
    """The card was reported lost, by its holder or by somebody for them."""

    code = "28"


class AnswersUsedUp(Failure):
    """Three wrong answers about this person today: no further one is heard (until tomorrow)."""

    code = "29"


FAILURES: tuple[type[Failure], ...] = (
    Unreachable,
    TimedOut,
    ServerFault,
    BadAnswer,
    TerminalRefused,
    PersonUnknown,
    VisitOver,
    NotAllowed,
    RecordMissing,
    AmountsDisagree,
    PersonDeceased,
    PersonSuspended,
    CardReportedLost,
    AnswersUsedUp,
)
