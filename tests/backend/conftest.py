from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.gateway import LocalGateway
from backend.service import Service
from kiosk.terminal_key import TerminalKey
from tests.backend.demo_service import HERE, fill_small, make_service, service_on
from tests.backend.postgresql_server import Server, programs, running_server
from tests.kiosk.driven_clock import DrivenClock

PAGES = {"test_on_a_telephone", "test_public_pages"}


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def key() -> TerminalKey:
    return TerminalKey(Ed25519PrivateKey.generate())


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of these tests alone."""
    if programs() is None:
        pytest.skip("PostgreSQL's server is not installed: scripts/set_up tests")
    with running_server() as running:
        yield running


@pytest.fixture(scope="session")
def filled(server: Server) -> str:
    """The name of a database with a small district, to be copied."""
    name = server.new_database()
    fill_small(server.url(name))
    return name


@pytest.fixture
def postgresql_url(server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """A new copy of the filled database."""
    name = server.new_database(request.getfixturevalue("filled"))
    yield server.url(name)
    server.drop(name)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What asks for the service runs on either database; only drawing pages is the same on both."""
    if "service" in metafunc.fixturenames:
        draws = metafunc.module.__name__.rpartition(".")[2] in PAGES
        databases = ["sqlite"] if draws else ["sqlite", "postgresql"]
        metafunc.parametrize("service", databases, indirect=True)


@pytest.fixture
def service(
    tmp_path: Path, clock: DrivenClock, key: TerminalKey, request: pytest.FixtureRequest
) -> Iterator[Service]:
    """The service on either database."""
    if request.param == "sqlite":
        made = make_service(tmp_path, clock, key)
    else:
        made = service_on(request.getfixturevalue("postgresql_url"), clock, key)
    yield made
    made.engine.dispose()


@pytest.fixture
def gateway(service: Service) -> LocalGateway:
    return LocalGateway(service, HERE)
