"""Serves the dock on the loopback interface, to whoever was told its address.

The address holds a secret, so that neither another user of this computer nor a page in its browser
can lay cards down.
"""

from __future__ import annotations

import secrets
import socket
import threading
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Self

import msgspec
import uvicorn
from fastapi import APIRouter, Body, FastAPI, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware

from kiosk.clock import LOCAL, Clock
from kiosk.demo import faults
from kiosk.demo.dock.page import dock_page
from kiosk.demo.dock.record import DockRecord, Said
from kiosk.demo.hand import Hand, NotDone
from kiosk.demo.rig import Laid
from pages.presentation import Language

_HERE = Path(__file__).parent
_ASSETS = {"dock.css": "text/css", "dock.js": "text/javascript"}


class State(msgspec.Struct, frozen=True):
    """Everything the dock shows that changes. ``slips`` are the numbers of all that were cut."""

    route: str
    title: str
    now: datetime
    laid: Laid | None
    on: list[str]
    headphones: bool
    slips: list[int]
    said: tuple[Said, ...]


class Dock:
    """The dock of one rig while the context lasts; ``url`` ends with a slash."""

    def __init__(self, hand: Hand, record: DockRecord, clock: Clock) -> None:
        self._hand = hand
        self._record = record
        self._clock = clock
        self._listener = socket.create_server(("127.0.0.1", 0))
        prefix = f"/{secrets.token_urlsafe(16)}"
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}{prefix}/"
        config = uvicorn.Config(self._app(prefix), log_level="warning", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._listener],), name="dock", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()

    def state(self, said_after: int) -> State:
        """How everything is, with what was said after the utterance of this number."""
        rig = self._hand.rig
        return State(
            route=self._record.route,
            title=self._record.title,
            now=self._clock.now().astimezone(LOCAL),
            laid=rig.laid,
            on=[name for name, fault in faults.FAULTS.items() if fault.is_on(rig)],
            headphones=rig.jack.plugged,
            slips=[slip.number for slip in rig.printer.slips],
            said=self._record.said_after(said_after),
        )

    def _app(self, prefix: str) -> FastAPI:
        app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])
        router = APIRouter(prefix=prefix)
        router.add_api_route("/", self._page, response_class=HTMLResponse)
        router.add_api_route("/state", self._state)
        router.add_api_route("/slips/{number}", self._slip)
        router.add_api_route("/deeds", self._deed, methods=["POST"], status_code=204)
        router.add_api_route("/{asset}", _asset)
        app.include_router(router)
        return app

    def _page(self, language: Language = Language.CHINESE) -> HTMLResponse:
        rig = self._hand.rig
        return HTMLResponse(dock_page(rig.people.values(), language, rig.pcscd_trouble))

    def _state(self, said_after: int = 0) -> Response:
        body = msgspec.json.encode(self.state(said_after))
        return Response(body, media_type="application/json")

    def _slip(self, number: int) -> FileResponse:
        for slip in self._hand.rig.printer.slips:
            if slip.number == number:
                return FileResponse(slip.picture, media_type="image/png")
        raise HTTPException(404, "no such slip")

    def _deed(self, deed: Annotated[dict[str, Any], Body()]) -> Response:
        try:
            self._hand.do_as_written(deed)
        except NotDone as reason:
            return JSONResponse({"detail": str(reason)}, status_code=409)
        return Response(status_code=204)


def _asset(asset: str) -> FileResponse:
    if asset not in _ASSETS:
        raise HTTPException(404, "no such file")
    return FileResponse(_HERE / asset, media_type=_ASSETS[asset])
