"""Where a telephone finds the pages that anybody may read: kiosk and service agree on addresses.

The service says where its pages begin (``PublicRecords.phone``); a page's route and parameters
follow, as ``<beginning>activities.activity?activity=7``.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

PUBLIC_PAGES = "/p"
"""Under the service's public address; a district's code comes next."""


def beginning(public_base: str, district: str) -> str:
    """Where the pages of a district begin; ends with a slash."""
    return f"{public_base}{PUBLIC_PAGES}/{district}/"


def address(begins: str, route: str, params: Iterable[tuple[str, str | int | bool]]) -> str:
    """The address of one page."""
    query = urlencode([(name, value) for name, value in params])
    return f"{begins}{route}?{query}" if query else f"{begins}{route}"
