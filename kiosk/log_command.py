"""The command line of the event log.

python -m kiosk.event_log verify [FILES] [--public-key PEM] [--head NUMBER:HASH]
python -m kiosk.event_log export --since DATE OUT
python -m kiosk.event_log public-key
python -m kiosk.event_log docs

``verify`` ends with 0 where nothing is wrong, 1 where something was altered, 2 where it could not
look.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from kiosk.clock import LOCAL
from kiosk.event_catalogue import the_catalogue
from kiosk.event_chain import Head, read_head
from kiosk.event_document import write_documents
from kiosk.log_bundle import BundleFault, part_since, verify_bundle, write_bundle
from kiosk.log_file import FOLDER, log_files
from kiosk.log_verification import Report, verify
from kiosk.settings import Settings, SettingsFault, load_settings
from kiosk.terminal_key import TerminalKeyUnusable, load_or_create


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks for; answers the exit status."""
    options = _parser().parse_args(arguments)
    try:
        match options.command:
            case "verify":
                return _verify(options)
            case "export":
                return _export(options)
            case "public-key":
                return _tell_public_key(options)
            case _:
                return _docs()
    except (OSError, BundleFault, SettingsFault, TerminalKeyUnusable) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk.event_log", description="The event log.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("verify", help="find what was changed, removed, swapped or cut")
    check.add_argument("files", nargs="*", type=Path, help="files, a folder, or one bundle (.zip)")
    check.add_argument("--public-key", type=_public_key, metavar="PEM", help="the terminal's")
    check.add_argument("--head", type=_head, metavar="NUMBER:HASH", help="a head seen earlier")
    export = commands.add_parser("export", help="write a bundle that can be verified")
    export.add_argument("--since", type=date.fromisoformat, required=True, metavar="DATE")
    export.add_argument("out", type=Path, metavar="OUT")
    commands.add_parser("docs", help="write docs/events.md and docs/events.zh-CN.md")
    tell = commands.add_parser("public-key", help="print the key that enrols and verifies, PEM")
    for command in (check, export, tell):
        command.add_argument("--config", type=Path, help="instead of /etc/yinling/kiosk.toml")
    return parser


def _verify(options: argparse.Namespace) -> int:
    files: list[Path] = options.files or [_folder(load_settings(options.config))]
    if [path.suffix for path in files] == [".zip"]:
        report = verify_bundle(files[0], options.public_key, options.head)
    else:
        sources = [(path.name, path.read_bytes()) for path in _expanded(files)]
        report = verify(sources, options.public_key, known=options.head)
    _tell(report)
    return 1 if report.findings else 0


def _tell(report: Report) -> None:
    lines = [f"WRONG  {finding}" for finding in report.findings]
    lines += [f"note   {note}" for note in report.notes]
    lines.append(f"{report.entries} entries, head {report.head}")
    if report.findings:
        lines.append(f"The log was altered: {len(report.findings)} findings.")
    else:
        lines.append("Nothing was altered.")
    sys.stdout.write("\n".join(lines) + "\n")


def _expanded(files: Sequence[Path]) -> list[Path]:
    return [each for path in files for each in (log_files(path) if path.is_dir() else [path])]


def _export(options: argparse.Namespace) -> int:
    settings = load_settings(options.config)
    key = load_or_create(settings.state_directory / "terminal.key")
    begin = datetime.combine(options.since, time(), LOCAL).astimezone(UTC)
    files = [path.read_bytes() for path in log_files(_folder(settings))]
    part = part_since(files, begin.strftime("%Y-%m-%dT%H:%M:%S.000Z"))
    write_bundle(options.out, part, settings.site.terminal, key.private.sign)
    sys.stdout.write(f"{options.out}: entries {part.after.number + 1} to {part.last.number}\n")
    return 0


def _tell_public_key(options: argparse.Namespace) -> int:
    """The key that signed the log: for enrolling the terminal, and for whoever verifies it."""
    settings = load_settings(options.config)
    key = load_or_create(settings.state_directory / "terminal.key")
    sys.stdout.write(key.public_pem.decode("ascii"))
    return 0


def _docs() -> int:
    for path in write_documents(the_catalogue()):
        sys.stdout.write(f"{path} written\n")
    return 0


def _folder(settings: Settings) -> Path:
    return settings.state_directory / FOLDER


def _head(text: str) -> Head:
    try:
        return read_head(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault


def _public_key(path: str) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(Path(path).read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as fault:
        raise argparse.ArgumentTypeError(f"{path} is no public key in PEM") from fault
    if not isinstance(key, Ed25519PublicKey):
        raise argparse.ArgumentTypeError(f"{path} is not an Ed25519 key")
    return key
