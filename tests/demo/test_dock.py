"""The dock beside the demo: every device by hand, over real HTTP, on the real rig."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from devices.headphones.jack import Jack
from devices.headphones.watch import HeadphoneWatch, Jacks
from kiosk.demo.demo_clock import DemoClock
from kiosk.demo.dock import address
from kiosk.demo.dock.record import KEPT, DockRecord
from kiosk.demo.dock.server import Dock
from kiosk.demo.faults import FAULTS
from kiosk.demo.hand import Hand
from kiosk.demo.rig import Rig
from kiosk.terminal_key import load_or_create
from kiosk.under_way import Heard
from pages.presentation import Language
from pages.spoken import Utterance

LIMIT_S = 20.0


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("rig")
    key = load_or_create(folder / "terminal.key")
    public = folder / "terminal.pub.pem"
    public.write_bytes(key.public_pem)
    with Rig(folder, folder / "slips", "T01", public) as rig:
        yield rig


@pytest.fixture
def passed() -> list[float]:
    """Seconds that were let pass."""
    return []


@pytest.fixture
def record() -> DockRecord:
    return DockRecord()


@pytest.fixture
def dock(rig: Rig, record: DockRecord, passed: list[float]) -> Iterator[Dock]:
    with Dock(Hand(rig, passed.append), record, DemoClock()) as dock:
        yield dock
    rig.lift()


def do(dock: Dock, **deed: object) -> requests.Response:
    return requests.post(f"{dock.url}deeds", json=deed, timeout=LIMIT_S)


def state(dock: Dock, said_after: int = 0) -> dict[str, Any]:
    answer = requests.get(f"{dock.url}state", params={"said_after": said_after}, timeout=LIMIT_S)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def heard(words: str, *, begun: bool = True) -> Heard:
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    utterance = Utterance(words, words, Language.CHINESE)
    return Heard(utterance, "", moment if begun else None, moment, cut=False)


class TestDeeds:
    @pytest.mark.parametrize("name", FAULTS)
    def test_every_fault_can_be_switched_on_and_mended(self, dock: Dock, name: str) -> None:
        assert do(dock, fault=name).status_code == 204
        if name != "printer.disconnect":  # happens once and is over
            assert name in state(dock)["on"]
        assert do(dock, mend=name).status_code == 204
        assert name not in state(dock)["on"]

    def test_an_id_card_lies_on_the_reader(self, dock: Dock, rig: Rig) -> None:
        assert do(dock, lay="cao", card="resident_id").status_code == 204
        assert state(dock)["laid"] == {"lay": "cao", "card": "resident_id", "inserted": True}
        assert do(dock, lift=True).status_code == 204
        assert state(dock)["laid"] is None

    def test_time_is_pushed_forward(self, dock: Dock, passed: list[float]) -> None:
        do(dock, **{"pass": 300})
        assert passed == [300]

    def test_headphones_reach_whoever_watches_the_jack(self, dock: Dock, rig: Rig) -> None:
        news: list[bool] = []
        jack = rig.jack
        jacks = Jacks(lambda: [jack.device], lambda _: Jack(jack.open(), lambda _: jack.plugged))
        do(dock, headphones=True)
        watch = HeadphoneWatch(news.append, jacks)
        try:
            assert state(dock)["headphones"]
            do(dock, headphones=False)
        finally:
            watch.close()
        assert news in ([True, False], [False]), "the last news is that nobody wears them"

    @pytest.mark.parametrize(
        ("deed", "told"),
        [
            ({"lay": "nobody"}, "nobody is called nobody"),
            ({"fault": "printer.on_fire"}, "no fault is called printer.on_fire"),
            ({"tap": "看病报销"}, "a hand does no such thing"),
            ({"steal": "cao"}, "needs exactly one of"),
            ({"lay": "cao", "card": "library"}, "Invalid enum value"),
        ],
    )
    def test_what_cannot_be_done_is_said(
        self, dock: Dock, deed: dict[str, object], told: str
    ) -> None:
        answer = do(dock, **deed)
        assert answer.status_code == 409
        assert told in answer.json()["detail"]


class TestWhatItShows:
    def test_what_was_said_since(self, dock: Dock, record: DockRecord) -> None:
        record.on_heard(heard("请放卡"))
        record.on_heard(heard("没有说出来", begun=False))
        record.on_heard(heard("您好"))
        assert [said["text"] for said in state(dock)["said"]] == ["请放卡", "您好"]
        assert [said["text"] for said in state(dock, said_after=1)["said"]] == ["您好"]

    def test_old_words_are_let_go(self, record: DockRecord) -> None:
        for number in range(KEPT + 5):
            record.on_heard(heard(str(number)))
        assert len(record.said_after(0)) == KEPT

    def test_what_was_printed(self, dock: Dock, rig: Rig) -> None:
        before = len(rig.printer.slips)
        with socket.create_connection(("127.0.0.1", rig.printer.port), timeout=LIMIT_S) as wire:
            wire.sendall(b"\x1b@\x1dv0\x00\x02\x00\x01\x00\xff\x00\x1dV\x00")
            rig.printer.wait_for_slips(before + 1, LIMIT_S)
        number = state(dock)["slips"][-1]
        picture = requests.get(f"{dock.url}slips/{number}", timeout=LIMIT_S)
        assert picture.content.startswith(b"\x89PNG")
        assert requests.get(f"{dock.url}slips/9999", timeout=LIMIT_S).status_code == 404

    @pytest.mark.parametrize(
        ("language", "words"), [("zh-CN", "把卡拿走"), ("en", "Take the card")]
    )
    def test_the_page_in_both_languages(self, dock: Dock, language: str, words: str) -> None:
        page = requests.get(dock.url, params={"language": language}, timeout=LIMIT_S).text
        assert words in page
        assert set(re.findall(r'data-fault="([^"]+)"', page)) == set(FAULTS)

    @pytest.mark.parametrize("asset", ["dock.css", "dock.js"])
    def test_its_own_files_and_no_others(self, dock: Dock, asset: str) -> None:
        assert requests.get(dock.url + asset, timeout=LIMIT_S).ok
        assert requests.get(f"{dock.url}server.py", timeout=LIMIT_S).status_code == 404


class TestWhoMayReachIn:
    def test_only_who_was_told_the_address(self, dock: Dock) -> None:
        stranger = dock.url.rsplit("/", 2)[0] + "/"
        assert requests.get(stranger, timeout=LIMIT_S).status_code == 404
        assert requests.post(f"{stranger}deeds", json={}, timeout=LIMIT_S).status_code == 404

    def test_not_by_another_name_of_this_computer(self, dock: Dock) -> None:
        rebound = requests.get(dock.url, headers={"Host": "evil.example"}, timeout=LIMIT_S)
        assert rebound.status_code == 400

    def test_the_command_finds_it(
        self, dock: Dock, rig: Rig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(address, "_note", lambda: tmp_path / "demo.url")
        address.write_down(dock.url)
        assert (tmp_path / "demo.url").stat().st_mode & 0o777 == 0o600
        assert address.ask({"lay": "cao", "card": "resident_id"}) == ""
        assert "nobody is called" in address.ask({"lay": "nobody"})
        address.forget()
        with pytest.raises(address.NoDemo):
            address.ask({"lift": True})
