"""What several applications offer or say, in the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from applications.ask import Ask
from contract.phone import address
from pages.blocks import Block, QrCode, State, Tone
from pages.choices import Choice, Role, Scalar, do, go
from pages.texts import Text, say
from values import DayOfYear, TimeOfDay

READ_ALOUD = Choice(say("usual.read_aloud"), do("read_aloud"), icon="record_voice_over")
"""Private figures are said only when asked for (E9)."""
_PRINT = say("usual.print")


def print_slip(
    ask: Ask, route: str, label: Text = _PRINT, role: Role = Role.PRIMARY, /, **params: Scalar
) -> Choice:
    """Print the page of this route, once that is agreed; its page watches ``printer``.

    Where nothing can be printed that is said beforehand (G5); it then leads to what else there is.
    """
    target = go("standard.confirm_print", route=route, **params)
    told = label if ask.can_print else say("receipt.cannot_print")
    return Choice(told, target, icon="print", role=role)


def cover(ask: Ask) -> Choice:
    """Cover the amounts of every page, or show them again (H3)."""
    if ask.presentation.covered:
        return Choice(say("usual.uncover"), do("cover"), icon="visibility")
    return Choice(say("usual.cover"), do("cover"), icon="visibility_off")


def known_at(ask: Ask) -> tuple[Block, ...]:
    """Says so where what was just asked for is not of this moment: the network is away."""
    moment = ask.public.as_of
    if moment is None:
        return ()
    local = moment.astimezone(ask.now.tzinfo)
    when = say("usual.known_at", day=DayOfYear(local.date()), time=TimeOfDay(local.time()))
    return (State(Tone.NOTICE, say("usual.away"), when, icon="cloud_off"),)


def listed(texts: Iterable[Text]) -> Text:
    """Several texts as one: 一、二、三. There must be one at least."""
    return reduce(lambda first, second: say("speech.list", first=first, second=second), texts)


def phone_code(ask: Ask, route: str, /, **params: Scalar) -> tuple[Block, ...]:
    """The very page on one's own telephone, as a code to scan; () where telephones do not reach
    the service."""
    found = _on_phone(ask, route, params)
    return () if found is None else (QrCode(found, say("usual.phone_code")),)


def phone_choice(ask: Ask, route: str, /, **params: Scalar) -> tuple[Choice, ...]:
    """The way to that code, for pages that are about something else."""
    found = _on_phone(ask, route, params)
    if found is None:
        return ()
    return (Choice(say("usual.phone"), go("standard.on_phone", address=found), "smartphone"),)


def _on_phone(ask: Ask, route: str, params: dict[str, Scalar]) -> str | None:
    begins = ask.public.phone
    if not begins or not ask.terminal.phones_reach_service:
        return None
    return address(begins, route, params.items())
