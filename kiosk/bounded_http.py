"""One HTTP exchange that ends within its time and size, whatever the other side does.

A time-out of ``requests`` begins anew with every byte, and looking up a name has none at all. So
each exchange runs in a thread of its own: whoever asked is let go when the time is over, and the
connection is cut, which ends the thread too.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

import requests
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

from contract.failures import BadAnswer, Failure, TimedOut, Unreachable
from kiosk.interruptible_session import Line, interruptible_session

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, seconds in all, and the largest answer in bytes."""

    connect: float = 3.0
    total: float = 10.0
    largest: int = 1024 * 1024


class Deadline:
    """The moment by which a person must have an answer; real time, as sockets know no other."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left; raises ``TimedOut`` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimedOut
        return left


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. ``repeatable``: asking twice does no more than asking once."""

    method: str
    path: str
    repeatable: bool
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole."""

    status: int
    body: bytes = field(repr=False)


class BoundedHttp:
    """Exchanges with one server. Any thread may ask."""

    def __init__(self, base_url: str, limits: Limits, ca_file: str | None = None) -> None:
        self._base_url = base_url.rstrip("/")
        self._limits = limits
        self._session = interruptible_session(ca_file)

    def exchange(self, request: Request, deadline: Deadline) -> Answer:
        """Ask and answer; raises ``Unreachable``, ``TimedOut`` or ``BadAnswer``.

        A repeatable request is sent once more when its connection turns out to have been dropped,
        as a server may do with one that was kept open.
        """
        try:
            return self._attempt(request, deadline)
        except _Dropped:
            if not request.repeatable:
                raise Unreachable("the connection was dropped") from None
        try:
            return self._attempt(request, deadline)
        except _Dropped:
            raise Unreachable("the connection was dropped twice") from None

    def _attempt(self, request: Request, deadline: Deadline) -> Answer:
        line = Line()
        answer: Future[Answer] = Future()

        def work() -> None:
            try:
                with line.in_use():
                    answer.set_result(self._send(request, deadline))
            except BaseException as error:  # noqa: BLE001 - raised again where it was asked for
                answer.set_exception(error)

        left = deadline.remaining()
        threading.Thread(target=work, name="backend-exchange", daemon=True).start()
        try:
            return answer.result(left)
        except TimeoutError:
            line.cut()
            raise TimedOut from None

    def _send(self, request: Request, deadline: Deadline) -> Answer:
        left = deadline.remaining()
        try:
            with self._session.request(
                request.method,
                self._base_url + request.path,
                headers=dict(request.headers),
                data=request.body,
                timeout=(min(self._limits.connect, left), left),
                allow_redirects=False,
                stream=True,
            ) as response:
                return Answer(response.status_code, self._read(response))
        except (requests.RequestException, HTTPError, OSError) as error:
            raise _meaning(error) from None

    def _read(self, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self._limits.largest:
                raise BadAnswer("larger than any answer of ours")
        return bytes(body)


class _Dropped(Exception):
    """The connection ended before a first byte of the answer."""


def _meaning(error: Exception) -> Failure | _Dropped:
    """The one thing that an error of ``requests`` or of the socket below means."""
    match error:
        case requests.ConnectTimeout():
            return Unreachable("no connection in time")
        case requests.Timeout() | requests.ConnectionError(args=(ReadTimeoutError(), *_)):
            return TimedOut("no answer in time")
        case ChunkedEncodingError() | ContentDecodingError():
            return BadAnswer("broken off or garbled")
        case requests.ConnectionError(args=(ProtocolError(args=(_, ConnectionError())), *_)):
            return _Dropped()
        case requests.ConnectionError(args=(ProtocolError(), *_)):
            return BadAnswer("not HTTP")
        case _:
            return Unreachable("no connection")
