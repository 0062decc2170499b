"""The service's command line: ``python -m backend``."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backend import enrolment, serving, telling_staff
from backend.database import DatabaseUnusable
from backend.demo.cards import people_as_json
from backend.demo.fill import NotADemo
from backend.enrolment import DistrictUnclear
from backend.library.policy_changes import policy_changes
from backend.library.terminals import KeyUnusable
from backend.place import Place
from backend.policy import PolicyUnusable
from backend.service_secret import SecretUnusable
from backend.staff import commands as staff_commands

_EXPECTED = (
    DatabaseUnusable,
    *(DistrictUnclear, KeyUnusable, NotADemo, PolicyUnusable, SecretUnusable, OSError),
    telling_staff.NoSuchNotice,
    *staff_commands.EXPECTED,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        _run(options)
    except _EXPECTED as reason:
        sys.stderr.write(f"yinling-backend: {reason}\n")
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    match options.command:
        case "serve":
            serving.serve(_place(options), _settings(options))
        case "add-district":
            enrolment.add_district(_place(options), options.id, options.name)
        case "enrol-terminal":
            pem = options.public_key.read_bytes()
            enrolment.enrol_terminal(_place(options), options.district, options.id, pem)
        case "revoke-terminal":
            staff_commands.revoke_terminal(_place(options), options.district, options.id)
        case "believe-log":
            staff_commands.believe_log(_place(options), options.district, options.id)
        case "add-staff":
            password = staff_commands.add_staff(_place(options), options.district, options.name)
            sys.stdout.write(f"{password}\n")
        case "close-staff":
            staff_commands.close_staff(_place(options), options.name)
        case "policy-changes":
            with _place(options).session() as session:
                for change in policy_changes(session):
                    sys.stdout.write(f"{change}\n")
        case _:
            _run_rarer(options)


def _run_rarer(options: argparse.Namespace) -> None:
    match options.command:
        case "who-to-call":
            place = _place(options)
            sys.stdout.write(telling_staff.who_to_call(place, options.district, options.notice))
        case "withdraw-notice":
            telling_staff.withdraw_notice(_place(options), options.district, options.notice)
        case "migrate":
            _place(options).open().dispose()
        case "demo-people":
            sys.stdout.write(people_as_json() + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m backend", description="Yinling's service")
    commands = parser.add_subparsers(dest="command", required=True)
    place = argparse.ArgumentParser(add_help=False)
    place.add_argument("--data", type=Path, default=_default_data(), help="default: %(default)s")
    place.add_argument(
        "--database", help="sqlite:/// or postgresql:// URL; default: SQLite under --data"
    )

    _add_serve_options(commands.add_parser("serve", parents=[place], help="serve the HTTP API"))
    district = commands.add_parser("add-district", parents=[place], help="begin a district")
    district.add_argument("--id", required=True, type=_district_id, help="six digits (GB/T 2260)")
    district.add_argument("--name", required=True)
    enrol = commands.add_parser("enrol-terminal", parents=[place], help="let a terminal in")
    enrol.add_argument("--id", required=True, type=_terminal_id)
    enrol.add_argument("--district", type=_district_id, help="needed where there are several")
    enrol.add_argument("--public-key", required=True, type=Path, help="Ed25519, PEM")
    _add_fleet_commands(commands, place)
    commands.add_parser(
        "policy-changes", parents=[place], help="print when which right came to need what"
    )
    _add_notice_commands(commands, place)
    commands.add_parser("migrate", parents=[place], help="only bring the tables up to date")
    commands.add_parser("demo-people", help="print the demo's people and their cards as JSON")
    return parser


def _add_fleet_commands(commands: Any, place: argparse.ArgumentParser) -> None:
    for name, meaning in (
        ("revoke-terminal", "trust a terminal's key no longer"),
        ("believe-log", "end the alarm over a terminal's event log, once it was looked into"),
    ):
        command = commands.add_parser(name, parents=[place], help=meaning)
        command.add_argument("--id", required=True, type=_terminal_id)
        command.add_argument("--district", type=_district_id, help="needed where there are several")
    add = commands.add_parser(
        "add-staff", parents=[place], help="make an account for the desk; prints its password"
    )
    add.add_argument("--name", required=True)
    add.add_argument("--district", type=_district_id, help="needed where there are several")
    close = commands.add_parser("close-staff", parents=[place], help="close such an account")
    close.add_argument("--name", required=True)


def _add_notice_commands(commands: Any, place: argparse.ArgumentParser) -> None:
    for name, meaning in (
        ("who-to-call", "print who has not said that they know a notice, with telephones"),
        ("withdraw-notice", "show a notice no longer"),
    ):
        command = commands.add_parser(name, parents=[place], help=meaning)
        command.add_argument("--notice", required=True, type=int, help="its number")
        command.add_argument("--district", type=_district_id, help="needed where there are several")


def _add_serve_options(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8731, help="0 takes any free port")
    serve.add_argument("--public-base", help="where receipts' codes are looked up (https://...)")
    serve.add_argument("--policy", type=Path, help="default: config/policy.toml")
    serve.add_argument("--ready-file", type=Path, help="written (JSON) once it listens")
    serve.add_argument("--demo", action="store_true", help="fill an empty database, mark it")
    serve.add_argument("--seed", type=int, default=1, help="of the demo's records")
    serve.add_argument("--demo-terminal", type=_terminal_id, default="T01")
    serve.add_argument("--demo-terminal-key", type=Path, help="public key (PEM) to enrol")
    serve.add_argument("--demo-clock", type=Path, help="a file: seconds the demo's time is ahead")


def _place(options: argparse.Namespace) -> Place:
    return Place(options.data, options.database)


def _settings(options: argparse.Namespace) -> serving.Settings:
    demo = serving.Demo(
        options.seed, options.demo_terminal, options.demo_terminal_key, options.demo_clock
    )
    return serving.Settings(
        host=options.host,
        port=options.port,
        public_base=options.public_base,
        policy=options.policy,
        ready_file=options.ready_file,
        demo=demo if options.demo else None,
    )


def _default_data() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "yinling" / "backend"


def _district_id(text: str) -> str:
    return _of_form(r"[0-9]{6}", text, "a district has six digits")


def _terminal_id(text: str) -> str:
    return _of_form(r"[A-Z0-9]{1,16}", text, "a terminal has 1 to 16 capitals and digits")


def _of_form(form: str, text: str, complaint: str) -> str:
    if not re.fullmatch(form, text):
        raise argparse.ArgumentTypeError(complaint)
    return text
