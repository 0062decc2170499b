"""The catalogue's pages of pension and file: somebody with nothing, usual people, every trouble.

``{year}`` and ``{month}`` stand for the newest payment of the entry's person, ``{raised}`` for the
year of the newest raise.
"""

from __future__ import annotations

from kiosk.demo.catalogue_pages import Entry
from pages.choices import Params
from pages.presentation import Presentation

_NEWEST: Params = (("year", "{year}"), ("month", "{month}"))
_YEAR: Params = (("year", "{year}"),)
_ADDRESS: Params = (("fact", "address"),)

OWN_ENTRIES: tuple[Entry, ...] = (
    Entry("home-nothing", "standard.home", person="new"),
    Entry("home-rare-name", "standard.home", person="rare"),
    Entry("home-other-peoples-name", "standard.home", person="ayi"),
    Entry("pension", "pension.latest"),
    Entry("pension-not-yet", "pension.latest", person="new"),
    Entry("pension-returned", "pension.latest", person="rare"),
    Entry("pension-paused", "pension.latest", person="lost"),
    Entry("pension-payment", "pension.payment", _NEWEST),
    Entry("pension-payment-returned", "pension.payment", _NEWEST, person="rare"),
    Entry("pension-payment-survivor", "pension.payment", _NEWEST, person="ayi"),
    Entry(
        "pension-payment-covered",
        "pension.payment",
        _NEWEST,
        {"presentation": Presentation(covered=True)},
    ),
    Entry("pension-years", "pension.years", (("then", "year"),)),
    Entry("pension-year", "pension.year", _YEAR),
    Entry("pension-overview", "pension.overview", _YEAR),
    Entry("pension-overview-paused", "pension.overview", _YEAR, person="lost"),
    Entry("pension-raises", "pension.raises"),
    Entry("pension-raise", "pension.raise", (("year", "{raised}"),)),
    Entry("file", "my_file.facts"),
    Entry("file-shown", "my_file.facts", (), {"presentation": Presentation(revealed=True)}),
    Entry("file-missing", "my_file.facts", person="new"),
    Entry("file-which", "my_file.which"),
    Entry("file-which-fact", "my_file.which_fact", (("group", "contact"),)),
    Entry("file-confirm", "my_file.confirm", _ADDRESS),
    Entry("file-asked", "my_file.asked", (*_ADDRESS, ("key", "catalogue"))),
    Entry("file-already", "my_file.confirm", (("fact", "contact_phone"),), person="many"),
    Entry("file-requests", "my_file.requests", person="many"),
    Entry("file-no-requests", "my_file.requests", person="ouyang"),
)
"""Every page of the two applications in every shape it takes."""
