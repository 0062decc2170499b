"""`python -m devices.cards --watch` tells a technician what happens, but not to whom."""

import threading

import pytest

from devices.cards.__main__ import main
from devices.cards.simulator.profile import SECOND_GENERATION
from devices.cards.simulator.virtual_id_reader import VirtualIdReader


@pytest.mark.wire
def test_prints_events_masked(virtual: VirtualIdReader, capfd: pytest.CaptureFixture[str]) -> None:
    until = threading.Event()
    watch = threading.Thread(
        target=main, args=(["--watch", "--sam-v", virtual.port],), kwargs={"until": until}
    )
    virtual.lay(SECOND_GENERATION)
    watch.start()
    said = ""
    for _ in range(100):
        said += capfd.readouterr().out
        if "RESIDENT_ID" in said:
            break
        until.wait(0.05)
    until.set()
    watch.join()
    assert f"id-card {virtual.port}: ready\n" in said
    assert "card laid: Holder(kind=RESIDENT_ID, id_number=***, name=***" in said
    assert SECOND_GENERATION.name not in said
    assert SECOND_GENERATION.id_number not in said


def test_needs_to_be_told_to_watch() -> None:
    with pytest.raises(SystemExit):
        main([])
