"""The records behind a receipt that was taken along, for the one page it is of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from backend.gateway import LocalVisit
from backend.library.phone_receipts import OpenedReceipt
from backend.library.visits import Visit
from backend.service import Service, Work
from contract.credentials import Assurance, Right
from contract.records import VisitOpened


class PhoneVisit(LocalVisit):
    """Reads for whoever opened a receipt, with the one right its page needs.

    Every look is audited as any other. There is no token, and nothing to close.
    """

    def __init__(self, service: Service, receipt: OpenedReceipt, right: Right) -> None:
        nobody = VisitOpened(
            token="",
            retiree=receipt.retiree,
            assurance=Assurance.NOBODY,
            rights=frozenset({right}),
            name_differs=False,
        )
        super().__init__(service, receipt.caller, nobody)
        self._visit = replace(receipt.visit, rights=nobody.rights)

    @contextmanager
    def _visiting(self, *, acknowledged: bool = False) -> Iterator[tuple[Work, Visit]]:
        with self._service.work(self._caller, acknowledged=acknowledged) as work:
            yield work, self._visit
