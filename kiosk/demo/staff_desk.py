"""Somebody of the staff before their page, in the demo: logged in over HTTP like any browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import requests

LIMIT_S = 10.0
NAME = "demo"

_CALL = re.compile(r'action="(/staff/calls/[0-9a-f-]{36}/acknowledgement)"')
_FORM_TOKEN = re.compile(r'name="form_token" value="(\w+)"')


class StaffDesk:
    """Only one thread uses it. ``add_account`` makes an account and answers its password."""

    def __init__(self, url: str, add_account: Callable[[str], str]) -> None:
        self._url = url
        self._add_account = add_account
        self._browser: requests.Session | None = None

    def see_calls(self) -> None:
        """Say of every open call that it was seen; raises ``ValueError`` where there is none."""
        browser = self._browser = self._browser or self._log_in()
        page = browser.get(f"{self._url}/staff", timeout=LIMIT_S).text
        token, calls = _FORM_TOKEN.search(page), _CALL.findall(page)
        if token is None or not calls:
            raise ValueError("nobody calls staff")
        for path in calls:
            form = {"form_token": token[1]}
            browser.post(self._url + path, data=form, timeout=LIMIT_S).raise_for_status()

    def _log_in(self) -> requests.Session:
        browser = requests.Session()
        form = {"name": NAME, "password": self._add_account(NAME)}
        browser.post(f"{self._url}/staff/login", data=form, timeout=LIMIT_S).raise_for_status()
        return browser
