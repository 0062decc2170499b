"""QR codes are what the standard wants, and can be read."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pages.qr import QUIET_ZONE, Matrix, qr_matrix

FINDER = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]


def picture(matrix: Matrix, module: int = 4) -> Image.Image:
    dots = bytes(0 if dark else 255 for row in matrix for dark in row)
    small = Image.frombytes("L", (len(matrix), len(matrix)), dots)
    return small.resize((len(matrix) * module, len(matrix) * module), Image.Resampling.NEAREST)


@given(content=st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_what_goes_in_comes_out(content: str) -> None:
    (found,) = zxingcpp.read_barcodes(picture(qr_matrix(content)))
    assert found.text == content


def test_a_code_has_its_three_finders_and_a_quiet_zone_all_around() -> None:
    matrix = qr_matrix("https://yl.example/r/7Q2M")
    assert {len(row) for row in matrix} == {len(matrix)}
    edges = (*range(QUIET_ZONE), *range(len(matrix) - QUIET_ZONE, len(matrix)))
    assert not any(matrix[edge][i] or matrix[i][edge] for edge in edges for i in range(len(matrix)))
    far = len(matrix) - QUIET_ZONE - 7
    for top, left in ((QUIET_ZONE, QUIET_ZONE), (QUIET_ZONE, far), (far, QUIET_ZONE)):
        square = [matrix[top + y][left : left + 7] for y in range(7)]
        assert ["".join(str(int(dark)) for dark in row) for row in square] == FINDER


def test_a_code_survives_a_crease() -> None:
    creased = picture(qr_matrix("https://yl.example/r/7Q2MK4XW9TD3HB6N"), module=5)
    creased.paste(255, (90, 0, 96, creased.height))
    (found,) = zxingcpp.read_barcodes(creased)
    assert found.text == "https://yl.example/r/7Q2MK4XW9TD3HB6N"


@pytest.mark.parametrize("content", ["", "x" * 2332])
def test_nothing_and_too_much_are_refused(content: str) -> None:
    with pytest.raises(ValueError, match="QR code"):
        qr_matrix(content)


def test_the_largest_code_holds_what_it_promises() -> None:
    assert len(qr_matrix("x" * 2331)) == 177 + 2 * QUIET_ZONE
