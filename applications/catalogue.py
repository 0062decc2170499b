"""The applications of this platform, in the order of the home page."""

from __future__ import annotations

from collections.abc import Callable

from applications import my_file, notices, pension, reimbursements
from applications.ask import Application, Ask, PageFunction
from contract.credentials import Right
from contract.records import ReceiptKind
from pages.model import Page

APPLICATIONS: tuple[Application, ...] = (
    pension.APPLICATION,
    reimbursements.APPLICATION,
    notices.APPLICATION,
    my_file.APPLICATION,
)

_BY_NAME = {application.name: application for application in APPLICATIONS}


def find(route: str) -> tuple[PageFunction, Right | None]:
    """The page function of a route and the right it needs; ``KeyError`` for an unknown route."""
    name, _, page = route.partition(".")
    application = _BY_NAME[name]
    return application.pages[page], application.needs.get(page)


def receipt_page(kind: ReceiptKind) -> tuple[Callable[[Ask, str], Page], Right]:
    """The page that receipts of a kind are of, by their record, and the right it needs."""
    for application in APPLICATIONS:
        if found := application.receipts.get(kind):
            return found.ask, application.needs[found.page]
    raise KeyError(kind)


def knows(route: str) -> bool:
    """Whether some application has this route."""
    name, _, page = route.partition(".")
    return name in _BY_NAME and page in _BY_NAME[name].pages
