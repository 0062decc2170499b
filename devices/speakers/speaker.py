"""What a speaker is to the rest of the terminal.

The interface stands apart from its implementation, so that a narrator and its tests need nothing
but this file. It knows syllables and loudness; pages and people are elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

RATES = (100, 120, 140, 160, 175, 200)
"""espeak-ng words a minute for 113, 137, 164, 190, 212, 248 Mandarin characters a minute (E7)."""

VOLUMES = (0.0625, 0.125, 0.25, 0.5, 1.0)
"""Five steps of 6 dB (E5)."""


class Voice(Enum):
    """Who speaks."""

    MANDARIN = auto()
    ENGLISH = auto()


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """One utterance for the engine.

    ``engine_text`` is toned syllables for ``MANDARIN`` (``nin2 hao3 ， qing3 zuo4``), plain words
    for ``ENGLISH``. ``rate`` is in espeak-ng's words a minute, 80 to 450; ``volume`` is the
    amplitude, above 0 up to 1. Raises ``ValueError`` for anything else. ``fixed`` words are the
    program's own and say nothing about anybody: their sound MAY be kept on disk.
    """

    engine_text: str
    voice: Voice = Voice.MANDARIN
    rate: int = RATES[2]
    volume: float = VOLUMES[2]
    fixed: bool = False

    def __post_init__(self) -> None:
        if not self.engine_text.strip():
            raise ValueError("nothing to say")
        if not 80 <= self.rate <= 450 or not 0 < self.volume <= 1:
            raise ValueError("rate is 80 to 450 words a minute, volume above 0 up to 1")


class Cue(Enum):
    """A sound that is no speech: what a key did, and not which key it was (E8); a steady noise."""

    TAKEN = auto()
    """One character more; every key sounds the same."""
    TAKEN_BACK = auto()
    REFUSED = auto()
    """The key changed nothing."""
    CALL = auto()
    """Staff are called: two calm notes, before the sentence that says so."""
    CALIBRATION = auto()
    """Half a minute of noise, to the ear and to a sound meter as loud as the voice (E6)."""


class Ending(Enum):
    """How an utterance ended.

    `FINISHED`: its time is over; whether it could be heard is for `SpeakerStatus` to say.
    `STOPPED`: somebody silenced it, perhaps before it began.
    `FAILED`: no sound could be made of it.
    """

    FINISHED = auto()
    STOPPED = auto()
    FAILED = auto()


class SpeakerStatus(Enum):
    """Whether people can hear anything, as far as is known; the worst cause wins.

    `NO_SOUND_DEVICE`: nothing to play on; utterances pass in silence and take their time.
    `NO_VOICE`: no engine, or one without the Mandarin voice, or one that reads it as English.
    `FAULT`: the engine keeps failing though it is there.
    """

    READY = "ready"
    NO_SOUND_DEVICE = "no_sound_device"
    NO_VOICE = "no_voice"
    FAULT = "fault"


class Speaker(Protocol):
    """A voice that says one utterance at a time.

    No call blocks for longer than it takes to kill a process; none raises for a machine without
    sound or voice (E12). Callbacks come from a thread of the speaker's own and MUST NOT block.
    """

    @property
    def status(self) -> SpeakerStatus:
        """The present status; `READY` until something is known to be wrong."""
        ...

    def say(
        self,
        request: SpeechRequest,
        on_started: Callable[[], None],
        on_ended: Callable[[Ending], None],
    ) -> None:
        """Say this instead of whatever is being said: there are never two voices (E2).

        `on_started` is called at most once, when the sound begins; `on_ended` exactly once, after
        it. Of two utterances, all calls of the first come before any of the second.
        """
        ...

    def prepare(self, request: SpeechRequest) -> None:
        """A hint that this is said soon; MAY be rendered ahead, MAY be ignored."""
        ...

    def sound(self, cue: Cue, volume: float) -> None:
        """Sound this at once instead of whatever is being said; nobody is told of its end.

        ``volume`` as in `SpeechRequest`.
        """
        ...

    def to_headphones(self, plugged: bool) -> None:
        """From the next utterance on sound goes to the headphones alone, or to the loudspeaker.

        Where both are one device, the sound card does that by itself.
        """
        ...

    def stop(self) -> None:
        """Be silent within 200 ms (E2), and forget what was prepared."""
        ...

    def close(self) -> None:
        """Be silent and leave nothing behind: no process, no file. Nothing may follow it."""
        ...
