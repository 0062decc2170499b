"""The terminal's bearer token: asked for with the terminal's key, renewed before it ends."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from urllib.parse import urlencode

from contract.failures import TimedOut
from contract.wire import ASSERTION_TYPE, GRANT_TYPE
from kiosk.backend_answers import AccessToken, record_of
from kiosk.bounded_http import BoundedHttp, Deadline, Request
from kiosk.clock import Clock
from kiosk.terminal_key import TerminalKey

_RENEWED_BEFORE = timedelta(seconds=30)


class TerminalToken:
    """The token of one terminal. Any thread may ask; only one of them renews."""

    def __init__(self, http: BoundedHttp, terminal: str, key: TerminalKey, clock: Clock) -> None:
        self._http = http
        self._terminal = terminal
        self._key = key
        self._clock = clock
        self._lock = threading.Lock()
        self._token: str | None = None
        self._renew_at: datetime = clock.now()

    def bearer(self, deadline: Deadline) -> str:
        """A token that holds for a while yet; raises ``TerminalRefused`` among others."""
        if not self._lock.acquire(timeout=deadline.remaining()):
            raise TimedOut
        try:
            now = self._clock.now()
            if self._token is None or now >= self._renew_at:
                granted = self._ask(now, deadline)
                self._token = granted.access_token
                self._renew_at = now + timedelta(seconds=granted.expires_in) - _RENEWED_BEFORE
            return self._token
        finally:
            self._lock.release()

    def forget(self, token: str) -> None:
        """The backend no longer takes this token (it was restarted, say)."""
        with self._lock:
            if self._token == token:
                self._token = None

    def _ask(self, now: datetime, deadline: Deadline) -> AccessToken:
        form = {
            "grant_type": GRANT_TYPE,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self._key.assertion(self._terminal, now),
        }
        request = Request(
            "POST",
            "/v1/token",
            repeatable=False,  # an assertion counts once
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            body=urlencode(form).encode(),
        )
        return record_of(self._http.exchange(request, deadline), AccessToken)
