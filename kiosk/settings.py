"""What can be set on a terminal, and from where it is read.

``config/defaults.toml`` of the program, over it the site's file (``/etc/yinling/kiosk.toml`` or the
one named on the command line), over that ``settings.toml`` in the state directory, which only the
service menu writes. A section whose user does not read settings by itself has its record here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from kiosk.layered_files import SettingsFault, read_layer, read_layers

__all__ = ["Settings", "SettingsFault", "load_settings"]

DEFAULTS_FILE = Path(__file__).parent.parent / "config" / "defaults.toml"
SITE_FILE = Path("/etc/yinling/kiosk.toml")
LOCAL_NAME = "settings.toml"

Figures = Literal["ask", "headphones", "always"]
"""When private figures may sound: once asked for, through headphones only, or always (E9)."""
Line = Annotated[str, Meta(min_length=1, max_length=40, description="1 to 40 characters")]
"""A few words that fit on one line of the screen."""
WordsOrNothing = Annotated[str, Meta(max_length=40, description="at most 40 characters")]
TerminalId = Annotated[
    str,
    Meta(
        pattern=r"\A[A-Z][A-Z0-9]{1,15}\Z",
        description="a capital letter, then up to 15 capitals or digits, such as T01",
    ),
]
Phone = Annotated[
    str,
    Meta(
        pattern=r"\A([0-9][0-9-]{2,18}[0-9])?\Z",
        description="digits and hyphens, such as 0513-86512345, or nothing",
    ),
]
WebAddress = Annotated[
    str,
    Meta(pattern=r"\Ahttps?://[^\s/]+(/\S*)?\Z", description="https://HOST or http://HOST"),
]

TimeOfDay = Annotated[
    str,
    Meta(
        pattern=r"\A(([01][0-9]|2[0-3]):[0-5][0-9])?\Z",
        description="HH:MM such as 08:30, or nothing",
    ),
]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the terminal stands, in words retirees read and hear."""

    organisation: Line
    terminal: TerminalId
    """The terminal's id in the fleet; part of every receipt number."""
    terminal_name: Line
    counter: Line
    """Where a human being serves (C9)."""
    counter_phone: Phone
    """Empty where there is none."""
    counter_place: WordsOrNothing
    """Where in the house that is; empty where it need not be said."""
    counter_hours: WordsOrNothing
    """When somebody sits there, in words."""
    reader_place: Line
    slip_place: Line


@dataclass(frozen=True, slots=True)
class Screen:
    """From this, sizes in millimetres become pixels (A1). Width and height are as it hangs."""

    diagonal_inches: Annotated[float, Meta(ge=7, le=100)]
    width: Annotated[int, Meta(ge=480, le=7680)]
    height: Annotated[int, Meta(ge=480, le=7680)]
    viewing_distance_mm: Annotated[int, Meta(ge=300, le=1500)]
    same_key_ms: Annotated[int, Meta(ge=300, le=800)]
    """For how long a key that acted does not act again (B4)."""


@dataclass(frozen=True, slots=True)
class Backend:
    """The platform service this terminal asks. Its enrolment there says which district it is of."""

    url: WebAddress
    phones: bool
    """Whether people's telephones reach its public address: then a receipt may be taken along."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Which card readers there are."""

    pcsc: bool
    pcsc_name: str
    """Only readers with this in their name; empty takes all."""
    sam_v: str
    """The serial port of the resident-ID-card reader; empty where there is none."""


@dataclass(frozen=True, slots=True)
class SelfSpeakingReader:
    """A reader that speaks by itself: on a serial line, or as if it were a keyboard."""

    kind: Literal["serial", "keyboard", "none"]
    path: str
    """The serial port, or the device below ``/dev/input/by-id/``."""
    baud: Annotated[int, Meta(ge=1200, le=921600)]

    def __post_init__(self) -> None:
        if self.kind != "none" and not self.path:
            raise ValueError(f"kind is {self.kind}, so path must be given")


@dataclass(frozen=True, slots=True)
class Scanner(SelfSpeakingReader):
    """The code scanner, for electronic social-security cards and 医保码."""

    place: str
    """Where to hold the telephone, in words; shown and spoken."""

    def __post_init__(self) -> None:
        SelfSpeakingReader.__post_init__(self)
        if self.kind != "none" and not self.place:
            raise ValueError("there is a scanner, so its place must be said")


