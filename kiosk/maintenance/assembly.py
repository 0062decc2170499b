"""Puts the service menu's workshop together from a terminal's settings and devices."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path

from applications.ask import TerminalFacts
from devices.printers.printer import Printer
from devices.printers.test_page import make_test_page
from devices.speakers.cues import cue_file
from devices.speakers.player import Player
from devices.speakers.programs import player_for
from devices.speakers.speaker import VOLUMES, Cue
from devices.speakers.test_tone import write_tone
from kiosk.clock import Clock
from kiosk.event_chain import Sign
from kiosk.log_file import FOLDER
from kiosk.maintenance.accounts import Accounts
from kiosk.maintenance.bench import Channel
from kiosk.maintenance.log_view import LogView
from kiosk.maintenance.power_switch import PowerSwitch
from kiosk.maintenance.report_slip import report_slip
from kiosk.maintenance.workshop import Workshop
from kiosk.screens.panel import Panel
from kiosk.settings import Settings
from kiosk.store import Store
from pages.presentation import Presentation


def open_workshop(
    settings: Settings,
    shipped: Settings,
    *,
    clock: Clock,
    panel: Panel,
    terminal: TerminalFacts,
    store: Store,
    printer: Printer,
    sign: Sign,
    end_program: Callable[[], None],
    player: Player | None = None,
) -> Workshop:
    """The workshop of a terminal with these settings; nothing is opened yet."""
    folder = settings.state_directory / FOLDER
    width = settings.printer.width_dots
    speech = settings.speech
    return Workshop(
        clock=clock,
        panel=panel,
        running=settings,
        shipped=shipped,
        accounts=cache(lambda: Accounts(store, clock)),
        store=lambda: store,
        printer=printer,
        test_slip=lambda: make_test_page(width),
        report_slip=report_slip(terminal, width, clock),
        sound=lambda channel: play_tone(
            player or player_for(speech.player, speech.device), channel, speech.gain_db
        ),
        power=PowerSwitch(end_program),
        log=LogView(folder),
        log_folder=folder,
        sign=sign,
        new_id=lambda: str(uuid.uuid4()),
        scratch=Path(tempfile.gettempdir()),
    )


def play_tone(player: Player, channel: Channel, gain_db: float) -> bool:
    """Play a test tone, or the noise, to its end; whether a sound device took it."""
    if channel is Channel.NOISE:
        usual = VOLUMES[Presentation().volume - 1]
        noise = cue_file(Cue.CALIBRATION, usual, gain=10 ** (gain_db / 20))
        try:
            return player.start(noise).wait()
        finally:
            noise.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="yinling-tone-") as name:
        wav = Path(name) / "tone.wav"
        write_tone(wav, left=channel is not Channel.RIGHT, right=channel is not Channel.LEFT)
        return player.start(wav).wait()
