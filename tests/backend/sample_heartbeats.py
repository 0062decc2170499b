"""Heartbeats as a terminal would send them."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from contract.fleet import DeviceState, Heartbeat, LogHead, head_statement
from kiosk.terminal_key import TerminalKey
from tests.backend.demo_service import HERE


def heartbeat(
    key: TerminalKey, at: datetime, number: int, log: str = "", **devices: str
) -> Heartbeat:
    """A signed heartbeat of a log that has so many entries; ``log`` tells logs apart."""
    entry = sha256(f"{log} {number}".encode()).hexdigest()
    statement = head_statement(HERE.terminal_id, at, number, entry)
    return Heartbeat(
        id=str(uuid4()),
        at=at,
        version="1.0",
        devices=tuple(DeviceState(name, status) for name, status in devices.items()),
        free_megabytes=50_000,
        unsent=0,
        open_calls=0,
        head=LogHead(number, entry, key.private.sign(statement).hex()),
    )
