"""`python -m devices.printers`, as a technician uses it."""

from pathlib import Path

import pytest

from devices.printers.__main__ import main
from devices.printers.simulator import Fault, Moment, PrinterSimulator, PtyPrinterSimulator
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


def test_a_serial_printer_is_named_by_its_port(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with PtyPrinterSimulator(tmp_path / "slips") as simulator:
        assert main(["--test-page", str(simulator.path), "--baud", "115200"]) == 0
        assert len(simulator.slips) == 1
    assert capsys.readouterr().out == "printed\n"


class TestRecordings:
    """What a technician sends in is played back where no such printer stands."""

    @pytest.mark.parametrize(
        ("fault", "told"),
        [
            (None, "printed"),
            (Fault.PAPER_OUT, "not_printed"),
            (Fault.SILENT, "not_printed"),
            (Fault.REFUSE, "unknown"),
        ],
    )
    def test_a_recorded_slip_ends_as_it_ended(
        self,
        simulator: PrinterSimulator,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        fault: Fault | None,
        told: str,
    ) -> None:
        recorded = tmp_path / "traffic.txt"
        if fault is Fault.SILENT:
            simulator.set_fault(fault)
        elif fault is not None:
            simulator.arm_fault(fault, Moment.ROW, 50)
        arguments = ["--test-page", f"127.0.0.1:{simulator.port}", "--record", str(recorded)]
        ended = main(arguments)
        simulator.stop()
        assert main(["--replay", str(recorded)]) == ended
        assert capsys.readouterr().out == f"{told}\n{told}\n"

    def test_a_driver_that_does_otherwise_is_told_where(
        self, simulator: PrinterSimulator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        recorded = tmp_path / "traffic.txt"
        main(["--status", f"127.0.0.1:{simulator.port}", "--record", str(recorded)])
        recorded.write_text(recorded.read_text().replace("> 100402", "> 100499"))
        assert main(["--replay", str(recorded)]) == 2
        assert "step 4: recorded '> 100499', now '> 100402'" in capsys.readouterr().err
