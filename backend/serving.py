"""Serving the HTTP API until the process is told to end."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import sys
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from backend import policy
from backend.api.app import create_app
from backend.clock import utc_now
from backend.database import durable
from backend.demo.demo_time import pushed_clock
from backend.demo.district import DISTRICT_ID, make_district
from backend.demo.fill import fill
from backend.enrolment import enrol_terminal
from backend.library.policy_changes import note_changes
from backend.place import Place
from backend.service import LOCAL_ZONE, Service

_CONFIG = Path(__file__).resolve().parent.parent / "config"
_SECONDS_TO_FINISH = 5


@dataclass(frozen=True, slots=True)
class Demo:
    """Made-up records of a seed, and the terminal that may read them."""

    seed: int
    terminal: str
    terminal_key: Path | None
    clock: Path | None
    """Holds the seconds by which the demo's time is ahead; None where none is pushed forward."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve; ``policy`` and ``public_base`` have defaults that fit the rest."""

    host: str
    port: int
    public_base: str | None
    policy: Path | None
    ready_file: Path | None
    demo: Demo | None


def serve(place: Place, settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first."""
    engine = place.open()
    if settings.demo is not None:
        _make_demo(place, engine, settings.demo)
    with closing(socket.create_server((settings.host, settings.port))) as listener:
        # asyncio sets this only on sockets that name their protocol; accepted ones inherit it.
        # Without it every answer to a kept-alive connection comes 40 ms late.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        url = f"http://{settings.host}:{listener.getsockname()[1]}"
        service = _service(place, engine, settings, url)
        _note_policy(service, is_demo=settings.demo is not None)
        app = create_app(service)
        config = uvicorn.Config(
            app,
            access_log=False,
            server_header=False,
            date_header=False,
            log_level="warning",
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        )
        # uvicorn raises the signal again when it has finished: then this ends the process with 0.
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, lambda *_: sys.exit(0))
        try:
            _Server(config, lambda: _announce(url, settings.ready_file)).run([listener])
        finally:
            if settings.ready_file is not None:
                settings.ready_file.unlink(missing_ok=True)


class _Server(uvicorn.Server):
    """Tells when it listens."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._listening()


def _note_policy(service: Service, *, is_demo: bool) -> None:
    """Keep what changed; a demo's policy is marked as one and told to nobody."""
    with Session(durable(service.engine)) as session:
        changes = note_changes(session, service.policy, service.clock(), service.new_id)
        session.commit()
    if not is_demo:
        sys.stderr.write("".join(f"yinling-backend: policy: {each}\n" for each in changes))


def _service(place: Place, engine: Engine, settings: Settings, url: str) -> Service:
    demo = settings.demo
    default = "demo-policy.toml" if demo is not None else "policy.toml"
    return Service(
        engine=engine,
        secret=place.secret(),
        policy=policy.load(settings.policy or _CONFIG / default),
        public_base=(settings.public_base or url).rstrip("/"),
        clock=utc_now if demo is None or demo.clock is None else pushed_clock(demo.clock),
        new_token=secrets.token_urlsafe,
        new_id=uuid.uuid4,
    )


def _make_demo(place: Place, engine: Engine, demo: Demo) -> None:
    today = utc_now().astimezone(LOCAL_ZONE).date()
    fill(engine, place.secret(), make_district(demo.seed, today))
    if demo.terminal_key is not None:
        enrol_terminal(place, DISTRICT_ID, demo.terminal, demo.terminal_key.read_bytes())


def _announce(url: str, ready_file: Path | None) -> None:
    if ready_file is not None:
        draft = ready_file.with_name(f".{ready_file.name}.draft")
        draft.write_text(json.dumps({"url": url, "pid": os.getpid()}) + "\n")
        draft.replace(ready_file)
    sys.stdout.write(f"yinling-backend listens on {url}\n")
    sys.stdout.flush()
