"""Words that never change are rendered before anybody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.speakers.ahead import RenderingAhead
from devices.speakers.sound_cache import CachingRenderer
from devices.speakers.speaker import SpeechRequest
from tests.devices.speakers.pretended import SOON, PretendedRenderer

REQUESTS = tuple(SpeechRequest(text, fixed=True) for text in ("yi1", "er4", "san1"))

pytestmark = pytest.mark.timeout(20)


@pytest.fixture
def engine(tmp_path: Path) -> PretendedRenderer:
    folder = tmp_path / "sounds"
    folder.mkdir()
    return PretendedRenderer(folder)


def cache_of(tmp_path: Path, engine: PretendedRenderer) -> CachingRenderer:
    return CachingRenderer(engine, tmp_path / "kept", engine.folder, "test")


def run(keeper: CachingRenderer, requests: tuple[SpeechRequest, ...] = REQUESTS) -> None:
    """All of them, to the end."""
    done = threading.Event()

    def asked() -> Iterator[SpeechRequest]:
        yield from requests
        done.set()

    ahead = RenderingAhead(keeper, asked)
    assert done.wait(SOON)
    ahead.close()


def test_every_one_is_kept_and_nothing_is_left_behind(
    tmp_path: Path, engine: PretendedRenderer
) -> None:
    keeper = cache_of(tmp_path, engine)
    run(keeper)
    assert all(keeper.place_of(request).exists() for request in REQUESTS)
    assert list(engine.folder.iterdir()) == []


def test_what_is_kept_is_not_rendered_again(tmp_path: Path, engine: PretendedRenderer) -> None:
    run(cache_of(tmp_path, engine))
    run(cache_of(tmp_path, engine))
    assert engine.rendered == ["yi1", "er4", "san1"]


def test_it_stops_with_the_terminal(tmp_path: Path, engine: PretendedRenderer) -> None:
    engine.may_render.clear()
    begun = threading.Event()

    def asked() -> Iterator[SpeechRequest]:
        begun.set()
        yield from REQUESTS

    ahead = RenderingAhead(cache_of(tmp_path, engine), asked)
    assert begun.wait(SOON)
    ahead.close()
    assert len(engine.rendered) <= 1


def test_an_engine_that_fails_is_left_alone(tmp_path: Path, engine: PretendedRenderer) -> None:
    engine.failing = True
    ended = threading.Event()
    engine.close = ended.set  # type: ignore[method-assign]
    ahead = RenderingAhead(cache_of(tmp_path, engine), lambda: iter(REQUESTS))
    assert ended.wait(SOON)
    ahead.close()
    assert engine.rendered == []


def test_it_leaves_the_start_alone_and_ends_while_it_waits(
    tmp_path: Path, engine: PretendedRenderer
) -> None:
    asked = threading.Event()

    def requests() -> Iterator[SpeechRequest]:
        asked.set()
        yield from ()

    ahead = RenderingAhead(cache_of(tmp_path, engine), requests, wait_s=10 * SOON)
    ahead.close()
    assert not asked.is_set()


def test_it_begins_when_it_has_waited(tmp_path: Path, engine: PretendedRenderer) -> None:
    done = threading.Event()

    def requests() -> Iterator[SpeechRequest]:
        yield from REQUESTS
        done.set()

    ahead = RenderingAhead(cache_of(tmp_path, engine), requests, wait_s=0.01)
    assert done.wait(SOON)
    ahead.close()
    assert engine.rendered == ["yi1", "er4", "san1"]
