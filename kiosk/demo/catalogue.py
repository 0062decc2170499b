"""Draws every page of the house into a folder: the catalogue of screens (``make screens``).

``make screens-all`` draws it in every size, theme and language, for more people, and lying down.

The pages are the real ones, asked for at the demo's backend over HTTP and drawn in the kiosk's
window; only what the machine says of itself (paper, calls, jobs) is made up for each.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from PIL import Image

from contract.credentials import CardKind, HolderCredential
from contract.gateway import VisitRecords
from devices.printers.printer import PrinterStatus
from kiosk import start
from kiosk.backend_client import BackendClient
from kiosk.clock import LOCAL, SystemClock
from kiosk.demo.backend_process import BackendProcess
from kiosk.demo.catalogue_own import OWN_ENTRIES
from kiosk.demo.catalogue_pages import ENTRIES, Entry
from kiosk.demo.catalogue_public_pages import PUBLIC_ENTRIES, public_names
from kiosk.demo.catalogue_staff import sample_workshop, staff_entries
from kiosk.demo.catalogue_variants import Extent, panel_for, variants, with_others
from kiosk.demo.demo_terminal import DEMO_CONFIG
from kiosk.demo.people import load_people
from kiosk.frame import counter, fixed_keys, service_keys, staff, who
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.pages import PAGES as MAINTENANCE_PAGES
from kiosk.page_book import PageBook
from kiosk.receipts import receipt_preview
from kiosk.screens.layout import lay_out, split
from kiosk.screens.panel import Panel
from kiosk.screens.view import View
from kiosk.screens.window import Screen
from kiosk.settings import Settings, load_settings
from kiosk.standard_pages import PAGES
from kiosk.terminal_key import load_or_create
from pages.choices import Params, Scalar
from pages.model import Audience, Page, Part
from pages.presentation import Presentation
from pages.spoken import speak
from pages.words import load_words

MOMENT = datetime(2026, 11, 22, 1, 41, tzinfo=UTC)
MORNING = time(9, 41)
"""The demo's records are of the day on which its backend starts."""
COLOURS = 32


def draw_catalogue(folder: Path, extent: Extent = Extent.KEPT) -> int:
    """Draw every entry into ``folder`` and write its index; answers how many pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.rglob("*.png"):
        old.unlink()
    settings = load_settings(DEMO_CONFIG)
    panel = panel_for(extent, start.panel_of(settings))
    failed: list[BaseException] = []
    screen = Screen(
        panel.width, panel.height, on_error=failed.append, headless=True, full_screen=False
    )
    drawn: list[str] = []

    def work() -> None:
        try:
            screen.wait_until_open(start.WINDOW_LIMIT_S)
            for name, view in _views(settings, panel, extent):
                screen.present(lay_out(view, panel))
                _keep(screen.pixels().result(timeout=20), folder / f"{name}.png")
                drawn.append(name)
        except Exception as error:  # noqa: BLE001 - raised again where the caller waits
            failed.append(error)
        finally:
            screen.stop()

    worker = threading.Thread(target=work, name="catalogue")
    worker.start()
    screen.run()
    worker.join()
    if failed:
        raise failed[0]
    _write_index(folder, drawn)
    return len(drawn)


def _views(settings: Settings, panel: Panel, extent: Extent) -> Iterator[tuple[str, View]]:
    with tempfile.TemporaryDirectory(prefix="yinling-catalogue-") as name:
        folder = Path(name)
        key = load_or_create(folder / "terminal.key")
        public_key = folder / "terminal.pub.pem"
        public_key.write_bytes(key.public_pem)
        terminal = settings.site.terminal
        with BackendProcess(folder, terminal, public_key) as backend:
            url = f"http://127.0.0.1:{backend.port}"
            client = BackendClient(url, terminal, key, SystemClock(), demo=True)
            terminal_facts = start.facts_of(settings, demo=True)
            workshop = sample_workshop(folder, settings, panel, terminal_facts, MOMENT)
            entries = (*ENTRIES, *OWN_ENTRIES, *PUBLIC_ENTRIES, *staff_entries(workshop))
            studio = _Studio(client, settings, panel, extent)
            yield from studio.views(tuple(with_others(extent, entries)))


class _Studio:
    """Draws entries with the records of one backend, in every variant of an extent."""

    def __init__(
        self, client: BackendClient, settings: Settings, panel: Panel, extent: Extent
    ) -> None:
        self._client = client
        self._panel = panel
        self._variants = variants(extent)
        self._book = PageBook({**PAGES, **MAINTENANCE_PAGES})
        self._usual = _usual(client, settings, self._book)
        notices = client.notices()
        longest = max(notices, key=lambda each: len(client.notice(each.id).paragraphs))
        self._longest = longest.id

    def views(self, entries: tuple[Entry, ...]) -> Iterator[tuple[str, View]]:
        """Every part of every entry's page, by the name of its picture."""
        visits = {name: _visit_of(self._client, name) for name in {each.person for each in entries}}
        for entry in entries:
            records = visits[entry.person]
            ask = replace(
                self._usual, records=records if entry.identified else None, **entry.machine
            )
            if (params := self._filled(entry, records)) is not None:
                yield from self._in_each_variant(entry, ask, params)

    def _filled(self, entry: Entry, records: VisitRecords) -> Params | None:
        """The entry's parameters; None where its person has nothing that stands there."""
        names: dict[str, Scalar] = {"{longest}": self._longest, **newest_of(records)}
        names |= public_names(self._client, records, self._usual.now)
        params = tuple((key, names.get(str(value), value)) for key, value in entry.params)
        return None if any(str(value).startswith("{") for _, value in params) else params

    def _in_each_variant(
        self, entry: Entry, ask: KioskAsk, params: Params
    ) -> Iterator[tuple[str, View]]:
        for variant in self._variants:
            as_seen = replace(ask, presentation=variant.of(ask.presentation))
            page = self._book.page(as_seen, entry.route, params)
            for part in split(page, as_seen.presentation, self._panel):
                name = entry.name if part.count == 1 else f"{entry.name}-{part.number}"
                view = replace(_view(as_seen, page, part), moment=self._usual.now)
                yield f"{variant.folder}/{name}".lstrip("/"), view


