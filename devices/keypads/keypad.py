"""What a keypad says, whatever it is made of."""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    """The keys of the keypad. Down and right are one, and so are up and left."""

    PREVIOUS = "previous"
    NEXT = "next"
    ENTER = "enter"
    BACK = "back"
    HOME = "home"
    REPEAT = "repeat"
    WHERE = "where"
    """Says the page, and what is in focus."""
    HELP = "help"
    LOUDER = "louder"
    SOFTER = "softer"
    FASTER = "faster"
    SLOWER = "slower"
    PAUSE = "pause"
    """Stops the voice; where it is still, has it go on."""
