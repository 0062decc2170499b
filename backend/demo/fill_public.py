"""Writing what anybody may read: notices with their pictures, venues, activities and sign-ups."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from backend.demo.activities import DemoSignUp, make_programme
from backend.demo.district import DISTRICT_ID, DemoDistrict, picture_names
from backend.demo.pictures import draw_picture
from backend.tables import ActivityRow, NoticePictureRow, NoticeRow, SignUpRow, VenueRow
from contract.activities import Activity, Venue
from contract.records import Notice

Row = dict[str, object]

_COUNTED = ("taken", "waiting")
_drawn = cache(draw_picture)


def fill_public(session: Session, district: DemoDistrict) -> None:
    """Write the district's notices and its programme."""
    session.execute(insert(NoticeRow), [_notice(each) for each in district.notices])
    session.execute(insert(NoticePictureRow), _pictures(district))
    people = {retiree.person.key: retiree.id for retiree in district.retirees}
    programme = make_programme(Random(district.seed), district.today, people)
    session.execute(insert(VenueRow), [_venue(each) for each in programme.venues])
    session.execute(insert(ActivityRow), [_activity(each) for each in programme.activities])
    signed = datetime.combine(district.today, time(), tzinfo=UTC)
    session.execute(insert(SignUpRow), [_sign_up(each, signed) for each in programme.sign_ups])


def _notice(notice: Notice) -> Row:
    row: Row = {"district_id": DISTRICT_ID, **asdict(notice)}
    del row["pictures"]
    return {**row, "paragraphs": list(notice.paragraphs)}


def _pictures(district: DemoDistrict) -> list[Row]:
    names = picture_names()
    return [
        {
            "district_id": DISTRICT_ID,
            "notice_id": notice.id,
            **asdict(picture),
            "content": _drawn(names[notice.id, picture.number]),
        }
        for notice in district.notices
        for picture in notice.pictures
    ]


def _venue(venue: Venue) -> Row:
    row: Row = {"district_id": DISTRICT_ID, **asdict(venue)}
    return {**row, "closed_on": list(venue.closed_on), "rooms": list(venue.rooms)}


def _activity(activity: Activity) -> Row:
    row: Row = {"district_id": DISTRICT_ID, **asdict(activity), "venue_id": activity.venue}
    for name in (*_COUNTED, "venue"):
        del row[name]
    return {**row, "bring": list(activity.bring), "about": list(activity.about)}


def _sign_up(sign_up: DemoSignUp, changed: datetime) -> Row:
    return {
        "district_id": DISTRICT_ID,
        "activity_id": sign_up.activity,
        "retiree_id": sign_up.retiree,
        "standing": sign_up.standing,
        "turn": sign_up.turn,
        "moved_up": False,
        "actor": None,
        "changed": changed,
    }
