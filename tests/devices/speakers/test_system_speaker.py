"""One voice at a time, cut at once, honest about its state: with renderer and player pretended."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from devices.speakers.cues import cue_file
from devices.speakers.player import SilentPlayer
from devices.speakers.speaker import Cue, SpeakerStatus, SpeechRequest
from devices.speakers.system_speaker import SystemSpeaker
from tests.devices.speakers.pretended import Listener, PretendedPlayer, PretendedRenderer

pytestmark = pytest.mark.timeout(20)


class Stage:
    """A speaker with everything around it pretended; silence takes no time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.renderer = PretendedRenderer(folder)
        self.player = PretendedPlayer()
        self.headphones = PretendedPlayer()
        self.listener = Listener()
        self.rests: list[float] = []
        self.speaker: SystemSpeaker | None = None

    def _rest(self, _stopped: threading.Event, seconds: float) -> bool:
        self.rests.append(seconds)
        return False

    def open(self) -> SystemSpeaker:
        self.speaker = SystemSpeaker(
            self.renderer,
            self.player,
            headphones=self.headphones,
            cues=partial(cue_file, folder=self.folder),
            on_status=self.listener.turned,
            silent=SilentPlayer(self._rest),
        )
        return self.speaker


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    if stage.speaker is not None:
        stage.speaker.close()
    assert list(tmp_path.iterdir()) == [], "a sound file was left behind"


def test_an_utterance_starts_and_finishes(stage: Stage) -> None:
    speaker = stage.open()
    stage.listener.say(speaker, "ni3 hao3")
    stage.player.finish()
    stage.listener.hear_the_end()
    assert stage.listener.told == ["ni3 hao3 started", "ni3 hao3 finished"]
    assert speaker.status is SpeakerStatus.READY


def test_a_new_utterance_cuts_the_old_one_and_there_are_never_two_voices(stage: Stage) -> None:
    speaker = stage.open()
    stage.listener.say(speaker, "yi1")
    assert stage.player.began.acquire(timeout=5)
    stage.listener.say(speaker, "er4")
    stage.player.finish()
    stage.listener.hear_the_end(2)
    assert stage.listener.told == ["yi1 started", "yi1 stopped", "er4 started", "er4 finished"]


def test_stopping_silences_at_once_and_says_so(stage: Stage) -> None:
    speaker = stage.open()
    stage.listener.say(speaker, "yi1")
    assert stage.player.began.acquire(timeout=5)
    speaker.stop()
    assert stage.player.playbacks[0].over.is_set()
    stage.listener.hear_the_end()
    assert stage.listener.told[-1] == "yi1 stopped"


def test_what_is_stopped_before_it_sounds_never_sounds(stage: Stage) -> None:
    speaker = stage.open()
    stage.renderer.may_render.clear()
    stage.listener.say(speaker, "yi1")
    speaker.stop()
    stage.renderer.may_render.set()
    stage.listener.hear_the_end()
    assert stage.listener.told == ["yi1 stopped"]
    assert stage.player.playbacks == []


def test_what_was_prepared_is_not_rendered_again(stage: Stage) -> None:
    speaker = stage.open()
    speaker.prepare(SpeechRequest("ni3 hao3"))
    stage.listener.say(speaker, "ni3 hao3")
    stage.player.finish()
    stage.listener.hear_the_end()
    assert stage.renderer.rendered == ["ni3 hao3"]


def test_what_was_prepared_and_never_said_leaves_no_file(stage: Stage) -> None:
    speaker = stage.open()
    speaker.prepare(SpeechRequest("yi1"))
    stage.listener.say(speaker, "er4")
    stage.player.finish()
    stage.listener.hear_the_end()
    speaker.prepare(SpeechRequest("san1"))


def test_without_a_sound_device_utterances_pass_in_silence_and_in_their_time(stage: Stage) -> None:
    stage.player.device = False
    speaker = stage.open()
    assert stage.listener.hear_of_a_status() is SpeakerStatus.NO_SOUND_DEVICE
    stage.listener.say(speaker, "yi1")
    stage.listener.hear_the_end()
    assert stage.listener.told == ["yi1 started", "yi1 finished"]
    assert stage.rests == [pytest.approx(0.01, abs=0.001)]
    assert speaker.status is SpeakerStatus.NO_SOUND_DEVICE


def test_a_device_that_comes_back_is_used_again_by_itself(stage: Stage) -> None:
    stage.player.device = False
    speaker = stage.open()
    assert stage.listener.hear_of_a_status() is SpeakerStatus.NO_SOUND_DEVICE
    stage.player.device = True
    stage.listener.say(speaker, "yi1")
    stage.player.finish()
    stage.listener.hear_the_end()
    assert stage.listener.statuses == [SpeakerStatus.NO_SOUND_DEVICE, SpeakerStatus.READY]


