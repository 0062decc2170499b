"""Changes settings, one step at a time, and writes down who changed what from what to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.layered_files import SettingsFault
from kiosk.maintenance.changeable import BY_NAME, Changeable, Setting, SettingsDesk
from kiosk.maintenance.sitting import Sitting
from pages.blocks import Tone
from pages.choices import Scalar
from pages.texts import say

Values = Mapping[str, Scalar]


class SettingsRoom:
    """The actions on settings."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._desk = SettingsDesk(sitting.workshop.shipped)

    def actions(self) -> dict[str, Callable[[Values], None]]:
        """Every action of this room by name."""
        return {"change_setting": self._step, "undo_setting": self._undo}

    def _step(self, values: Values) -> None:
        step = int(values["step"])
        self._change(
            BY_NAME[str(values["name"])],
            lambda setting: setting.stepped(setting.of(self._desk.upcoming()), step),
        )

    def _undo(self, values: Values) -> None:
        self._change(BY_NAME[str(values["name"])], lambda _setting: None)

    def _change(self, setting: Changeable, value: Callable[[Changeable], Setting | None]) -> None:
        sitting, desk = self._sitting, self._desk

        def job() -> tuple[Setting, Setting] | None:
            before = setting.of(desk.upcoming())
            try:
                desk.change(setting, value(setting))
            except SettingsFault:
                return None
            return before, setting.of(desk.upcoming())

        def changed(answer: tuple[Setting, Setting] | None) -> None:
            if answer is None:
                sitting.tell(Tone.NOTICE, say("maintenance.settings.refused"))
                return
            old, new = answer
            sitting.note(
                "maintenance.setting", setting=setting.name, old=written(old), new=written(new)
            )
            sitting.tell(Tone.GOOD, say("maintenance.settings.changed"))

        sitting.work(job, changed)


def written(value: Setting) -> str:
    """A value as the event log has it; nothing is ``none``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) or "none"
