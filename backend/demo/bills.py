"""One made-up settlement with its bill. Reckoned in whole fen, so that its sums hold (I1, I2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from backend.demo.care import CARE, Care
from backend.demo.states import random_state
from contract.records import FeeItem, Settlement
from values import Money

_CRITICAL_ILLNESS_FROM = 500_000
_CRITICAL_ILLNESS_SHARE = 60
_ASSISTED_ONE_IN = 12
_ASSISTANCE_SHARE = 50


@dataclass(frozen=True, slots=True)
class Bill:
    """A settlement and the positions its total is the sum of."""

    settlement: Settlement
    items: tuple[FeeItem, ...]


@dataclass(frozen=True, slots=True)
class _Shares:
    """Who bears a bill, in fen."""

    total: int
    out_of_scheme: int
    pooled: int
    supplementary: int
    assistance: int

    @property
    def self_paid(self) -> int:
        return self.total - self.out_of_scheme - self.pooled - self.supplementary - self.assistance

    @property
    def personal(self) -> int:
        return self.self_paid + self.out_of_scheme


def settlement_number(day: date, serial: int) -> str:
    """Its number: the day and a count over the district."""
    return f"{day:%Y%m%d}{serial:05d}"


def random_bill(rng: Random, serial: int, day: date, today: date, card_tail: str) -> Bill:
    """A settlement of ``day`` as it stands on ``today``."""
    kind = rng.choices(list(CARE), [care.weight for care in CARE.values()])[0]
    care = CARE[kind]
    items = _items(rng, care)
    shares = _shares(rng, care, sum(Money.of(item.amount).fen for item in items))
    account = min(shares.personal, rng.randrange(0, 200_000))
    other = rng.choice((0, 0, 0, (shares.personal - account) // 2))
    return Bill(
        Settlement(
            number=settlement_number(day, serial),
            kind=kind,
            institution=rng.choice(care.institutions),
            day=day,
            state=random_state(rng, kind, day, today, card_tail),
            total=_yuan(shares.total),
            pooled=_yuan(shares.pooled),
            supplementary=_yuan(shares.supplementary),
            assistance=_yuan(shares.assistance),
            personal=_yuan(shares.personal),
            in_scheme_self_paid=_yuan(shares.self_paid),
            out_of_scheme=_yuan(shares.out_of_scheme),
            account=_yuan(account),
            cash=_yuan(shares.personal - account - other),
            other=_yuan(other),
        ),
        items,
    )


def _items(rng: Random, care: Care) -> tuple[FeeItem, ...]:
    how_many = min(rng.randint(*care.how_many), len(care.positions))
    chosen = sorted(rng.sample(range(len(care.positions)), how_many))
    return tuple(
        FeeItem(
            care.positions[index].category,
            care.positions[index].name,
            _yuan(rng.randint(care.positions[index].least, care.positions[index].most)),
        )
        for index in chosen
    )


def _shares(rng: Random, care: Care, total: int) -> _Shares:
    out_of_scheme = total * rng.randint(0, 15) // 100
    deductible = min(care.deductible, total - out_of_scheme)
    pooled = (total - out_of_scheme - deductible) * rng.randint(*care.covered) // 100
    left = total - out_of_scheme - pooled
    supplementary = max(0, left - _CRITICAL_ILLNESS_FROM) * _CRITICAL_ILLNESS_SHARE // 100
    left -= supplementary
    is_assisted = rng.randrange(_ASSISTED_ONE_IN) == 0
    assistance = left * _ASSISTANCE_SHARE // 100 if is_assisted else 0
    return _Shares(total, out_of_scheme, pooled, supplementary, assistance)


def _yuan(fen: int) -> Decimal:
    return Money(fen).yuan
