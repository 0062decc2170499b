"""Restarting and switching off: the program by its unit, the machine by systemd."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass

LIMIT_S = 20.0


class SwitchFault(Exception):
    """The system did not take the order; a technician has to look at its rights (polkit)."""


@dataclass(frozen=True)
class PowerSwitch:
    """``end_program`` ends the kiosk, which its unit starts again."""

    end_program: Callable[[], None]
    run: Callable[[list[str]], int] = lambda command: (
        subprocess.run(
            command, check=False, timeout=LIMIT_S, stdin=subprocess.DEVNULL, capture_output=True
        ).returncode
    )

    def reboot(self) -> None:
        """Start the machine anew; blocks, raises ``SwitchFault``."""
        self._order("reboot")

    def power_off(self) -> None:
        """Switch the machine off; blocks, raises ``SwitchFault``."""
        self._order("poweroff")

    def _order(self, what: str) -> None:
        try:
            status = self.run(["systemctl", "--no-ask-password", what])
        except (OSError, subprocess.TimeoutExpired) as reason:
            raise SwitchFault(what) from reason
        if status != 0:
            raise SwitchFault(what)
