"""What only the HTTP API answers; everything else is a record of the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A terminal's bearer token (RFC 6749, section 5.1); ``expires_in`` in seconds."""

    access_token: str = field(repr=False)
    expires_in: int
    token_type: Literal["Bearer"] = "Bearer"


@dataclass(frozen=True, slots=True)
class Health:
    """The service answers and its database too. ``demo`` marks made-up records."""

    demo: bool
    status: Literal["ok"] = "ok"


@dataclass(frozen=True, slots=True)
class Problem:
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str | None = None
    """The failure's two digits; None for a request that is not one of ours."""
