"""The backend as the network sees it, for the checks of the network."""

from __future__ import annotations

import email.utils
import socket
import ssl
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from kiosk.clock import Clock
from kiosk.maintenance.bench import Answered

LIMIT_S = 5.0
DAY_S = 86_400


class BackendAddress:
    """Implements ``bench.Address`` for the configured address."""

    def __init__(
        self, url: str, clock: Clock, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = url.rstrip("/")
        parts = urlsplit(url)
        self.host = parts.hostname or ""
        self.encrypted = parts.scheme == "https"
        self._port = parts.port or (443 if self.encrypted else 80)
        self._clock = clock
        self._monotonic = monotonic

    def resolve(self) -> int:
        """How many addresses the name has; raises ``OSError``."""
        found = socket.getaddrinfo(self.host, self._port, type=socket.SOCK_STREAM)
        return len({address for *_, address in found})

    def ask(self) -> Answered:
        """Ask for the backend's health; raises ``OSError``, as all failures of ``requests`` are."""
        import requests

        began = self._monotonic()
        answer = requests.get(f"{self._url}/v1/health", timeout=LIMIT_S, allow_redirects=False)
        took = self._monotonic() - began
        return Answered(answer.ok, round(took * 1000), self._ahead(answer.headers.get("Date")))

    def certificate_days(self) -> int:
        """Days until the certificate ends; raises ``OSError`` for one that cannot be trusted."""
        from requests.utils import DEFAULT_CA_BUNDLE_PATH

        context = ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)
        with (
            socket.create_connection((self.host, self._port), LIMIT_S) as plain,
            context.wrap_socket(plain, server_hostname=self.host) as line,
        ):
            certificate = line.getpeercert() or {}
        ends = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
        return max(0, int(ends - self._clock.now().timestamp()) // DAY_S)

    def _ahead(self, date: str | None) -> int | None:
        """Seconds the other clock is ahead, by HTTP's ``Date`` (RFC 9110, 6.6.1)."""
        try:
            theirs = email.utils.parsedate_to_datetime(date or "")
        except ValueError:
            return None
        if theirs.tzinfo is None:
            return None
        return round((theirs - self._clock.now()).total_seconds())
