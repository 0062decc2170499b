"""Recorded voices and the cache of the engine's: ``python -m kiosk.voices``.

script              every sentence to record, by key
lacks NAME          what the voice still lacks
take NAME FOLDER    trim and level the recordings KEY.wav of a folder into the voice
ahead --cache DIR   render every sentence ahead, so that it starts at once
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import wave
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from devices.speakers.clips import NotAClip, level
from devices.speakers.pyttsx3_renderer import RenderFailed
from devices.speakers.settings import SpeakerSettings, make_renderer
from kiosk.settings import load_settings
from kiosk.voice import fixed_requests, speaker_settings
from kiosk.voice_lines import VOICES, Line, fixed_lines, missing_lines, recorded_words


def main(arguments: list[str] | None = None) -> int:
    """The command line; 0 where all was done, 1 where something is missing or was refused."""
    options = _options(arguments)
    match options.command:
        case "script":
            return _print(fixed_lines())
        case "lacks":
            missing = missing_lines(options.voices / options.name)
            _print(missing)
            return 1 if missing else 0
        case "take":
            return take(options.voices / options.name, options.folder)
        case _:
            config = load_settings(options.config)
            return render_ahead(replace(speaker_settings(config), cache=options.cache))


def take(voice: Path, folder: Path) -> int:
    """Trim and level every recording of a line into the voice; tells what it refuses, and why."""
    lines = {line.key: line for line in fixed_lines()}
    recorded = recorded_words(voice)
    voice.mkdir(parents=True, exist_ok=True)
    refused = 0
    for recording in sorted(folder.glob("*.wav")):
        line = lines.get(recording.stem)
        try:
            if line is None:
                raise NotAClip("no line of the script has this key")
            level(recording, voice / recording.name)
        except (NotAClip, OSError, EOFError, wave.Error) as error:
            refused += 1
            sys.stderr.write(f"{recording.name}: {error}\n")
        else:
            recorded[line.key] = line.words
    entries = (f'"{key}" = "{words}"\n' for key, words in sorted(recorded.items()))
    (voice / "words.toml").write_text("".join(entries), encoding="utf-8")
    return 1 if refused else 0


def render_ahead(settings: SpeakerSettings) -> int:
    """Render every fixed line at the usual speed and loudness into the cache."""
    with tempfile.TemporaryDirectory(prefix="yinling-ahead-") as name:
        renderer = make_renderer(settings, Path(name))
        try:
            for request in fixed_requests():
                renderer.render(request).unlink()
        except RenderFailed as error:
            sys.stderr.write(f"nothing can be rendered: {error}\n")
            return 1
        finally:
            renderer.close()
    return 0


def _print(lines: Iterable[Line]) -> int:
    sys.stdout.writelines(f"{line.key}\t{line.words}\n" for line in lines)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m kiosk.voices",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--voices", type=Path, default=VOICES, help="where voices are kept")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("script", help="every sentence to record")
    lacks = commands.add_parser("lacks", help="what a voice still lacks")
    taking = commands.add_parser("take", help="trim and level what was recorded")
    for command in (lacks, taking):
        command.add_argument("name", help="the voice, such as nantong")
    taking.add_argument("folder", type=Path, help="recordings, one KEY.wav for each line")
    ahead = commands.add_parser("ahead", help="render every sentence ahead")
    ahead.add_argument("--cache", type=Path, required=True, help="where the sounds are kept")
    ahead.add_argument("--config", type=Path, help="the terminal's settings")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
