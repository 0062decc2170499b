"""What a real reader does in the field is recorded, without the person, and becomes a test here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.cards.__main__ import main, worded
from devices.cards.reader import CardLaid, CardReader, ReaderEvent, ReaderLost
from devices.cards.reading import Holder
from devices.cards.recorded import make_reader, replay
from devices.cards.simulator.private_pcscd import CONTACT_READER, PrivatePcscd
from devices.cards.simulator.profile import LONG_NAME, SECOND_GENERATION, THIRD_GENERATION
from devices.cards.simulator.virtual_id_reader import VirtualIdReader
from devices.recording import Recorder
from devices.scanners.simulator import VirtualScanner
from devices.stripes.simulator import Stripe, VirtualStripeReader

KEPT = Path(__file__).parent / "recordings"
PAN = "4000001234567899"
OLD_NUMBER = "99990000001"


def recorded(path: Path, kind: str, port: str, use: Callable[[CardReader], None]) -> None:
    """Record whatever ``use`` does with the reader."""
    with path.open("w", encoding="utf-8") as file:
        reader = make_reader(kind, port, Recorder(file, kind))
        reader.open()
        use(reader)
        reader.close()


def next_event(reader: CardReader, wanted: int = 1) -> list[ReaderEvent]:
    events: list[ReaderEvent] = []
    for _ in range(100):
        event = reader.wait_event(0.1)
        events += [event] if event is not None else []
        if len(events) == wanted:
            return events
    raise AssertionError("nothing came")


def unnamed(event: ReaderEvent) -> str:
    """What happened, without the name of the reader's port."""
    return worded(event).partition(": ")[2]


def played_back(path: Path) -> list[str]:
    """All but that the reader was there."""
    return [unnamed(event) for event in replay(path) if unnamed(event) != "ready"]


@pytest.mark.wire
class TestIdCards:
    @pytest.fixture
    def virtual(self) -> Iterator[VirtualIdReader]:
        with VirtualIdReader() as virtual:
            yield virtual

    @pytest.mark.parametrize(
        "fault",
        ["none", "noise", "byte_by_byte", "wrong_number", "name_not_text", "read_failed_once"],
    )
    def test_a_card_is_read_from_the_recording_as_it_was_from_the_reader(
        self, virtual: VirtualIdReader, tmp_path: Path, fault: str
    ) -> None:
        path, live = tmp_path / "traffic.txt", list[str]()
        virtual.fault(fault)

        def use(reader: CardReader) -> None:
            virtual.lay(LONG_NAME)
            live.extend(map(unnamed, next_event(reader)))
            virtual.lift()
            live.extend(map(unnamed, next_event(reader)))

        recorded(path, "id-card", virtual.port, use)
        assert played_back(path) == live
        assert_nobody(path)


@pytest.mark.wire
class TestChipCards:
    @pytest.mark.parametrize(
        "flaw",
        ["none", "records_without_tags", "damaged_record", "name_not_text", "locked", "pulled_out"],
    )
    def test_a_card_is_read_from_the_recording_as_it_was_from_the_reader(
        self, pcscd: PrivatePcscd, tmp_path: Path, flaw: str
    ) -> None:
        path, live = tmp_path / "traffic.txt", list[str]()

        def use(reader: CardReader) -> None:
            pcscd.contact.fault(flaw, after=6)
            pcscd.contact.lay(LONG_NAME)
            live.extend(map(unnamed, next_event(reader, 1)))

        recorded(path, "pcsc", "", use)
        assert played_back(path)[:1] == live
        assert_nobody(path)

    def test_a_third_generation_card_keeps_region_and_version(
        self, pcscd: PrivatePcscd, tmp_path: Path
    ) -> None:
        path = tmp_path / "traffic.txt"

        def use(reader: CardReader) -> None:
            pcscd.contact.lay(THIRD_GENERATION)
            next_event(reader)

        recorded(path, "pcsc", "", use)
        assert "CardOnly(region=999906, version=3.00" in played_back(path)[0]
        assert_nobody(path)


