"""Every answer says what time it is here (RFC 9110, 6.6.1), by the service's own clock.

Terminals compare their clocks with it, because no token is taken from one that is far off.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Dated:
    """Puts ``Date`` into the answers of an application."""

    def __init__(self, app: ASGIApp, clock: Callable[[], datetime]) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Date"] = format_datetime(self._clock(), usegmt=True)
            await send(message)

        await self._app(scope, receive, dated)
