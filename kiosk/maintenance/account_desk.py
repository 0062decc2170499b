"""Accounts: made, removed, given another role or another password, each with its event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import passwords
from kiosk.maintenance.accounts import (
    Account,
    AccountFault,
    BadName,
    LastTechnician,
    NameTaken,
    NoSuchAccount,
)
from kiosk.maintenance.roles import Role
from kiosk.maintenance.sitting import NewPassword, Sitting
from pages.blocks import Tone
from pages.choices import Scalar, go
from pages.texts import Phrase, say

Values = Mapping[str, Scalar]
T = TypeVar("T")
_REFUSALS: Mapping[type[AccountFault], Phrase] = {
    BadName: say("maintenance.accounts.bad_name"),
    NameTaken: say("maintenance.accounts.name_taken"),
    NoSuchAccount: say("maintenance.accounts.gone"),
    LastTechnician: say("maintenance.accounts.last"),
}


class AccountDesk:
    """``typed`` is the name on the keyboard's field."""

    def __init__(self, sitting: Sitting, typed: Callable[[], str]) -> None:
        self._sitting = sitting
        self._typed = typed

    def actions(self) -> dict[str, Callable[[Values], None]]:
        """Every action of this desk by name."""
        return {
            "add_account": self._add,
            "remove_account": self._remove,
            "change_role": self._change_role,
            "reset_password": lambda values: self._new_password(str(values["name"])),
            "own_password": lambda _values: self._new_password(self._sitting.name),
        }

    def _add(self, values: Values) -> None:
        role, name, password = Role(str(values["role"])), self._typed(), passwords.generate()

        def added(number: int) -> None:
            self._sitting.note("maintenance.account_added", about=number, role=role)
            self._show_once(name, password)

        accounts = self._sitting.workshop.accounts
        self._try(lambda: accounts().add(name, password, role), added)

    def _remove(self, values: Values) -> None:
        name = str(values["name"])

        def removed(account: Account) -> None:
            self._sitting.note("maintenance.account_removed", about=account.number)
            self._back_to_list(say("maintenance.accounts.removed"))

        accounts = self._sitting.workshop.accounts
        self._try(lambda: accounts().remove(name), removed)

    def _change_role(self, values: Values) -> None:
        name, role = str(values["name"]), Role(str(values["role"]))

        def changed(account: Account) -> None:
            self._sitting.note("maintenance.account_role", about=account.number, role=role)
            self._back_to_list(say("maintenance.accounts.changed"))

        accounts = self._sitting.workshop.accounts
        self._try(lambda: accounts().change_role(name, role), changed)

    def _new_password(self, name: str) -> None:
        password = passwords.generate()

        def changed(account: Account) -> None:
            self._sitting.note("maintenance.account_password", about=account.number)
            self._show_once(account.name, password)

        accounts = self._sitting.workshop.accounts
        self._try(lambda: accounts().change_password(name, password), changed)

    def _show_once(self, name: str, password: str) -> None:
        if not self._sitting.ended:
            self._sitting.once = NewPassword(name.strip().lower(), password)
            self._sitting.show(go("maintenance.new_password"))

    def _back_to_list(self, text: Phrase) -> None:
        self._sitting.show(go("maintenance.accounts"))
        self._sitting.tell(Tone.GOOD, text)

    def _try(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run a change of accounts; one that is refused says why."""

        def attempt() -> T | Phrase:
            try:
                return job()
            except AccountFault as fault:
                return _REFUSALS[type(fault)]

        def ended(answer: T | Phrase) -> None:
            if isinstance(answer, Phrase):
                self._sitting.tell(Tone.NOTICE, answer)
            else:
                done(answer)

        self._sitting.work(attempt, ended)
