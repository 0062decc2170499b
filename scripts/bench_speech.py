"""Touch to sound, at a pretended loudspeaker that is recorded: ``make bench-speech``.

A touch cuts what is said and brings another page; the kiosk's own narrator, dictionaries, renderer
and player then make it sound. Beside it, in turns, the same words through ``espeak-ng | paplay``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from devices.speakers.programs import player_for  # noqa: E402
from devices.speakers.pyttsx3_renderer import Pyttsx3Renderer  # noqa: E402
from devices.speakers.simulator.sound_server import Ear, SoundServer  # noqa: E402
from devices.speakers.sound_cache import CachingRenderer  # noqa: E402
from devices.speakers.system_speaker import SystemSpeaker  # noqa: E402
from kiosk.clock import SystemClock  # noqa: E402
from kiosk.loop import Loop  # noqa: E402
from kiosk.narrator import Narrator  # noqa: E402
from pages.numerals import money  # noqa: E402
from pages.pinyin import engine_text, warm_up  # noqa: E402
from pages.presentation import Language, Presentation  # noqa: E402
from pages.spoken import Utterance  # noqa: E402

QUIET_S = 0.15
KEPT = "您想办什么事？"
"""Words of the home page, which never change."""


class Bench:
    """A narrator on a loop of its own, and an ear at the loudspeaker."""

    def __init__(self, folder: Path, ear: Ear) -> None:
        self.ear = ear
        begun = time.monotonic()
        self.engine = Pyttsx3Renderer(folder, lead_in=0)
        assert self.engine.check(), "the voice does not speak Mandarin"
        self.worker_start = time.monotonic() - begun
        kept = CachingRenderer(self.engine, folder / "kept", folder, "bench")
        self.speaker = SystemSpeaker(kept, player_for("paplay"))
        self.loop = Loop(SystemClock(), ThreadPoolExecutor(1), _raise)
        self.narrator = Narrator(
            self.loop,
            self.speaker,
            engine_text,
            changed=lambda: None,
            quiet=lambda: None,
            faulty=lambda: None,
        )
        self._thread = threading.Thread(target=self.loop.run)
        self._thread.start()

    def touch(self, words: str, *, fixed: bool) -> float:
        """A page arrives by a touch: seconds until the first sample of it."""
        said = Utterance(words, words, Language.CHINESE, fixed=fixed)
        self._be_quiet()
        touched = time.monotonic()
        self.loop.post(lambda: self.narrator.arrive([said], Presentation(), by_person=True))
        return self._heard(touched)

    def interrupt(self) -> float:
        """A touch while it speaks: seconds until the last sample."""
        time.sleep(0.2)
        touched = time.monotonic()
        self.loop.post(self.narrator.silence)
        last = self.ear.wait_for_silence(QUIET_S, 5)
        assert last is not None, "it was not silenced"
        return max(last - touched, 0)

    def plain(self, words: str) -> float:
        """The same through ``espeak-ng | paplay``, given the same syllables."""
        self._be_quiet()
        touched = time.monotonic()
        voice = ["espeak-ng", "-v", "cmn-latn-pinyin", "-s", "140", "--stdout", engine_text(words)]
        made = subprocess.Popen(voice, stdout=subprocess.PIPE)
        played = subprocess.Popen(["paplay", "--latency-msec=30"], stdin=made.stdout)
        try:
            return self._heard(touched)
        finally:
            for process in (played, made):
                process.kill()
                process.wait()
            assert made.stdout is not None
            made.stdout.close()

    def memory_mb(self) -> float:
        """What the renderer's worker holds in memory."""
        pages = Path(f"/proc/{self.engine.worker_id}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def close(self) -> None:
        """End all of it."""
        self.loop.stop()
        self._thread.join()
        self.speaker.close()

    def _be_quiet(self) -> None:
        self.loop.post(self.narrator.silence)
        assert self.ear.wait_for_silence(QUIET_S, 10) is not None, "it is never quiet"

    def _heard(self, touched: float) -> float:
        first = self.ear.first_sound(touched)
        assert first is not None, "nothing was heard"
        return first - touched


def main() -> None:
    """Measure and print."""
    times = _options().times
    warm_up()
    with SoundServer() as server, tempfile.TemporaryDirectory(prefix="yinling-bench-") as name:
        os.environ.update(server.environment)
        bench = Bench(Path(name), server.listen())
        try:
            _print(bench, times)
        finally:
            bench.close()


def _print(bench: Bench, times: int) -> None:
    bench.touch(KEPT, fixed=True)
    kept, cut, fresh, plain = [], [], [], []
    for number in range(times):
        words = f"医保付了{money(123_450 + 1_007 * number)}。"
        kept.append(bench.touch(KEPT, fixed=True))
        cut.append(bench.interrupt())
        fresh.append(bench.touch(words, fixed=False))
        plain.append(bench.plain(words))
    print(f"{times} times each, load average {os.getloadavg()[0]:.1f}; milliseconds")
    print(f"{'':34}{'p50':>8}{'p95':>8}{'most':>8}{'goal':>8}")
    _row("touch to sound, kept words", kept, 100)
    _row("touch to sound, fresh words", fresh, 200)
    _row("touch to silence", cut, 100)
    _row("espeak-ng | paplay, same words", plain, None)
    print(f"worker: ready after {bench.worker_start:.2f} s, {bench.memory_mb():.0f} MB in memory")


def _row(name: str, seconds: list[float], goal: int | None) -> None:
    ordered = sorted(seconds)
    ranks = (len(ordered) // 2, min(int(len(ordered) * 0.95), len(ordered) - 1), -1)
    figures = "".join(f"{ordered[rank] * 1000:8.0f}" for rank in ranks)
    print(f"{name:34}{figures}{goal or '':>8}")


def _raise(error: BaseException) -> None:
    raise error


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40, help="of each measurement")
    return parser.parse_args()


if __name__ == "__main__":
    main()
