"""An utterance as the speaker is asked for it: syllables, at this person's speed and loudness."""

from __future__ import annotations

from collections.abc import Callable

from devices.speakers.speaker import RATES, VOLUMES, SpeechRequest, Voice
from pages.presentation import Language, Presentation
from pages.spoken import Utterance


def speech_request(
    utterance: Utterance, presentation: Presentation, pronounce: Callable[[str], str]
) -> SpeechRequest:
    """Raises ``ValueError`` where ``pronounce`` does: for Mandarin without syllables."""
    chinese = utterance.language is Language.CHINESE
    return SpeechRequest(
        engine_text=pronounce(utterance.worded) if chinese else utterance.worded,
        voice=Voice.MANDARIN if chinese else Voice.ENGLISH,
        rate=RATES[presentation.rate - 1],
        volume=VOLUMES[presentation.volume - 1],
        fixed=utterance.fixed,
    )
