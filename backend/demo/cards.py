"""What stands on the demo people's cards, as JSON: the kiosk may not import this package."""

from __future__ import annotations

import json

from backend.demo.people import DEMO_PEOPLE, Person


def people_as_json() -> str:
    """A list of people; the fields are those of ``_card``."""
    return json.dumps([_card(person) for person in DEMO_PEOPLE], ensure_ascii=False, indent=2)


def _card(person: Person) -> dict[str, object]:
    return {
        "key": person.key,
        "about": person.about,
        "in_database": person.in_database,
        "name": person.name,
        "id_number": person.id_number,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "birth": person.birth.isoformat(),
        "social_security_card": {
            "version": person.card_version,
            "region": person.card_region,
            "card_number": person.card_number,
        },
        "electronic_card": person.electronic_card,
        "insurance_code": person.insurance_code,
        "stripe_number": person.stripe_number,
        "resident_id_card": {
            "address": person.address,
            "issuer": "南通市公安局通州分局",
            "valid_from": "2012-05-10",
            "valid_until": "长期",
        },
    }
