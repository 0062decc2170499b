"""Whom to call about a notice, as a table for staff who are logged in: a message, then a call."""

from __future__ import annotations

import csv
import io
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from backend.api.authentication import ServiceHere
from backend.library.notices import NotTold, not_told
from backend.staff.routes import DeskHere, WordsHere
from backend.staff.words import StaffWords
from contract.failures import RecordMissing

router = APIRouter(prefix="/staff", include_in_schema=False)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would carry out at the beginning of a cell."""


@router.get("/notices/{notice_id}/to-call.csv")
def to_call(
    service: ServiceHere, words: WordsHere, here: DeskHere, notice_id: Annotated[int, Path(ge=0)]
) -> Response:
    """Everybody of the desk's district who has not said 我知道了; for spreadsheets.

    Without telephones: a desk stays logged in all day. ``who-to-call`` prints them.
    """
    if here is None:
        return RedirectResponse("/staff/login", 303)
    with Session(service.engine) as session:
        try:
            found = not_told(session, here.district_id, notice_id)
        except RecordMissing:
            return Response(status_code=404)
    name = f'attachment; filename="notice-{notice_id}.csv"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Response(_table(found, words), media_type="text/csv", headers=headers)


def _table(people: tuple[NotTold, ...], words: StaffWords) -> bytes:
    """UTF-8 with a mark at its beginning, without which spreadsheets take it for something else."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow([words.say("staff.to_call.name"), words.say("staff.to_call.number")])
    for each in people:
        table.writerow([_cell(each.name), _cell(each.masked_id_number)])
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