def newest_of(records: VisitRecords) -> dict[str, Scalar]:
    """What stands for a person's newest records in an entry's parameters."""
    names: dict[str, Scalar] = {}
    if years := records.reimbursement_years():
        names["{newest}"] = records.reimbursements(years[0])[0].number
    pension = records.pension()
    if pension is not None and pension.years:
        month = records.pension_months(pension.years[0])[0].month
        names |= {"{year}": month.year, "{month}": month.month}
    if raises := records.pension_adjustments():
        names["{raised}"] = raises[0].since.year
    return names


def _visit_of(client: BackendClient, name: str) -> VisitRecords:
    person = load_people()[name]
    return client.open_visit(
        HolderCredential(CardKind.RESIDENT_ID, person.id_number, person.name, True)
    )


def _usual(client: BackendClient, settings: Settings, book: PageBook) -> KioskAsk:
    """A machine on which everything works."""
    terminal = start.facts_of(settings, demo=True)
    return KioskAsk(
        now=datetime.combine(SystemClock().now().astimezone(LOCAL).date(), MORNING, LOCAL),
        terminal=terminal,
        public=client,
        presentation=Presentation(),
        new_key=lambda: "1",
        printer=PrinterStatus.READY,
        printer_answers=True,
        network=True,
        board=client,
        readers=True,
        page_of=book.page,
        preview=receipt_preview(terminal, settings.printer.width_dots),
    )


def _view(ask: KioskAsk, page: Page, part: Part) -> View:
    service = page.audience is Audience.TECHNICIAN
    said = speak(page, part, ask.presentation, load_words(ask.presentation.language))
    return View(
        page=page,
        part=part,
        presentation=ask.presentation,
        organisation=ask.terminal.organisation,
        moment=ask.now,
        who=staff(ask.service) if service else who(ask.records),
        counter=counter(ask.terminal),
        caption=said[0].shown if said and not page.silent else None,
        fixed_keys=(service_keys if service else fixed_keys)(page, can_go_back=True),
        demo=True,
        service=service,
    )


def _keep(picture: Image.Image, path: Path) -> None:
    """At half size and in few colours: part of the catalogue lives in the repository."""
    path.parent.mkdir(exist_ok=True)
    half = picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)
    half.quantize(COLOURS).save(path, optimize=True)


def _write_index(folder: Path, names: list[str]) -> None:
    lines = ["# Screens", "", "Every page of the kiosk, made by `make screens`.", ""]
    lines += [f"## {name}\n\n![{name}]({name}.png)\n" for name in names]
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")
