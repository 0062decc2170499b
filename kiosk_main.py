"""The door of the kiosk: command line, configuration, start.

python kiosk_main.py                           the terminal, as /etc/yinling/kiosk.toml says
python kiosk_main.py --demo                    everything simulated but the kiosk itself
python kiosk_main.py --demo --visit FILE --out DIR [--headless]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk.settings import Settings, SettingsFault, load_settings

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; answers the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.screens:
            return _screens(options.screens, options.extent)
        if options.demo:
            return _demo(options)
        settings = load_settings(options.config)
        return _terminal(settings, load_settings(options.config, with_local=False))
    except SettingsFault as fault:
        sys.stderr.write("\n".join(fault.mistakes) + "\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk_main.py", description="银龄 Yinling kiosk")
    parser.add_argument("--config", type=Path, help="instead of /etc/yinling/kiosk.toml")
    parser.add_argument("--demo", action="store_true", help="simulated devices, made-up people")
    parser.add_argument(
        "--visit", type=Path, nargs="+", metavar="FILE", help="with --demo: play these visits"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="with --demo: leave results here")
    parser.add_argument("--screens", type=Path, metavar="DIR", help="draw the catalogue of screens")
    parser.add_argument(
        "--extent",
        choices=("kept", "upright", "lying"),
        default="kept",
        help="with --screens: what is kept in the repository, or every variant of a panel",
    )
    parser.add_argument("--headless", action="store_true", help="with --demo: draw off screen")
    return parser


def _terminal(settings: Settings, shipped: Settings) -> int:
    from kiosk import start
    from kiosk.event_log import to_standard_output

    return start.run(settings, start.Outfit(log_to=to_standard_output, shipped=shipped))


def _demo(options: argparse.Namespace) -> int:
    from kiosk.demo import demo_terminal
    from kiosk.demo.visit_script import ScriptFault, load_visit

    out = options.out or ROOT / "build" / "demo"
    if options.visit is None and not options.headless and demo_terminal.has_display():
        return demo_terminal.run_window(out)
    headless = options.headless or not demo_terminal.has_display()
    try:
        paths = options.visit or [demo_terminal.first_visit()]
        visits = {path.stem: load_visit(path) for path in paths}
        reports = demo_terminal.play_visits(visits, out, headless=headless)
    except (ScriptFault, FileExistsError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    for name, report in reports.items():
        if report.passed:
            sys.stdout.write(f"{name}: {report.title}: as written, {report.taps} taps\n")
        else:
            sys.stderr.write(
                f"{name}: {report.title}: step {report.failed_step}: {report.reason}\n"
            )
    sys.stdout.write(f"Pictures, transcript, sound and receipts: {out}\n")
    return 0 if all(report.passed for report in reports.values()) else 1


def _screens(folder: Path, extent: str) -> int:
    from kiosk.demo.catalogue import draw_catalogue
    from kiosk.demo.catalogue_variants import Extent

    sys.stdout.write(f"{draw_catalogue(folder, Extent(extent))} screens in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
