"""A kiosk on a stage, whose test fails where anything happened that nobody foresaw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kiosk.stage import StagedKiosk


@pytest.fixture
def kiosk() -> Iterator[StagedKiosk]:
    kiosk = StagedKiosk()
    yield kiosk
    assert kiosk.errors == []
