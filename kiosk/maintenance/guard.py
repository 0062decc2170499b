"""The one place that says who may see which page and do which action (H4).

A page or an action that is not in these tables is open to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.maintenance.roles import Role

ANYBODY, ATTENDANT, TECHNICIAN = None, Role.ATTENDANT, Role.TECHNICIAN

ROUTES: Mapping[str, Role | None] = MappingProxyType(
    {
        "maintenance.login": ANYBODY,
        "maintenance.denied": ANYBODY,
        "maintenance.desk": ATTENDANT,
        "maintenance.paper": ATTENDANT,
        "maintenance.calls": ATTENDANT,
        "maintenance.cards": ATTENDANT,
        "maintenance.new_card": ATTENDANT,
        "maintenance.card": ATTENDANT,
        "maintenance.close": ATTENDANT,
        "maintenance.restart": ATTENDANT,
        "maintenance.new_password": ATTENDANT,
        "maintenance.menu": TECHNICIAN,
        "maintenance.device": TECHNICIAN,
        "maintenance.checks": TECHNICIAN,
        "maintenance.check": TECHNICIAN,
        "maintenance.report": TECHNICIAN,
        "maintenance.records": TECHNICIAN,
        "maintenance.log": TECHNICIAN,
        "maintenance.entry": TECHNICIAN,
        "maintenance.counters": TECHNICIAN,
        "maintenance.queue": TECHNICIAN,
        "maintenance.export": TECHNICIAN,
        "maintenance.settings": TECHNICIAN,
        "maintenance.setting": TECHNICIAN,
        "maintenance.machine": TECHNICIAN,
        "maintenance.power": TECHNICIAN,
        "maintenance.accounts": TECHNICIAN,
        "maintenance.account": TECHNICIAN,
        "maintenance.new_account": TECHNICIAN,
    }
)
"""The least role each page needs."""

ACTIONS: Mapping[str, Role | None] = MappingProxyType(
    {
        "type": ANYBODY,
        "enter": ANYBODY,
        "leave_menu": ANYBODY,
        "show_menu": ATTENDANT,
        "paper_changed": ATTENDANT,
        "acknowledge": ATTENDANT,
        "note_card": ATTENDANT,
        "settle_card": ATTENDANT,
        "close_today": ATTENDANT,
        "open_again": ATTENDANT,
        "restart": ATTENDANT,
        "own_password": ATTENDANT,
        "test_print": TECHNICIAN,
        "start_checks": TECHNICIAN,
        "start_check": TECHNICIAN,
        "begin_check": TECHNICIAN,
        "answer_check": TECHNICIAN,
        "give_up_check": TECHNICIAN,
        "skip_check": TECHNICIAN,
        "stop_checks": TECHNICIAN,
        "print_report": TECHNICIAN,
        "send_report": TECHNICIAN,
        "export_log": TECHNICIAN,
        "change_setting": TECHNICIAN,
        "undo_setting": TECHNICIAN,
        "reboot": TECHNICIAN,
        "power_off": TECHNICIAN,
        "add_account": TECHNICIAN,
        "remove_account": TECHNICIAN,
        "change_role": TECHNICIAN,
        "reset_password": TECHNICIAN,
    }
)
"""The least role each action needs."""

UNRECORDED = frozenset({"type", "enter", "leave_menu", "show_menu"})
"""What is no work on the terminal, or has an event of its own: logging in and out, typing."""


def may_see(role: Role | None, route: str) -> bool:
    """Whether somebody of this role may see a page; nobody who is not logged in has a role."""
    return _may(role, ROUTES, route)


def may_do(role: Role | None, action: str) -> bool:
    """Whether somebody of this role may do this."""
    return _may(role, ACTIONS, action)


def _may(role: Role | None, table: Mapping[str, Role | None], name: str) -> bool:
    if name not in table:
        return False
    needed = table[name]
    return needed is None or (role is not None and role.covers(needed))
