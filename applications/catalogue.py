"""The applications of this platform, in the order of the home page: every file here that is one."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

import applications
from applications.ask import Application, Ask, PageFunction
from contract.credentials import Right
from contract.records import ReceiptKind
from pages.model import Page


def discovered() -> tuple[Application, ...]:
    """The ``APPLICATION`` of every file of this folder that has one, by their places."""
    names = (module.name for module in iter_modules(applications.__path__))
    modules = (import_module(f"{applications.__name__}.{name}") for name in names)
    found = (getattr(module, "APPLICATION", None) for module in modules)
    return tuple(
        sorted(
            (each for each in found if isinstance(each, Application)),
            key=lambda each: (each.place, each.name),
        )
    )


APPLICATIONS = discovered()

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
