"""Somebody of the staff before their page, in the demo: logged in over HTTP like any browser."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import requests

LIMIT_S = 10.0
NAME = "demo"

_CALL = re.compile(r'action="(/staff/calls/[0-9a-f-]{36}/acknowledgement)"')
_TAG = re.compile(r"<[^>]*>")
_FORM_TOKEN = re.compile(r'name="form_token" value="(\w+)"')


class StaffDesk:
    """Only one thread uses it. ``add_account`` makes an account and answers its password."""

    def __init__(self, url: str, add_account: Callable[[str], str]) -> None:
        self._url = url
        self._add_account = add_account
        self._browser = requests.Session()
        self._password = ""

    def see_calls(self) -> None:
        """Say of every open call that it was seen; raises ``ValueError`` where there is none."""
        page = self._page()
        token, calls = _FORM_TOKEN.search(page), _CALL.findall(page)
        if token is None or not calls:
            raise ValueError("nobody calls staff")
        for path in calls:
            form = {"form_token": token[1]}
            self._browser.post(self._url + path, data=form, timeout=LIMIT_S).raise_for_status()

    def shows(self, words: str) -> bool:
        """Whether these words stand on the page; how it is set, and blanks, do not matter."""
        return _plain(words) in _plain(html.unescape(_TAG.sub("", self._page())))

    def _page(self) -> str:
        """The desk now, logged in to where need be."""
        answer = self._browser.get(f"{self._url}/staff", timeout=LIMIT_S)
        if answer.url.endswith("/login"):
            self._password = self._password or self._add_account(NAME)
            form = {"name": NAME, "password": self._password}
            answer = self._browser.post(f"{self._url}/staff/login", data=form, timeout=LIMIT_S)
            answer.raise_for_status()
        return answer.text


def _plain(text: str) -> str:
    return "".join(text.split())
