"""Hear a terminal's speaker: ``python -m devices.speakers --test``.

``--calibrate`` sounds half a minute of noise that is as loud to a sound meter as the voice at its
usual loudness; see docs/voices.md (E6).
"""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from devices.speakers.cues import cue_file
from devices.speakers.player import Player
from devices.speakers.private_folder import make_private_folder, remove_folder
from devices.speakers.programs import player_for
from devices.speakers.pyttsx3_renderer import Pyttsx3Renderer
from devices.speakers.recording_player import RecordingPlayer
from devices.speakers.settings import SpeakerSettings
from devices.speakers.speaker import (
    RATES,
    VOLUMES,
    Cue,
    Ending,
    SpeakerStatus,
    SpeechRequest,
    Voice,
)
from devices.speakers.system_speaker import SystemSpeaker

_TEST = "nin2 hao3 ， zhe4 shi4 yu3 yin1 ce4 shi4 。 yi1 er4 san1 si4 wu3 。"


def main(arguments: list[str] | None = None) -> int:
    """Say one utterance; the exit code is 0 only if a device played it."""
    options = _options(arguments)
    if options.calibrate:
        return _calibrate(options)
    text = _TEST if options.test else options.say
    voice = Voice.ENGLISH if options.english else Voice.MANDARIN
    request = SpeechRequest(text, voice, RATES[options.rate - 1], VOLUMES[options.volume - 1])
    player: Player = player_for(options.player, options.device)
    if options.out is not None:
        player = RecordingPlayer(options.out)
    ending, status = _say(request, player)
    print(f"{ending.name.lower()}, speaker {status.value}")  # noqa: T201 - the answer asked for
    return 0 if ending is Ending.FINISHED and status is SpeakerStatus.READY else 1


def _calibrate(options: argparse.Namespace) -> int:
    player: Player = player_for(options.player, options.device)
    if options.out is not None:
        player = RecordingPlayer(options.out)
    gain = SpeakerSettings(gain_db=options.gain_db).gain
    noise = cue_file(Cue.CALIBRATION, VOLUMES[options.volume - 1], gain=gain)
    try:
        played = player.start(noise).wait()
    finally:
        player.close()
        noise.unlink()
    print("played" if played else "no device played it")  # noqa: T201 - the answer asked for
    return 0 if played else 1


def _say(request: SpeechRequest, player: Player) -> tuple[Ending, SpeakerStatus]:
    folder = make_private_folder()
    endings: list[Ending] = []
    ended = threading.Event()

    def on_ended(ending: Ending) -> None:
        endings.append(ending)
        ended.set()

    speaker = SystemSpeaker(Pyttsx3Renderer(folder), player)
    try:
        speaker.say(request, lambda: None, on_ended)
        ended.wait()
        return endings[0], speaker.status
    finally:
        speaker.close()
        remove_folder(folder)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m devices.speakers", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--test", action="store_true", help="say a built-in sentence")
    what.add_argument("--say", metavar="TEXT", help='toned pinyin: "ni3 hao3"')
    what.add_argument("--calibrate", action="store_true", help="noise for a sound meter")
    parser.add_argument("--gain-db", type=float, default=0.0, help="gain_db to try, for the noise")
    parser.add_argument("--english", action="store_true", help="TEXT is English")
    parser.add_argument(
        "--player", choices=("auto", "pw-play", "paplay", "aplay"), default="auto", help="program"
    )
    parser.add_argument("--device", default="", help="ALSA device, or the sound server's sink")
    parser.add_argument("--rate", type=int, choices=range(1, 7), default=3)
    parser.add_argument("--volume", type=int, choices=range(1, 6), default=3)
    parser.add_argument("--out", type=Path, help="keep the sound file here instead of playing it")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
