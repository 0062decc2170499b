"""The accounts of the service menu, from the command line: where the first one is made.

python -m kiosk.maintenance [--config FILE] list
python -m kiosk.maintenance [--config FILE] add NAME [--role attendant]
python -m kiosk.maintenance [--config FILE] password NAME
python -m kiosk.maintenance [--config FILE] role NAME technician
python -m kiosk.maintenance [--config FILE] remove NAME

Passwords are made by the program and shown once. Exit status: 0 done, 1 not done, 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import passwords
from kiosk.clock import SystemClock
from kiosk.maintenance.accounts import AccountFault, Accounts
from kiosk.maintenance.roles import Role
from kiosk.settings import Settings, SettingsFault, load_settings
from kiosk.store import Store, StoreFault


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; answers the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(options.config)
    except SettingsFault as fault:
        sys.stderr.write("\n".join(fault.mistakes) + "\n")
        return 2
    return run(settings, options)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Carry out a command on the accounts of a terminal so configured."""
    from kiosk.start import STORE

    try:
        store = Store.open(settings.state_directory / STORE, SystemClock())
        try:
            sys.stdout.write(_done(Accounts(store, SystemClock()), options))
        finally:
            store.close()
    except (AccountFault, StoreFault) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def _done(accounts: Accounts, options: argparse.Namespace) -> str:
    match options.command:
        case "add":
            password = passwords.generate()
            number = accounts.add(options.name, password, Role(options.role))
            return _shown_once(options.name, number, password)
        case "password":
            password = passwords.generate()
            changed = accounts.change_password(options.name, password)
            return _shown_once(changed.name, changed.number, password)
        case "role":
            given = accounts.change_role(options.name, Role(options.role))
            return f"{given.name} is {given.role}\n"
        case "remove":
            return f"{accounts.remove(options.name).name} is removed\n"
        case _:
            lines = (f"{each.number:3} {each.role:10} {each.name}\n" for each in accounts.all())
            return "".join(lines) or "no accounts\n"


def _shown_once(name: str, number: int, password: str) -> str:
    return f"{name}, account {number}. Password, shown only now: {password}\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk.maintenance")
    parser.add_argument("--config", type=Path, help="instead of /etc/yinling/kiosk.toml")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="all accounts: number, role, name")
    roles = [role.value for role in Role]
    for command in ("add", "password", "role", "remove"):
        one = commands.add_parser(command)
        one.add_argument("name")
        if command == "add":
            one.add_argument("--role", choices=roles, default=Role.TECHNICIAN.value)
        if command == "role":
            one.add_argument("role", choices=roles)
    return parser


if __name__ == "__main__":
    sys.exit(main())
