"""The made-up people of the demo's district and the cards they carry."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field

import msgspec

from devices.cards.simulator.profile import CardProfile
from kiosk.demo import ROOT


class UnknownPerson(ValueError):
    """Nobody of the demo has this key."""


@dataclass(frozen=True, slots=True)
class SocialSecurityCard:
    """What is printed in this card's chip beside the holder."""

    version: str
    region: str
    card_number: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can walk up to the demo; ``key`` is what visits call them."""

    key: str
    about: str
    name: str
    id_number: str = field(repr=False)
    social_security_card: SocialSecurityCard
    electronic_card: str = field(repr=False)
    """What the code on their telephone says, of the electronic social-security card."""
    insurance_code: str = field(repr=False)
    """The same of 医保码."""
    stripe_number: str = field(repr=False)

    def profile(self) -> CardProfile:
        """What a simulated card of theirs holds, of either kind."""
        card = self.social_security_card
        return CardProfile(
            name=self.name,
            id_number=self.id_number,
            card_number=card.card_number,
            region=card.region,
            version=card.version,
        )


def load_people() -> dict[str, Person]:
    """Ask the backend's command for its made-up people; the kiosk does not import the backend."""
    command = [sys.executable, "-m", "backend", "demo-people"]
    listed = subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout
    return {person.key: person for person in msgspec.json.decode(listed, type=list[Person])}


def find(people: dict[str, Person], key: str) -> Person:
    """A person by key; raises ``UnknownPerson`` naming the ones there are."""
    try:
        return people[key]
    except KeyError:
        raise UnknownPerson(f"nobody is called {key}; there are {', '.join(people)}") from None
