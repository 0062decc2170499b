"""The catalogue's pages of notices and activities, for somebody with a card and for anybody.

``{open}``, ``{full}``, ``{off}`` and ``{fit}`` stand for an activity with places, a full one, one
that was called off and one that not everybody is fit for; ``{mine}`` for the next the person goes
to, ``{venue}`` for a house and ``{pictured}`` for a notice with a picture.
"""

from __future__ import annotations

from datetime import datetime

from contract.activities import Activity, Signing
from contract.gateway import PublicRecords, VisitRecords
from kiosk.demo.catalogue_pages import Entry
from pages.choices import Params, Scalar


def public_names(
    public: PublicRecords, records: VisitRecords | None, now: datetime
) -> dict[str, Scalar]:
    """What stands for what in an entry's parameters."""
    names: dict[str, Scalar] = {"{venue}": public.venues()[0].id}
    for each in reversed(public.activities()):
        names[_name(each, now)] = each.id
    if records is not None and records.coming:
        names["{mine}"] = records.coming[0].activity.id
    pictured = [each.id for each in public.notices() if public.notice(each.id).pictures]
    return names | {"{pictured}": pictured[0]} if pictured else names


def _name(activity: Activity, now: datetime) -> str:
    match activity.signing(now):
        case Signing.CALLED_OFF:
            return "{off}"
        case Signing.FULL if activity.unfit is None:
            return "{full}"
        case Signing.OPEN if activity.unfit is not None:
            return "{fit}"
        case Signing.OPEN if activity.least_age is None and activity.only_street is None:
            return "{open}"
        case _:
            return "{other}"


def _asked(activity: str, key: str, *, fit: bool = True) -> Params:
    return (("activity", activity), ("fit", fit), ("key", key))


def _of(activity: str) -> Params:
    return (("activity", activity),)


PUBLIC_ENTRIES: tuple[Entry, ...] = (
    Entry("home-everything", "standard.home", person="many"),
    Entry("cards-open", "standard.cards_open", identified=False),
    Entry("window", "standard.window", identified=False),
    Entry("activities", "activities.programme", identified=False),
    Entry("activities-own", "activities.programme"),
    Entry("activity", "activities.activity", _of("{open}"), identified=False),
    Entry("activity-full", "activities.activity", _of("{full}"), person="new"),
    Entry("activity-off", "activities.activity", _of("{off}"), person="new"),
    Entry("activity-fit", "activities.activity", _of("{fit}"), person="new"),
    Entry("activity-own", "activities.activity", _of("{mine}")),
    Entry("activity-over", "activities.activity", (("activity", 999),), identified=False),
    Entry("venues", "activities.venues", identified=False),
    Entry("venue", "activities.venue", (("venue", "{venue}"),), identified=False),
    Entry("my-activities", "activities.mine"),
    Entry("my-activities-everything", "activities.mine", person="many"),
    Entry("my-activities-none", "activities.mine", person="new"),
    Entry("activity-slip", "activities.slip", _of("{mine}")),
    Entry("sign-up", "activities.confirm", _of("{open}"), person="new"),
    Entry("sign-up-fit", "activities.confirm", _of("{fit}"), person="new"),
    Entry("sign-up-line", "activities.confirm", _of("{full}"), person="new"),
    Entry("signed-up", "activities.signed_up", _asked("{open}", "1"), person="new"),
    Entry("signed-up-twice", "activities.signed_up", _asked("{mine}", "2")),
    Entry("signed-up-line", "activities.signed_up", _asked("{full}", "3"), person="new"),
    Entry("not-signed-up", "activities.signed_up", _asked("{off}", "4"), person="new"),
    Entry("not-fit", "activities.signed_up", _asked("{fit}", "5", fit=False), person="new"),
    Entry("cancel", "activities.confirm_cancel", _of("{mine}")),
    Entry(
        "cancelled", "activities.cancelled", (("activity", "{mine}"), ("key", "6")), person="many"
    ),
    Entry("notices-own", "notices.latest"),
    Entry("notice-categories", "notices.categories", identified=False),
    Entry("notice-own", "notices.article", (("notice", "{longest}"),)),
    Entry("notice-picture", "notices.article", (("notice", "{pictured}"),), identified=False),
    Entry("notice-known", "notices.known", (("notice", "{longest}"), ("key", "7"))),
    Entry("notice-withdrawn", "notices.article", (("notice", 999),), identified=False),
)
"""In the order in which they are asked for: some of them change what the next would be."""