def test_an_engine_without_the_voice_is_told_and_utterances_pass_in_silence(stage: Stage) -> None:
    stage.renderer.usable = False
    speaker = stage.open()
    assert stage.listener.hear_of_a_status() is SpeakerStatus.NO_VOICE
    stage.listener.say(speaker, "yi1 er4 san1")
    stage.listener.hear_the_end()
    assert stage.listener.told == ["yi1 er4 san1 failed"]
    assert stage.rests == [pytest.approx(1.1, abs=0.05)]
    assert stage.player.playbacks == []
    assert speaker.status is SpeakerStatus.NO_VOICE


def test_an_engine_that_keeps_failing_is_a_fault_until_it_works_again(stage: Stage) -> None:
    speaker = stage.open()
    stage.renderer.failing = True
    stage.listener.say(speaker, "yi1")
    stage.listener.hear_the_end()
    assert speaker.status is SpeakerStatus.READY, "once may be bad luck"
    stage.listener.say(speaker, "er4")
    stage.listener.hear_the_end()
    assert stage.listener.hear_of_a_status() is SpeakerStatus.FAULT
    stage.renderer.failing = False
    stage.listener.say(speaker, "san1")
    stage.player.finish()
    stage.listener.hear_the_end()
    assert speaker.status is SpeakerStatus.READY


def test_closing_in_the_middle_of_a_word_ends_it(stage: Stage) -> None:
    speaker = stage.open()
    stage.listener.say(speaker, "yi1")
    assert stage.player.began.acquire(timeout=5)
    speaker.close()
    stage.speaker = None
    assert stage.listener.told[-1] == "yi1 stopped"


@pytest.mark.parametrize(
    ("text", "rate", "volume"), [("", 140, 1.0), ("a1", 79, 1.0), ("a1", 140, 0.0), ("a1", 140, 2)]
)
def test_a_request_that_makes_no_sense_is_refused(text: str, rate: int, volume: float) -> None:
    with pytest.raises(ValueError, match=r"nothing to say|words a minute"):
        SpeechRequest(text, rate=rate, volume=volume)


class TestTones:
    def test_take_the_place_of_what_is_said(self, stage: Stage) -> None:
        speaker = stage.open()
        stage.listener.say(speaker, "yi1")
        assert stage.player.began.acquire(timeout=5)
        speaker.sound(Cue.TAKEN, 1.0)
        stage.listener.hear_the_end()
        stage.player.finish()
        assert stage.listener.told == ["yi1 started", "yi1 stopped"]
        assert len(stage.player.playbacks) == 2

    def test_give_way_to_what_is_said_next(self, stage: Stage) -> None:
        speaker = stage.open()
        speaker.sound(Cue.TAKEN, 1.0)
        assert stage.player.began.acquire(timeout=5)
        stage.listener.say(speaker, "yi1")
        stage.player.finish()
        stage.listener.hear_the_end()
        assert stage.player.playbacks[0].over.is_set()
        assert stage.listener.told == ["yi1 started", "yi1 finished"]

    def test_sound_where_there_is_no_voice_and_change_nothing_of_it(self, stage: Stage) -> None:
        stage.renderer.usable = False
        speaker = stage.open()
        assert stage.listener.hear_of_a_status() is SpeakerStatus.NO_VOICE
        speaker.sound(Cue.REFUSED, 1.0)
        stage.player.finish()
        stage.listener.say(speaker, "yi1")
        stage.listener.hear_the_end()
        assert speaker.status is SpeakerStatus.NO_VOICE


class TestHeadphones:
    """Where they are a device of their own, nobody else hears a word while they are in."""

    def test_alone_sound_while_they_are_in(self, stage: Stage) -> None:
        speaker = stage.open()
        speaker.to_headphones(True)
        stage.listener.say(speaker, "yi1")
        stage.headphones.finish()
        stage.listener.hear_the_end()
        speaker.to_headphones(False)
        stage.listener.say(speaker, "er4")
        stage.player.finish()
        stage.listener.hear_the_end()
        assert (len(stage.headphones.playbacks), len(stage.player.playbacks)) == (1, 1)

    def test_get_the_tones_too(self, stage: Stage) -> None:
        speaker = stage.open()
        speaker.to_headphones(True)
        speaker.sound(Cue.TAKEN, 1.0)
        stage.headphones.finish()
        assert stage.player.playbacks == []

    def test_that_do_not_open_never_make_the_loudspeaker_speak_instead(self, stage: Stage) -> None:
        stage.headphones.device = False
        speaker = stage.open()
        speaker.to_headphones(True)
        stage.listener.say(speaker, "yi1")
        stage.listener.hear_the_end()
        assert stage.player.playbacks == []
        assert speaker.status is SpeakerStatus.NO_SOUND_DEVICE
