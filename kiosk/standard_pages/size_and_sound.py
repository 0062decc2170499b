"""How this person wants it, for this visit only: text, colours, voice, language (A4, A5, E5, E7).

What people change on the way, the size of the text and how loud and how fast it is read, stands on
the first page (E3), each with less and more; colours and language are one tap further, so that
neither page offers more than six choices. What leads from one to the other stands among the fixed
keys, where 字和声音 stands on every other page.
"""

from __future__ import annotations

from applications.ask import Ask
from pages.choices import Choice, Role, do
from pages.model import Page
from pages.presentation import Language, Look, Presentation, TextSize
from pages.texts import Text, say
from values import Ordinal

SIZES = tuple(TextSize)
LOOKS = tuple(Look)
LANGUAGES = tuple(Language)
VOLUMES = range(1, 6)
RATES = range(1, 7)


def size_and_sound(ask: Ask) -> Page:
    """Larger and smaller, louder and softer, slower and faster."""
    now = ask.presentation
    return Page(
        route="standard.size_and_sound",
        title=say("standard.size_and_sound.title"),
        choices=(
            *_steps("size", "smaller", "larger", _size(now), "text_decrease", "text_increase"),
            *_steps("volume", "softer", "louder", _step(now.volume), "volume_down", "volume_up"),
            *_steps("rate", "slower", "faster", _step(now.rate), "slow_motion_video", "speed"),
        ),
    )


def more_settings(_ask: Ask) -> Page:
    """Other colours, the other language, and everything as it usually is."""
    return Page(
        route="standard.more_settings",
        title=say("standard.more_settings.title"),
        choices=(
            Choice(
                say("standard.size_and_sound.colours"),
                do("present", setting="look", step=1),
                icon="contrast",
            ),
            Choice(
                say("standard.size_and_sound.other_language"),
                do("present", setting="language", step=1),
                icon="translate",
            ),
            Choice(say("standard.size_and_sound.usual"), do("usual"), icon="restart_alt"),
        ),
    )


def changed(now: Presentation, setting: str, step: int) -> Presentation:
    """A step up or down; sizes, volumes and rates end, colours and languages go round."""
    match setting:
        case "size":
            return now.changed(size=SIZES[_within(range(len(SIZES)), SIZES.index(now.size) + step)])
        case "volume":
            return now.changed(volume=_within(VOLUMES, now.volume + step))
        case "rate":
            return now.changed(rate=_within(RATES, now.rate + step))
        case "look":
            return now.changed(look=LOOKS[(LOOKS.index(now.look) + step) % len(LOOKS)])
        case "language":
            place = LANGUAGES.index(now.language) + step
            return now.changed(language=LANGUAGES[place % len(LANGUAGES)])
        case _:
            raise ValueError(f"there is no setting {setting!r}")


def usual(now: Presentation) -> Presentation:
    """As everybody finds it; what is covered stays covered, and nobody is asked again (D6)."""
    return Presentation(covered=now.covered, figures_aloud=now.figures_aloud)


def _steps(
    setting: str, less: str, more: str, value: Text, less_icon: str, more_icon: str
) -> tuple[Choice, ...]:
    """Less and more of a setting, side by side under its name and how it is now."""
    name = say(f"standard.size_and_sound.{setting}")
    return tuple(
        Choice(
            say(f"standard.size_and_sound.{label}"),
            do("present", setting=setting, step=step),
            icon=icon,
            role=Role.STEP,
            detail=name,
            aside=value,
        )
        for label, step, icon in ((less, -1, less_icon), (more, 1, more_icon))
    )


def _size(now: Presentation) -> Text:
    return say(f"standard.size_and_sound.sizes.{now.size.name.lower()}")


def _step(number: int) -> Text:
    return say("standard.size_and_sound.step", n=Ordinal(number))


def _within(allowed: range, wanted: int) -> int:
    return min(max(wanted, allowed[0]), allowed[-1])
