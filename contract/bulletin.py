"""Everything that anybody may read, in one answer: kept for when the network is away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contract.activities import Activity, Venue
from contract.credentials import Right
from contract.records import Notice


class Carrier(StrEnum):
    """What people show, as far as it decides what opens."""

    RESIDENT_ID = "resident_id"
    SOCIAL_SECURITY = "social_security"
    SOCIAL_SECURITY_NEW = "social_security_new"
    """A third-generation card, of which its number alone can be read."""
    TELEPHONE = "telephone"
    STRIPE = "stripe"


@dataclass(frozen=True, slots=True)
class CarrierOpens:
    """What somebody gets to who shows one of these; ``after_answer`` what the question adds."""

    carrier: Carrier
    rights: frozenset[Right]
    after_answer: frozenset[Right]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Notices newest first, activities by when they begin."""

    notices: tuple[Notice, ...] = ()
    activities: tuple[Activity, ...] = ()
    venues: tuple[Venue, ...] = ()
    carriers: tuple[CarrierOpens, ...] = ()
    phone: str = ""
    """Where telephones find the same pages (``contract.phone``); empty where nowhere."""
