from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.gateway import LocalGateway
from backend.service import Service
from kiosk.terminal_key import TerminalKey
from tests.backend.demo_service import HERE, make_service
from tests.kiosk.driven_clock import DrivenClock


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def key() -> TerminalKey:
    return TerminalKey(Ed25519PrivateKey.generate())


@pytest.fixture
def service(tmp_path: Path, clock: DrivenClock, key: TerminalKey) -> Iterator[Service]:
    made = make_service(tmp_path, clock, key)
    yield made
    made.engine.dispose()


@pytest.fixture
def gateway(service: Service) -> LocalGateway:
    return LocalGateway(service, HERE)
