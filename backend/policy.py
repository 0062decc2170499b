"""Which assurance each right needs. The reasons stand in ``config/policy.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from contract.bulletin import Carrier, CarrierOpens
from contract.credentials import (
    SHIPPED,
    Assurance,
    CardNumberCredential,
    Credential,
    HolderCredential,
    Right,
    StripeCredential,
    TokenCredential,
)


class PolicyUnusable(Exception):
    """A policy file that does not say what it should."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The least assurance for each ``Right``; one field per right, of the same name."""

    totals: Assurance = SHIPPED[Right.TOTALS]
    receipts: Assurance = SHIPPED[Right.RECEIPTS]
    fee_items: Assurance = SHIPPED[Right.FEE_ITEMS]
    take_part: Assurance = SHIPPED[Right.TAKE_PART]
    file: Assurance = SHIPPED[Right.FILE]

    def needs(self, right: Right) -> Assurance:
        """The least assurance that opens a right."""
        return Assurance(getattr(self, right.value))

    def rights(self, assurance: Assurance) -> frozenset[Right]:
        """What a visit of this assurance may see and do."""
        return frozenset(right for right in Right if assurance >= self.needs(right))

    def added_by_answer(self, assurance: Assurance) -> frozenset[Right]:
        """What a right answer would add to a visit of this assurance."""
        return self.rights(after_answer(assurance)) - self.rights(assurance)


def load(path: Path) -> Policy:
    """The policy a TOML file states; what it leaves out keeps its default.

    Raises ``PolicyUnusable`` where it names a right or an assurance that does not exist.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        stated = document.pop("rights", {})
        if document or not isinstance(stated, dict):
            raise ValueError("there is one table, [rights]")
        return Policy(**{Right(right).value: _assurance(name) for right, name in stated.items()})
    except (OSError, ValueError) as reason:
        raise PolicyUnusable(f"{path}: {reason}") from reason


def assurance_of(credential: Credential) -> Assurance:
    """How sure a credential makes us."""
    match credential:
        case HolderCredential(authenticated=True):
            return Assurance.AUTHENTICATED
        case HolderCredential():
            return Assurance.HOLDER_READ
        case CardNumberCredential() | StripeCredential():
            return Assurance.NUMBER_ONLY
        case TokenCredential():
            # The issuer's application asked for face or password before it showed the code.
            return Assurance.HOLDER_AND_ANSWER


_SHOWN: dict[Carrier, Assurance] = {
    Carrier.RESIDENT_ID: Assurance.AUTHENTICATED,
    Carrier.SOCIAL_SECURITY: Assurance.HOLDER_READ,
    Carrier.SOCIAL_SECURITY_NEW: Assurance.NUMBER_ONLY,
    Carrier.TELEPHONE: Assurance.HOLDER_AND_ANSWER,
    Carrier.STRIPE: Assurance.NUMBER_ONLY,
}


def carriers(policy: Policy) -> tuple[CarrierOpens, ...]:
    """What each thing people show opens by a policy."""
    return tuple(
        CarrierOpens(carrier, policy.rights(assurance), policy.added_by_answer(assurance))
        for carrier, assurance in _SHOWN.items()
    )


def after_answer(assurance: Assurance) -> Assurance:
    """How sure a right answer makes a visit that was this sure."""
    return max(assurance, Assurance.HOLDER_AND_ANSWER)


def _assurance(name: object) -> Assurance:
    known = {assurance.name.lower(): assurance for assurance in Assurance}
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"{name!r} is none of {', '.join(known)}")
    return known[name]
