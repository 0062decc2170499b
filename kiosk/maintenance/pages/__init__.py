"""The service menu's pages, behind their guard. They are never spoken to a visitor, and show no
retiree's record."""

from __future__ import annotations

from applications.ask import PageFunction
from kiosk.maintenance.pages import (
    cards,
    checks,
    desk,
    login,
    machine,
    overview,
    records,
    report,
    settings,
)
from kiosk.maintenance.pages.frame import denied, guarded

PAGES: dict[str, PageFunction] = guarded(
    {
        "maintenance.login": login.login,
        "maintenance.denied": denied,
        "maintenance.desk": desk.desk,
        "maintenance.paper": desk.paper,
        "maintenance.calls": desk.calls,
        "maintenance.close": desk.close,
        "maintenance.restart": desk.restart,
        "maintenance.new_password": desk.new_password,
        "maintenance.cards": cards.cards,
        "maintenance.new_card": cards.new_card,
        "maintenance.card": cards.card,
        "maintenance.menu": overview.menu,
        "maintenance.device": overview.device,
        "maintenance.checks": checks.checks,
        "maintenance.check": checks.check,
        "maintenance.report": report.report,
        "maintenance.records": records.records,
        "maintenance.log": records.log,
        "maintenance.entry": records.entry,
        "maintenance.counters": records.counters,
        "maintenance.queue": records.queue,
        "maintenance.export": records.export,
        "maintenance.settings": settings.settings,
        "maintenance.setting": settings.setting,
        "maintenance.machine": machine.machine,
        "maintenance.power": machine.power,
        "maintenance.accounts": machine.accounts,
        "maintenance.account": machine.account,
        "maintenance.new_account": machine.new_account,
    }
)
"""The page functions, by route."""
