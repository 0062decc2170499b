"""Every answer says the service's own time, and the demo's time can be pushed forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from backend.api.dated import Dated
from backend.clock import utc_now
from backend.demo.demo_time import pushed_clock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_date_of_an_answer_is_the_clocks() -> None:
    browser = TestClient(Dated(PlainTextResponse("well"), lambda: NOON))
    answer = browser.get("/")
    assert answer.text == "well"
    assert answer.headers["Date"] == "Sun, 22 Nov 2026 12:00:00 GMT"
    assert parsedate_to_datetime(answer.headers["Date"]) == NOON


@pytest.mark.parametrize("seconds", [0.0, 43_200.5])
def test_a_pushed_clock_is_as_far_ahead_as_its_file_says(tmp_path: Path, seconds: float) -> None:
    ahead = tmp_path / "ahead"
    clock = pushed_clock(ahead)
    before = utc_now()
    assert before <= clock() <= utc_now(), "right while there is no file"
    ahead.write_text(f"{seconds}\n")
    pushed = clock() - timedelta(seconds=seconds)
    assert before <= pushed <= utc_now()