@pytest.mark.wire
class TestStripesAndCodes:
    @pytest.mark.parametrize("framed", [True, False])
    @pytest.mark.parametrize(
        "stripe",
        [Stripe(two=f"{OLD_NUMBER}=1203"), Stripe("B4000^CHEN", f"{PAN}=2912"), Stripe(three="12")],
    )
    def test_swipes(self, tmp_path: Path, framed: bool, stripe: Stripe) -> None:
        path, live = tmp_path / "traffic.txt", list[str]()
        with VirtualStripeReader(framed=framed) as virtual:

            def use(reader: CardReader) -> None:
                virtual.swipe(stripe)
                live.extend(map(unnamed, next_event(reader)))

            recorded(path, "stripe", virtual.port, use)
        assert played_back(path) == live
        assert_nobody(path)

    def test_a_line_that_was_lost_is_lost_again(self, tmp_path: Path) -> None:
        path = tmp_path / "traffic.txt"
        with VirtualScanner() as virtual:

            def use(reader: CardReader) -> None:
                virtual.line.unplug()
                with pytest.raises(ReaderLost):
                    next_event(reader)

            recorded(path, "scanner", virtual.port, use)
        assert played_back(path) == ["missing"]

    def test_codes(self, tmp_path: Path) -> None:
        path = tmp_path / "traffic.txt"
        with VirtualScanner() as virtual:

            def use(reader: CardReader) -> None:
                virtual.scan("ESSC1234567890")
                next_event(reader)

            recorded(path, "scanner", virtual.port, use)
        assert played_back(path) == ["code scanned: 14 characters"]
        assert_nobody(path)


def assert_nobody(path: Path) -> None:
    """Nothing of the people, cards and codes above stands in the file, however it is written."""
    text = path.read_text()
    sent = bytes.fromhex("".join(re.findall(r"< ([0-9a-f]*)", text)))
    profiles = (SECOND_GENERATION, THIRD_GENERATION, LONG_NAME)
    secrets = {PAN, OLD_NUMBER, "ESSC1234567890", "CHEN"}
    secrets |= {each.name[:2] for each in profiles} | {each.card_number for each in profiles}
    secrets |= {"19450312", "样例路"} | {each.name[-2:] for each in profiles}
    for secret in secrets:
        for encoding in ("utf-8", "gb18030", "utf-16-le"):
            assert secret.encode(encoding) not in sent, secret


class TestTheCommandLine:
    def test_a_recording_is_played_back(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--replay", str(KEPT / "card_without_tags.txt")]) == 0
        assert (
            f"{CONTACT_READER} 00 00: card inserted: Holder(kind=SOCIAL" in capsys.readouterr().out
        )

    def test_a_driver_that_does_otherwise_is_told_where(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        changed = tmp_path / "changed.txt"
        kept = (KEPT / "id_card_after_noise.txt").read_text()
        changed.write_text(kept.replace("> aaaaaa96690003300132", "> aaaaaa96690003301023"))
        assert main(["--replay", str(changed)]) == 2
        assert "step" in capsys.readouterr().err

    @pytest.mark.parametrize("text", ["", "toaster\n", "pcsc\nwithout a time\n"])
    def test_what_is_no_recording_is_refused(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "traffic.txt"
        path.write_text(text)
        assert main(["--replay", str(path)]) == 2

    def test_only_one_reader_is_recorded(self) -> None:
        with pytest.raises(SystemExit):
            main(["--watch", "--pcsc", "--sam-v", "/dev/null", "--record", "/dev/null"])


@pytest.mark.parametrize(
    ("name", "is_holder"),
    [("card_without_tags", True), ("id_card_after_noise", True), ("card_pulled_out", False)],
)
def test_what_was_recorded_is_still_read(name: str, is_holder: bool) -> None:
    laid = [each for each in replay(KEPT / f"{name}.txt") if isinstance(each, CardLaid)]
    assert isinstance(laid[0].reading, Holder) is is_holder