@dataclass(frozen=True, slots=True)
class Stripe(SelfSpeakingReader):
    """The magnetic-stripe reader."""


@dataclass(frozen=True, slots=True)
class ReceiptPrinter:
    """The receipt printer and how it is connected."""

    kind: Literal["network", "serial", "usb", "file", "none"]
    host: str
    port: Annotated[int, Meta(ge=1, le=65535)]
    path: str
    baud_rate: Annotated[int, Meta(ge=9600, le=921600)]
    sensors: bool
    """Whether it notices missing paper; of others a page only says that a slip was sent."""
    width_dots: Annotated[int, Meta(ge=384, le=832, multiple_of=8)]

    def __post_init__(self) -> None:
        if self.kind == "network" and not self.host:
            raise ValueError("kind is network, so host must be given")
        if self.kind in ("serial", "usb", "file") and not self.path:
            raise ValueError(f"kind is {self.kind}, so path must be given")


@dataclass(frozen=True, slots=True)
class Speech:
    """How the terminal speaks."""

    figures: Figures
    """Through headphones private figures always sound."""
    yao: bool
    """A one in codes and telephone numbers is said 幺, else 一 (F4)."""
    player: Literal["auto", "pw-play", "paplay", "aplay"]
    device: str
    """The ALSA device or the sound server's sink; empty takes the usual one."""
    headphones: str
    """The headphones' device, where it is one of its own; empty: the sound card switches over."""
    gain_db: Annotated[float, Meta(ge=-24, le=6)]
    """What a technician took off, or added, in front of a sound meter (E6)."""
    voice: Annotated[
        str, Meta(pattern=r"\A[a-z0-9-]{0,40}\Z", description="a folder of content/voices")
    ]
    """The recorded voice whose clips win over the engine; empty takes the engine alone."""
    lead_in_ms: Annotated[int, Meta(ge=0, le=2000)]
    """Silence before the first word, for amplifiers that wake slowly and are not kept awake."""


@dataclass(frozen=True, slots=True)
class Keypad:
    """The tactile keypad."""

    device: str
    """Its event device, such as one under /dev/input/by-path; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When the house is open, every day; both empty where it never closes."""

    opens: TimeOfDay
    closes: TimeOfDay


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When somebody counts as gone (D2, D3)."""

    idle_seconds: Annotated[int, Meta(ge=120, le=300)]
    warning_seconds: Annotated[int, Meta(ge=20, le=45)]


@dataclass(frozen=True, slots=True)
class Maintenance:
    """How the terminal looks after itself."""

    self_check: TimeOfDay
    """When it checks itself every morning; empty where it does not."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the terminal keeps what must survive a restart."""

    directory: Annotated[str, Meta(min_length=1)]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a terminal."""

    site: Site
    screen: Screen
    backend: Backend
    readers: Readers
    scanner: Scanner
    stripe: Stripe
    printer: ReceiptPrinter
    speech: Speech
    keypad: Keypad
    hours: Hours
    session: SessionTimes
    maintenance: Maintenance
    state: State

    @property
    def state_directory(self) -> Path:
        """``state.directory`` as a path."""
        return Path(self.state.directory)


def load_settings(
    config: Path | None = None, *, site_file: Path = SITE_FILE, with_local: bool = True
) -> Settings:
    """Read the settings; raises ``SettingsFault`` with every mistake found.

    ``config`` is the site's file named on the command line, which must exist; ``site_file`` is the
    usual one, which may be missing. Without ``with_local`` what the service menu wrote is left out.
    """
    files = [DEFAULTS_FILE]
    if config is not None:
        files.append(config)
    elif site_file.exists():
        files.append(site_file)
    settings = read_layers(Settings, files)
    local = settings.state_directory / LOCAL_NAME
    if not with_local or not local.exists():
        return settings
    if "state" in read_layer(Settings, local):
        raise SettingsFault([f"{local}: [state]: cannot be set in the file that lies there itself"])
    return read_layers(Settings, [*files, local])
