"""The backend as the network sees it, over real sockets and with an authority of our own."""

from __future__ import annotations

import email.utils
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests.utils
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.maintenance.backend_address import BackendAddress
from tests.kiosk.driven_clock import DrivenClock

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
HERE = ipaddress.ip_address("127.0.0.1")


class Health(BaseHTTPRequestHandler):
    """Answers with the status and the ``Date`` a test says."""

    status = 200
    date: str | None = None

    def do_GET(self) -> None:
        self.send_response_only(self.status if self.path == "/v1/health" else 404)
        if self.date is not None:
            self.send_header("Date", self.date)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_values: object) -> None:
        return


@dataclass
class Server:
    """A server on the loopback interface that tells what a test says."""

    port: int
    handler: type[Health]

    def tells(self, *, status: int = 200, date: datetime | str | None) -> None:
        said = email.utils.format_datetime(date) if isinstance(date, datetime) else date
        self.handler.status, self.handler.date = status, said


Serve = Callable[[ssl.SSLContext | None], Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers; they end with the test."""
    started: list[ThreadingHTTPServer] = []

    def start(context: ssl.SSLContext | None) -> Server:
        handler = type("OwnHealth", (Health,), {})
        server = ThreadingHTTPServer((str(HERE), 0), handler)
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        started.append(server)
        return Server(server.server_port, handler)

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(NOW)


def address(url: str, clock: DrivenClock, *readings: float) -> BackendAddress:
    times = iter(readings or (0.0, 0.0))
    return BackendAddress(url, clock, monotonic=lambda: next(times))


class TestTheName:
    def test_of_this_machine_has_an_address(self, clock: DrivenClock) -> None:
        assert address("http://localhost:8000", clock).resolve() >= 1

    def test_that_nobody_has_is_not_found(self, clock: DrivenClock) -> None:
        # RFC 6761, 6.4: no name below .invalid ever exists.
        with pytest.raises(socket.gaierror):
            address("https://backend.invalid", clock).resolve()

    @pytest.mark.parametrize(
        ("url", "host", "encrypted"),
        [
            ("https://fuwu.example:8443/", "fuwu.example", True),
            ("http://127.0.0.1:80", "127.0.0.1", False),
        ],
    )
    def test_is_taken_out_of_the_address(
        self, clock: DrivenClock, url: str, host: str, encrypted: bool
    ) -> None:
        found = address(url, clock)
        assert (found.host, found.encrypted) == (host, encrypted)


class TestTheAnswer:
    def test_tells_how_long_it_took(self, serve: Serve, clock: DrivenClock) -> None:
        server = serve(None)
        answered = address(f"http://127.0.0.1:{server.port}", clock, 4.0, 4.125).ask()
        assert answered.well
        assert answered.milliseconds == 125

    def test_of_a_backend_that_is_not_well_says_so(self, serve: Serve, clock: DrivenClock) -> None:
        server = serve(None)
        server.tells(status=503, date=None)
        assert not address(f"http://127.0.0.1:{server.port}", clock).ask().well

    @pytest.mark.parametrize("seconds", [-3600, -31, 0, 1, 90])
    def test_tells_how_far_the_clocks_are_apart(
        self, serve: Serve, clock: DrivenClock, seconds: int
    ) -> None:
        server = serve(None)
        server.tells(date=clock.now() + timedelta(seconds=seconds))
        answered = address(f"http://127.0.0.1:{server.port}", clock).ask()
        assert answered.clock_ahead_s == seconds

    @pytest.mark.parametrize("date", [None, "", "yesterday", "Sun, 22 Nov 2026 08:00:00"])
    def test_without_a_sound_date_tells_no_time(
        self, serve: Serve, clock: DrivenClock, date: str | None
    ) -> None:
        server = serve(None)
        server.tells(date=date)
        assert address(f"http://127.0.0.1:{server.port}", clock).ask().clock_ahead_s is None

    def test_in_another_protocol_is_none(self, serve: Serve, clock: DrivenClock) -> None:
        server = serve(None)
        with pytest.raises(OSError, match="SSL"):
            address(f"https://127.0.0.1:{server.port}", clock).ask()


class TestTheCertificate:
    def test_tells_for_how_many_days_it_holds(
        self, tmp_path: Path, serve: Serve, clock: DrivenClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        authority = Authority.make(tmp_path)
        trust(monkeypatch, authority)
        ends = real_now() + timedelta(days=30, minutes=5)
        server = serve(authority.context(ends))
        clock.advance((real_now() - clock.now()).total_seconds())
        assert address(f"https://127.0.0.1:{server.port}", clock).certificate_days() == 30

    def test_that_has_ended_is_not_valid(
        self, tmp_path: Path, serve: Serve, clock: DrivenClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        authority = Authority.make(tmp_path)
        trust(monkeypatch, authority)
        server = serve(authority.context(real_now() - timedelta(minutes=1)))
        with pytest.raises(ssl.SSLCertVerificationError, match="expired"):
            address(f"https://127.0.0.1:{server.port}", clock).certificate_days()

    def test_of_somebody_nobody_trusts_is_not_valid(
        self, tmp_path: Path, serve: Serve, clock: DrivenClock
    ) -> None:
        server = serve(Authority.make(tmp_path).context(real_now() + timedelta(days=30)))
        with pytest.raises(ssl.SSLCertVerificationError):
            address(f"https://127.0.0.1:{server.port}", clock).certificate_days()

    def test_of_another_name_is_not_valid(
        self, tmp_path: Path, serve: Serve, clock: DrivenClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        authority = Authority.make(tmp_path)
        trust(monkeypatch, authority)
        server = serve(authority.context(real_now() + timedelta(days=30)))
        with pytest.raises(ssl.SSLCertVerificationError, match="localhost"):
            address(f"https://localhost:{server.port}", clock).certificate_days()


def real_now() -> datetime:
    """OpenSSL judges certificates by the machine's own clock."""
    return datetime.now(UTC)  # noqa: TID251


def trust(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    monkeypatch.setattr(requests.utils, "DEFAULT_CA_BUNDLE_PATH", str(authority.bundle))


@dataclass(frozen=True)
class Authority:
    """A certificate authority for one test; ``bundle`` is what its friends trust."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    name: x509.Name

    @classmethod
    def make(cls, folder: Path) -> Authority:
        name = x509.Name.from_rfc4514_string("CN=Test Authority")
        authority = cls(folder, ec.generate_private_key(ec.SECP256R1()), name)
        constraints = x509.BasicConstraints(ca=True, path_length=0)
        certificate = (
            authority._begun(name, authority.key, real_now() + timedelta(days=365))
            .add_extension(constraints, critical=True)
            .sign(authority.key, hashes.SHA256())
        )
        authority.bundle.write_bytes(_pem(certificate))
        return authority

    @property
    def bundle(self) -> Path:
        return self.folder / "authority.pem"

    def context(self, ends: datetime) -> ssl.SSLContext:
        """A server's side of TLS, with a certificate for 127.0.0.1 until this moment."""
        key = ec.generate_private_key(ec.SECP256R1())
        here = x509.SubjectAlternativeName([x509.IPAddress(HERE)])
        certificate = (
            self._begun(x509.Name([]), key, ends)
            .add_extension(here, critical=True)
            .sign(self.key, hashes.SHA256())
        )
        file = self.folder / "server.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        file.write_bytes(private + _pem(certificate))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _begun(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, ends: datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(ends - timedelta(days=400))
            .not_valid_after(ends)
        )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
