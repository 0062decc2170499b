"""A pcscd of one's own, with virtual readers, that neither sees nor disturbs the system's.

pcscd's folder is compiled in, so it runs in a mount namespace where another folder stands in that
place; vpcd listens on every interface, so it runs in a network namespace that has none. The
PC/SC library of the client finds it by `PCSCLITE_CSOCK_NAME`, a unix socket, from outside.
"""

import contextlib
import ctypes
import os
import shutil
import socket
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.cards.simulator.virtual_card import VirtualCardReader

CONTACT_READER = "Virtual PCD"
CONTACTLESS_READER = "Virtual PICC"

_DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
_UNSHARED = ("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child")
_TOOLS = ("unshare", "pcscd", "ip", "mount")
_PATH = f"{os.defpath}:/usr/sbin:/sbin"
_CONTACT_PORT = 35963
_CONTACTLESS_PORT = 35973  # vpcd gives every reader a second slot on the next port
_READERS = {CONTACT_READER: _CONTACT_PORT, CONTACTLESS_READER: _CONTACTLESS_PORT}
_START_LIMIT_S = 10.0
_CLONE_NEWNET = 0x40000000

# The first process of its own process namespace: when its standard input closes, because the owner
# closed it or died, it removes the folder and ends, and the kernel ends and unmounts all the rest.
_KEEPER = """\
set -eu
mount -t tmpfs none /run
mkdir /run/pcscd
mount --bind "$1" /run/pcscd
mount -t tmpfs none /usr/lib/pcsc/drivers
ip link set lo up
pcscd --foreground --critical --config "$1/readers" </dev/null >"$1/log" 2>&1 &
echo ready
read -r line || true
rm -rf "$1"
"""

_READER = """\
FRIENDLYNAME "{name}"
DEVICENAME   /dev/null:{port:#x}
LIBPATH      {driver}
CHANNELID    {port:#x}
"""


class PrivatePcscdUnavailable(Exception):
    """No private pcscd can be had on this machine; the message says what is missing."""


class PrivatePcscd:
    """Runs while the context lasts. `contact` and `contactless` are the mouths of its two readers.

    Needs root for the namespaces; raises `PrivatePcscdUnavailable` on entry where it cannot run.
    All of it ends with the process that made it, even when that is killed.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.gettempdir()) / f"private-pcscd-{os.getpid()}-{id(self):x}"
        self._keeper: subprocess.Popen[str] | None = None
        self.contact = VirtualCardReader(lambda: self._connect(_CONTACT_PORT))
        self.contactless = VirtualCardReader(lambda: self._connect(_CONTACTLESS_PORT))

    def __enter__(self) -> Self:
        trouble = self.trouble()
        if trouble:
            raise PrivatePcscdUnavailable(trouble)
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.contact.lift()
        self.contactless.lift()
        self.stop()

    @staticmethod
    def trouble() -> str:
        """What keeps a private pcscd from running on this machine; nothing where it can."""
        missing = [tool for tool in _TOOLS if shutil.which(tool, path=_PATH) is None]
        if not _DRIVER.exists():
            missing.append(f"{_DRIVER} (package vsmartcard-vpcd)")
        if missing:
            return f"missing: {', '.join(missing)}"
        return "" if os.geteuid() == 0 else "namespaces of its own need root"

    @property
    def socket_path(self) -> Path:
        """The socket pcscd listens on; the same after every restart."""
        return self._folder / "pcscd.comm"

    def attach_this_process(self) -> None:
        """Send this process's PC/SC calls here.

        The C library reads the name once, at the first call: later it has no effect.
        """
        os.environ["PCSCLITE_CSOCK_NAME"] = str(self.socket_path)

    def start(self) -> None:
        """Start pcscd and wait until it takes calls."""
        self._furnish()
        self._keeper = subprocess.Popen(
            [*_UNSHARED, "sh", "-c", _KEEPER, "private-pcscd", str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PATH": _PATH},
        )
        assert self._keeper.stdout is not None
        said = self._keeper.stdout.readline().strip()
        if said != "ready" or not self._comes_up():
            self.stop()
            raise PrivatePcscdUnavailable(f"the private pcscd did not start: {said}")

    def stop(self) -> None:
        """End pcscd and everything in its namespaces."""
        if self._keeper is None:
            return
        for pipe in (self._keeper.stdin, self._keeper.stdout):
            assert pipe is not None
            pipe.close()
        try:
            self._keeper.wait(timeout=5.0)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
            self._keeper.wait()
        self._keeper = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _furnish(self) -> None:
        """Lay out pcscd's configuration; each reader has a copy of the driver, which keeps its
        slots in global variables.
        """
        self._folder.mkdir(mode=0o700)
        (self._folder / "readers").mkdir()
        for name, port in _READERS.items():
            driver = shutil.copy(_DRIVER, self._folder / f"{port}.so")
            entry = _READER.format(name=name, port=port, driver=driver)
            (self._folder / "readers" / str(port)).write_text(entry)

    def _comes_up(self) -> bool:
        """Wait for the socket; a listening service takes a connection, a dead one refuses."""
        deadline = time.monotonic() + _START_LIMIT_S
        while time.monotonic() < deadline:
            with (
                contextlib.suppress(OSError),
                socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe,
            ):
                probe.connect(str(self.socket_path))
                return True
            time.sleep(0.01)
        return False

    def _connect(self, port: int) -> socket.socket:
        keeper = self._keeper
        if keeper is None:
            raise ConnectionRefusedError("the private pcscd is not running")
        return _connect_inside(keeper.pid, port)


def _connect_inside(pid: int, port: int) -> socket.socket:
    """Connect to a port of the network namespace process `pid` is in.

    A namespace belongs to a thread and a socket keeps the one it was made in: so a thread enters,
    connects, and ends, and nobody else has moved.
    """
    with ThreadPoolExecutor(max_workers=1) as visitor:
        return visitor.submit(_enter_and_connect, pid, port).result()


def _enter_and_connect(pid: int, port: int) -> socket.socket:
    libc = ctypes.CDLL(None, use_errno=True)
    with Path(f"/proc/{pid}/ns/net").open("rb") as namespace:
        if libc.setns(namespace.fileno(), _CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "cannot enter the private network")
    wire = socket.create_connection(("127.0.0.1", port), timeout=2.0)
    wire.settimeout(None)
    return wire
