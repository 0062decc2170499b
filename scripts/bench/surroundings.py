"""What stands around a measured kiosk, each in a process of its own or in the bench's: not counted.

The platform service over HTTP, card readers and printer simulated on their own wires, and a sound
server with a pretended loudspeaker; and the settings that connect an installed kiosk to them.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.cards.simulator.private_pcscd import PrivatePcscd
from devices.cards.simulator.virtual_id_reader import VirtualIdReader
from devices.printers.simulator import PrinterSimulator
from devices.speakers.simulator.sound_server import SoundServer
from kiosk.demo.backend_process import BackendProcess
from kiosk.demo.people import find, load_people
from kiosk.terminal_key import load_or_create

SETTINGS = """\
[site]
terminal = "T01"
[screen]
width = {width}
height = {height}
[backend]
url = "http://127.0.0.1:{backend}"
[readers]
sam_v = "{id_reader}"
[printer]
kind = "network"
host = "127.0.0.1"
port = {printer}
[state]
directory = "{state}"
"""


class Surroundings:
    """Stand while the context lasts. ``environment`` leads a kiosk's process to them."""

    def __init__(self, folder: Path, panel: tuple[int, int]) -> None:
        self._state = folder / "state"
        self._panel = panel
        self._stack = ExitStack()
        self.settings = folder / "kiosk.toml"
        self.places = folder / "places.jsonl"
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._state.mkdir(parents=True)
            backend = stack.enter_context(self._backend())
            printer = stack.enter_context(PrinterSimulator(self._state.parent / "slips"))
            id_reader = stack.enter_context(VirtualIdReader())
            self._pcscd = stack.enter_context(PrivatePcscd())
            sound = stack.enter_context(SoundServer())
            self.environment = {
                "PCSCLITE_CSOCK_NAME": str(self._pcscd.socket_path),
                **sound.environment,
            }
            self._write_settings(backend.port, id_reader.port, printer.port)
            self._person = find(load_people(), "cao")
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def lay_card(self) -> None:
        """Somebody puts their social-security card in."""
        self._pcscd.contact.lay(self._person.profile())

    def place(self, page: str, leads_to: str) -> tuple[int, int] | None:
        """Where a page that was shown has the key that leads there."""
        lines = self.places.read_text("utf-8").splitlines() if self.places.exists() else []
        shown: dict[str, dict[str, tuple[int, int]]] = dict(map(json.loads, lines))
        return shown.get(page, {}).get(leads_to)

    def _backend(self) -> BackendProcess:
        public_key = self._state / "terminal.pub.pem"
        public_key.write_bytes(load_or_create(self._state / "terminal.key").public_pem)
        return BackendProcess(self._state.parent, "T01", public_key)

    def _write_settings(self, backend: int, id_reader: str, printer: int) -> None:
        width, height = self._panel
        text = SETTINGS.format(
            width=width,
            height=height,
            backend=backend,
            id_reader=json.dumps(id_reader)[1:-1],
            printer=printer,
            state=self._state,
        )
        self.settings.write_text(text, encoding="utf-8")
