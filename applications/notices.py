"""新闻公告: notices of the organisation. Everybody may read them; with a card one says 我知道了.

With a card, what the person has not said that they know stands first (pinned ones above all).
"""

from __future__ import annotations

from datetime import timedelta

from applications.ask import Application, Ask
from applications.usual_choices import known_at, phone_code
from contract.credentials import Right
from contract.failures import Failure, RecordMissing
from contract.records import Notice, NoticeCategory, NoticePicture, NoticeSummary
from pages.blocks import Block, Emblem, Paragraph, Photo, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import FreeText, Text, say
from values import Count, Day, DayOfYear

NEW_FOR = timedelta(days=7)
"""How long a notice counts as new on the home page."""
SORTED_FROM = 7
"""From so many notices on there is a way to see those of one category."""


def latest(ask: Ask, category: str = "") -> Page:
    """All current notices, or those of a category: pinned, then unread, then by day."""
    notices = ask.public.notices()
    away = known_at(ask)
    wanted = [each for each in notices if category in ("", each.category)]
    if not wanted:
        return Page(
            route="notices.latest",
            title=say("notices.latest.title"),
            blocks=(*away, State(Tone.WAITING, say("notices.latest.none"))),
        )
    known = _known(ask)
    unread = set() if known is None else {each.id for each in wanted} - known
    rows = sorted(wanted, key=lambda each: (not each.pinned, each.id not in unread))
    sort = (_SORT,) if len(notices) >= SORTED_FROM else ()
    return Page(
        route="notices.latest",
        title=say(f"notices.category.{category}" if category else "notices.latest.title"),
        lead=say("notices.latest.lead"),
        blocks=away,
        choices=(*sort, *(_row(each, unread=each.id in unread) for each in rows)),
        watches=frozenset({"bulletin"}),
    )


def categories(ask: Ask) -> Page:
    """What notices are about, as far as there are any."""
    notices = ask.public.notices()
    counts = {
        category: sum(each.category is category for each in notices) for category in NoticeCategory
    }
    return Page(
        route="notices.categories",
        title=say("notices.categories.title"),
        blocks=known_at(ask),
        choices=tuple(
            Choice(
                say(f"notices.category.{category}"),
                go("notices.latest", category=category.value),
                icon=_ICONS[category],
                role=Role.ROW,
                aside=say("notices.categories.count", n=Count(count)),
            )
            for category, count in counts.items()
            if count
        ),
    )


def article(ask: Ask, notice: int) -> Page:
    """One notice, paragraph by paragraph; says so where it was withdrawn meanwhile."""
    try:
        found = ask.public.notice(notice)
    except RecordMissing:
        return _withdrawn()
    known = _known(ask)
    return Page(
        route="notices.article",
        title=FreeText(found.title),
        lead=say("notices.article.from", source=FreeText(found.source), day=Day(found.day)),
        blocks=(
            *known_at(ask),
            *_body(ask, found),
            *phone_code(ask, "notices.article", notice=notice),
        ),
        choices=_READING if known is None or notice in known else (_know(ask, notice), *_SHORTER),
        choices_stay=True,
    )


def known(ask: Ask, notice: int, key: str) -> Page:
    """我知道了: record it, then lead on to what the person has not seen."""
    del key  # saying it twice changes nothing
    try:
        known = ask.visit.acknowledge(notice)
    except RecordMissing:
        return _withdrawn()
    unread = [each for each in ask.public.notices() if each.id not in known]
    return Page(
        route="notices.known",
        title=say("notices.known.title"),
        lead=say("notices.known.left", n=Count(len(unread)))
        if unread
        else say("notices.known.none_left"),
        blocks=(Emblem("task_alt", Tone.GOOD),),
        choices=(*(_next(each) for each in unread[:1]), _ALL),
        centred=True,
    )


def _row(notice: NoticeSummary, *, unread: bool) -> Choice:
    about = say(f"notices.category.{notice.category}")
    return Choice(
        label=FreeText(notice.title),
        detail=say(
            "notices.latest.pinned" if notice.pinned else "notices.latest.row",
            about=about,
            day=DayOfYear(notice.day),
        ),
        target=go("notices.article", notice=notice.id),
        role=Role.ROW,
        aside=say("notices.latest.unread") if unread else None,
    )


def _body(ask: Ask, notice: Notice) -> tuple[Block, ...]:
    """The first paragraph, the pictures, then the rest."""
    paragraphs = [Paragraph(FreeText(each)) for each in notice.paragraphs]
    pictures = [_picture(ask, notice.id, each) for each in notice.pictures]
    return (*paragraphs[:1], *pictures, *paragraphs[1:])


def _picture(ask: Ask, notice: int, picture: NoticePicture) -> Block:
    """The picture; in words where it does not come."""
    said = FreeText(picture.said)
    width = min(ask.terminal.picture_width, picture.width)
    try:
        content = ask.public.picture(notice, picture.number, width)
    except Failure:
        return Paragraph(said, second=True)
    return Photo(content, width, round(picture.height * width / picture.width), said)


def _withdrawn() -> Page:
    return Page(
        route="notices.article",
        title=say("notices.withdrawn.title"),
        lead=say("notices.withdrawn.lead"),
        blocks=(Emblem("unpublished", Tone.NOTICE),),
        choices=(_ALL,),
        centred=True,
    )


def _known(ask: Ask) -> frozenset[int] | None:
    """What the person said that they know; None where nobody is known, or it cannot be told."""
    if ask.records is None or Right.TAKE_PART not in ask.records.rights:
        return None
    try:
        return ask.records.acknowledged()
    except Failure:
        return None


def _know(ask: Ask, notice: int) -> Choice:
    return Choice(
        say("notices.article.know"),
        do("submit", ask.new_key(), route="notices.known", notice=notice),
        icon="thumb_up",
        role=Role.PRIMARY,
    )


def _next(notice: NoticeSummary) -> Choice:
    return Choice(
        say("notices.known.next"),
        go("notices.article", notice=notice.id),
        icon="arrow_forward",
        role=Role.PRIMARY,
        detail=FreeText(notice.title),
    )


def _badge(ask: Ask) -> Text | None:
    new = sum(ask.today - notice.day < NEW_FOR for notice in ask.public.notices())
    return say("notices.tile.badge", n=Count(new)) if new else None


_ICONS = {
    NoticeCategory.BENEFITS: "payments",
    NoticeCategory.HEALTH: "health_and_safety",
    NoticeCategory.CULTURE: "palette",
    NoticeCategory.LIFE: "cottage",
}
_SORT = Choice(say("notices.latest.sort"), go("notices.categories"), icon="category")
_ALL = Choice(say("notices.known.all"), go("notices.latest"), icon="campaign")
_LATER = Choice(say("notices.article.later"), do("paragraph", step=1), icon="skip_next")
_STOP = Choice(say("notices.article.stop"), do("stop_reading"), icon="pause")
_GO_ON = Choice(say("notices.article.go_on"), do("go_on_reading"), icon="play_arrow")
_EARLIER = Choice(say("notices.article.earlier"), do("paragraph", step=-1), icon="skip_previous")
_READING = (_EARLIER, _LATER, _STOP, _GO_ON)
"""A long text is heard a paragraph at a time, and can be stopped and taken up again (E3)."""
_SHORTER = (_LATER, _STOP, _GO_ON)
"""The same beside 我知道了: four keys at most stand on every part."""

APPLICATION = Application(
    name="notices",
    icon="campaign",
    first="latest",
    pages={"latest": latest, "categories": categories, "article": article, "known": known},
    needs={"known": Right.TAKE_PART},
    badge=_badge,
)
