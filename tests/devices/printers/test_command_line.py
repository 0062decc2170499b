"""`python -m devices.printers`, as a technician uses it."""

import pytest

from devices.printers.__main__ import main
from devices.printers.simulator import Fault, PrinterSimulator
from devices.printers.test_page import make_test_page


def test_status_is_told_in_a_word(
    simulator: PrinterSimulator, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"127.0.0.1:{simulator.port}"
    assert main(["--status", address]) == 0
    simulator.set_fault(Fault.PAPER_OUT)
    assert main(["--status", address]) == 1
    assert capsys.readouterr().out == "ready\npaper_out\n"


@pytest.mark.parametrize("width", [384, 512, 576])
def test_the_test_page_prints(
    simulator: PrinterSimulator, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    address = f"127.0.0.1:{simulator.port}"
    assert main(["--test-page", address, "--width", str(width)]) == 0
    assert capsys.readouterr().out == "printed\n"
    page = make_test_page(width)
    paper = simulator.slips[0].content
    rows = [paper[at : at + width // 8] for at in range(0, len(paper), 72)]
    assert b"".join(rows) == page.rows


def test_the_ruler_marks_each_millimetre_and_every_dot_is_tried() -> None:
    page = make_test_page(80)
    rows = [page.rows[at : at + 10] for at in range(0, len(page.rows), 10)]
    assert rows[0] == b"\x80" * 10
    assert rows[31] == b"\x80\x00\x00\x00\x00\x80\x00\x00\x00\x00"
    assert rows[47] == b"\x80" + bytes(9)
    assert b"\xff" * 10 in rows


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--status", "printer:99999"],
        ["--status", ":9100"],
        ["--test-page", "p", "--width", "9"],
    ],
)
def test_a_wrong_command_line_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
