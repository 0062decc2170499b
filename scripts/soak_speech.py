"""Random pages, touches and settings through the real voice for minutes: ``make soak-speech``.

Every utterance that began must end, no process may be left over, memory must not grow. Figures are
printed; the exit code says whether all of that held.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from devices.speakers.settings import SpeakerSettings, open_speaker  # noqa: E402
from devices.speakers.simulator.sound_server import SoundServer  # noqa: E402
from devices.speakers.speaker import VOLUMES, Cue, SpeakerStatus  # noqa: E402
from kiosk.clock import SystemClock  # noqa: E402
from kiosk.loop import Loop  # noqa: E402
from kiosk.narrator import Narrator  # noqa: E402
from kiosk.under_way import Heard  # noqa: E402
from kiosk.voice_lines import fixed_lines  # noqa: E402
from pages.numerals import money  # noqa: E402
from pages.pinyin import engine_text, warm_up  # noqa: E402
from pages.presentation import Language, Presentation  # noqa: E402
from pages.spoken import Utterance  # noqa: E402

GROWTH_MB = 12.0
"""Memory that dictionaries and caches may still take after the first minute."""


class Soak:
    """A visitor in a hurry: pages, touches, loudness and speed, at random moments."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.heard: list[Heard] = []
        self.faults = 0
        self.errors: list[BaseException] = []
        self.statuses: list[SpeakerStatus] = []
        settings = SpeakerSettings(program="paplay", cache=folder / "cache")
        self.speaker = open_speaker(settings, folder, on_status=self.statuses.append)
        self.loop = Loop(SystemClock(), ThreadPoolExecutor(1), self.errors.append)
        self.narrator = Narrator(
            self.loop,
            self.speaker,
            engine_text,
            changed=lambda: None,
            quiet=lambda: None,
            faulty=self._fault,
            heard=self.heard.append,
        )
        self._thread = threading.Thread(target=self.loop.run)
        self._thread.start()

    def step(self) -> None:
        """One more thing a person does, and a while until the next."""
        page = [self._utterance(block) for block in range(self.random.randint(1, 6))]
        how = Presentation(volume=self.random.randint(1, 5), rate=self.random.randint(1, 6))
        deed = self.random.choice(
            [
                lambda: self.narrator.arrive(page, how, by_person=True),
                lambda: self.narrator.arrive(page, how, by_person=False),
                lambda: self.narrator.add(page, how),
                lambda: self.narrator.interject(page[:1], how),
                lambda: self.narrator.hush_private(how),
                lambda: self._press_key(how),
                self.narrator.silence,
                lambda: self.narrator.go_on(how),
                self.narrator.forget,
            ]
        )
        self.loop.post(deed)
        time.sleep(self.random.choice((0.02, 0.1, 0.5, 2.0, 5.0)))

    def close(self) -> None:
        """Let everything end."""
        self.loop.post(self.narrator.silence)
        time.sleep(0.5)
        self.loop.stop()
        self._thread.join()
        self.speaker.close()

    def _press_key(self, how: Presentation) -> None:
        self.narrator.silence()
        self.speaker.sound(Cue.TAKEN, VOLUMES[how.volume - 1])

    def _utterance(self, block: int) -> Utterance:
        if self.random.random() < 0.5:
            words, fixed = self.random.choice(fixed_lines()).words, True
        else:
            words, fixed = f"金额{money(self.random.randrange(10**8))}。", False
        return Utterance(words, words, Language.CHINESE, block=block, fixed=fixed)

    def _fault(self) -> None:
        self.faults += 1


def main() -> int:
    """Run, print, and say whether nothing was lost, left over or leaked."""
    options = _options()
    warm_up()
    with SoundServer() as server, tempfile.TemporaryDirectory(prefix="yinling-soak-") as name:
        os.environ.update(server.environment)
        folder = Path(name)
        soak = Soak(folder, options.seed)
        end, settled = time.monotonic() + options.minutes * 60, time.monotonic() + 60
        early = 0.0
        while time.monotonic() < end:
            soak.step()
            if not early and time.monotonic() > settled:
                early = _memory_mb()
        late = _memory_mb()
        soak.close()
        left = len(list(folder.glob("*.wav")))
    children = _children()
    lost = soak.narrator.said - len(soak.heard)
    growth = late - early if early else 0.0
    print(f"{options.minutes} min, seed {options.seed}: {len(soak.heard)} utterances,")
    print(f"  {sum(heard.cut for heard in soak.heard)} cut, {lost} lost, {soak.faults} faults,")
    print(f"  {len(soak.errors)} errors, {children} processes and {left} files left over,")
    print(f"  memory {early:.0f} MB after a minute, {late:.0f} MB at the end")
    well = not (lost or soak.faults or soak.errors or children or left) and growth < GROWTH_MB
    return 0 if well else 1


def _memory_mb() -> float:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _children() -> int:
    """Processes of ours that still are, zombies too."""
    mine = Path(f"/proc/self/task/{os.getpid()}/children")
    return len(mine.read_text(encoding="ascii").split())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
