"""What stands around every page: head, who, caption, fixed keys; and the room left between."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.screens.drawing import Rect
from kiosk.screens.panel import Panel
from pages.model import Audience

HEAD, WHO, CAPTION, KEYS = 30.0, 23.5, 39.0, 57.0
"""Heights in mm on an upright panel."""
SERVICE_KEYS = 33.0
COLUMN = 75.0
"""Width in mm of the right-hand column on a panel that lies."""
COLUMN_KEY, COLUMN_WHO = 22.0, 43.0
MARGIN = 12.0
KEY_GAP = 5.3
KEY_PLACES = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a screen stand. It hangs on panel and audience only, never on words."""

    head: Rect
    who: Rect | None
    caption: Rect | None
    keys: Rect
    body: Rect
    """The room for the page, margins already taken off."""
    column: bool
    """Whether the fixed keys stand under one another."""

    def key_place(self, number: int, gap: int, *, wide: bool) -> Rect:
        """Where the fixed key of a place stands; a wide one takes the next place too."""
        span = 2 if wide else 1
        room = self.keys.grown(-gap)
        length = room.height if self.column else room.width
        one = (length - (KEY_PLACES - 1) * gap) // KEY_PLACES
        start, extent = number * (one + gap), span * one + (span - 1) * gap
        if self.column:
            return Rect(room.x, room.y + start, room.width, extent)
        return Rect(room.x + start, room.y, extent, room.height)


def frame_for(panel: Panel, audience: Audience) -> Frame:
    """The frame of a panel."""
    if panel.landscape:
        return _lying(panel, audience)
    return _upright(panel, audience)


def _upright(panel: Panel, audience: Audience) -> Frame:
    visitor = audience is Audience.VISITOR
    width, head = panel.width, panel.px(HEAD)
    who = Rect(0, head, width, panel.px(WHO)) if visitor else None
    keys_height = panel.px(KEYS if visitor else SERVICE_KEYS)
    keys = Rect(0, panel.height - keys_height, width, keys_height)
    caption_height = panel.px(CAPTION)
    caption = Rect(0, keys.y - caption_height, width, caption_height) if visitor else None
    top = who.bottom if who else head
    bottom = caption.y if caption else keys.y
    return Frame(
        head=Rect(0, 0, width, head),
        who=who,
        caption=caption,
        keys=keys,
        body=_body(panel, Rect(0, top, width, bottom - top)),
        column=False,
    )


def _lying(panel: Panel, audience: Audience) -> Frame:
    visitor = audience is Audience.VISITOR
    head, column = panel.px(HEAD), panel.px(COLUMN)
    x = panel.width - column
    gap = panel.px(KEY_GAP)
    keys_height = KEY_PLACES * panel.px(COLUMN_KEY) + (KEY_PLACES + 1) * gap
    keys = Rect(x, panel.height - keys_height, column, keys_height)
    rest = keys.y - head
    who_height = min(rest // 2, panel.px(COLUMN_WHO))
    who = Rect(x, head, column, who_height)
    return Frame(
        head=Rect(0, 0, panel.width, head),
        who=who if visitor else None,
        caption=Rect(x, who.bottom, column, rest - who_height) if visitor else None,
        keys=keys,
        body=_body(panel, Rect(0, head, x, panel.height - head)),
        column=True,
    )


def _body(panel: Panel, room: Rect) -> Rect:
    side, ends = panel.px(MARGIN), panel.px(5)
    return Rect(room.x + side, room.y + ends, room.width - 2 * side, room.height - 2 * ends)
