"""A ``requests`` session whose exchanges can be cut off by another thread.

``requests`` gives no hold of the connection before the answer's head has arrived, which a server
may send as slowly as it likes. Here each connection tells the ``Line`` of its thread that it is in
use.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Line:
    """One exchange's hold on the connection that carries it."""

    def __init__(self) -> None:
        self.connection: HTTPConnection | None = None

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Whatever this thread sends inside the block is on this line."""
        _here.line = self
        try:
            yield
        finally:
            _here.line = None

    def cut(self) -> None:
        """Shut the connection, from any thread: whoever reads from it gets an error."""
        sock = None if self.connection is None else self.connection.sock
        if sock is not None:
            with suppress(OSError):
                # The plain shutdown wakes the reader; that of a TLS socket would pull its state
                # away from under it.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def interruptible_session(ca_file: str | None) -> requests.Session:
    """A session for any number of threads: no proxy, no cookie, no password of the environment."""
    # Shared by threads: its pool is made for that, and nothing else of it changes from here on.
    session = requests.Session()
    session.trust_env = False
    session.verify = ca_file or True
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.clear()
    session.headers.update({"Accept": "application/json", "Accept-Encoding": "identity"})
    session.mount("http://", _Adapter())
    session.mount("https://", _Adapter())
    return session


class _Here(threading.local):
    """The line of this thread."""

    line: Line | None = None


_here = _Here()


def _report(connection: HTTPConnection) -> None:
    if _here.line is not None:
        _here.line.connection = connection


class _Http(HTTPConnection):
    def connect(self) -> None:
        _report(self)
        super().connect()

    def request(self, *args: Any, **kwargs: Any) -> None:
        _report(self)
        super().request(*args, **kwargs)


class _Https(HTTPSConnection):
    def connect(self) -> None:
        _report(self)
        super().connect()

    def request(self, *args: Any, **kwargs: Any) -> None:
        _report(self)
        super().request(*args, **kwargs)


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
