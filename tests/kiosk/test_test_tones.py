"""What the speakers' checks play, as the files that reach the player."""

from __future__ import annotations

import wave
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.maintenance.assembly import play_tone
from kiosk.maintenance.bench import Channel

Samples = npt.NDArray[np.float64]
LONG_S = 30.0


@dataclass
class Player:
    """Keeps what is played, and says whether a device took it."""

    takes_it: bool = True
    files: list[Path] = field(default_factory=list)
    played: list[tuple[int, Samples]] = field(default_factory=list)

    def probe(self) -> bool:
        return self.takes_it

    def start(self, wav: Path) -> Player:
        with wave.open(str(wav)) as sound:
            frames = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
            by_channel = frames.reshape(-1, sound.getnchannels()).astype(float) / 32768
            self.played.append((sound.getframerate(), by_channel))
        self.files.append(wav)
        return self

    def wait(self) -> bool:
        return self.takes_it

    def stop(self) -> None:
        raise AssertionError("a test tone is heard to its end")

    def close(self) -> None:
        return


@pytest.mark.parametrize(
    ("channel", "left", "right"),
    [
        (Channel.LEFT, True, False),
        (Channel.RIGHT, False, True),
        (Channel.BOTH, True, True),
    ],
)
def test_a_tone_sounds_on_its_side_alone(channel: Channel, left: bool, right: bool) -> None:
    player = Player()
    assert play_tone(player, channel, 0.0)
    [(_, samples)] = player.played
    loud = np.abs(samples).max(axis=0) > 0.1
    silent = np.abs(samples).max(axis=0) == 0
    assert list(loud) == [left, right]
    assert list(silent) == [not left, not right]


def test_the_noise_lasts_long_enough_to_read_a_meter() -> None:
    [(rate, samples)] = noise(0.0)
    assert len(samples) / rate == pytest.approx(LONG_S, abs=1)


@pytest.mark.parametrize("gain_db", [-6.0, 3.0])
def test_the_noise_follows_the_setting_decibel_for_decibel(gain_db: float) -> None:
    [(_, plain)], [(_, set_)] = noise(0.0), noise(gain_db)
    assert loudness(set_) - loudness(plain) == pytest.approx(gain_db, abs=0.2)


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("takes_it", [True, False])
def test_it_is_told_whether_a_device_took_it_and_no_file_is_left(
    channel: Channel, takes_it: bool
) -> None:
    player = Player(takes_it)
    assert play_tone(player, channel, 0.0) is takes_it
    assert not any(file.exists() for file in player.files)


def noise(gain_db: float) -> list[tuple[int, Samples]]:
    player = Player()
    play_tone(player, Channel.NOISE, gain_db)
    return player.played


def loudness(samples: Samples) -> float:
    """Root mean square in decibels of full scale."""
    return float(20 * np.log10(np.sqrt(np.mean(samples**2))))
