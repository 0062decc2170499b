"""新闻公告: notices of the organisation. Public: nobody needs a card to read them."""

from __future__ import annotations

from datetime import timedelta

from applications.ask import Application, Ask
from pages.blocks import Paragraph, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import FreeText, Text, say
from values import Count, Day

NEW_FOR = timedelta(days=7)
"""How long a notice counts as new on the home page."""


def latest(ask: Ask) -> Page:
    """All current notices, newest first."""
    notices = ask.public.notices()
    if not notices:
        return Page(
            route="notices.latest",
            title=say("notices.latest.title"),
            blocks=(State(Tone.WAITING, say("notices.latest.none")),),
        )
    return Page(
        route="notices.latest",
        title=say("notices.latest.title"),
        lead=say("notices.latest.lead"),
        choices=tuple(
            Choice(
                label=FreeText(notice.title),
                detail=Day(notice.day),
                target=go("notices.article", notice=notice.id),
                role=Role.ROW,
            )
            for notice in notices
        ),
    )


def article(ask: Ask, notice: int) -> Page:
    """One notice, paragraph by paragraph."""
    found = ask.public.notice(notice)
    return Page(
        route="notices.article",
        title=FreeText(found.title),
        lead=say("notices.article.from", source=FreeText(found.source), day=Day(found.day)),
        blocks=tuple(Paragraph(FreeText(paragraph)) for paragraph in found.paragraphs),
        choices=_READING,
        choices_stay=True,
    )


def _badge(ask: Ask) -> Text | None:
    new = sum(ask.today - notice.day < NEW_FOR for notice in ask.public.notices())
    return say("notices.tile.badge", n=Count(new)) if new else None


_READING = (
    Choice(say("notices.article.earlier"), do("paragraph", step=-1), icon="skip_previous"),
    Choice(say("notices.article.later"), do("paragraph", step=1), icon="skip_next"),
    Choice(say("notices.article.stop"), do("stop_reading"), icon="pause"),
    Choice(say("notices.article.go_on"), do("go_on_reading"), icon="play_arrow"),
)
"""A long text is heard a paragraph at a time, and can be stopped and taken up again (E3)."""

APPLICATION = Application(
    name="notices",
    icon="campaign",
    first="latest",
    pages={"latest": latest, "article": article},
    needs={},
    badge=_badge,
)
