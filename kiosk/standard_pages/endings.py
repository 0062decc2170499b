"""Still there? And goodbye."""

from __future__ import annotations

from applications.ask import Ask
from pages.blocks import Emblem, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import say
from values import Count


def idle(_ask: Ask, seconds: int) -> Page:
    """Asked after a while without touch or sound; any touch goes on (D3)."""
    return Page(
        route="standard.idle",
        title=say("standard.idle.title"),
        lead=say("standard.idle.lead", n=Count(seconds)),
        blocks=(Emblem("hourglass_bottom", Tone.ALARM),),
        choices=(
            Choice(say("standard.idle.stay"), do("stay"), role=Role.PRIMARY),
            Choice(say("standard.idle.finish"), do("finish"), icon="done_all"),
        ),
        centred=True,
        must_finish=True,
    )


def goodbye(_ask: Ask, card: bool, reason: str) -> Page:
    """The visit is over and wiped; a card that is still there must be taken."""
    ended = "not_me" if reason == "not_me" else "done"
    return Page(
        route="standard.goodbye",
        title=say("standard.goodbye.take_card" if card else f"standard.goodbye.{ended}"),
        lead=say("standard.goodbye.wiped"),
        blocks=(Emblem("credit_card" if card else "waving_hand", Tone.GOOD),),
        choices=(Choice(say("standard.goodbye.again"), go("standard.welcome"), icon="home"),),
        centred=True,
        must_finish=True,
    )
