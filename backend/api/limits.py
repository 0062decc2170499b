"""What is refused before it is read, and what no cache may keep."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024


class Limits:
    """Refuses bodies that are large or of no stated size; marks every answer ``no-store``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_unstored(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Cache-Control"] = "no-store"
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = _refusal(Headers(scope=scope))
        app = self._app if refused is None else PlainTextResponse(status_code=refused)
        await app(scope, receive, send_unstored)


def _refusal(headers: Headers) -> int | None:
    if "transfer-encoding" in headers:
        return 411
    # The server's parser has refused a length that is not a number.
    return 413 if int(headers.get("content-length", "0")) > LARGEST_BODY else None
