"""Readiness reports, and the records of terminals' own morning checks."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from backend.service import Work
from backend.tables import ReportRow
from contract.fleet import Report


def keep(work: Work, report: Report) -> None:
    """Keep a report; one that came already changes nothing."""
    key = (work.caller.district_id, UUID(report.id))
    if work.session.get(ReportRow, key) is None:
        work.session.add(
            ReportRow(
                district_id=work.caller.district_id,
                id=UUID(report.id),
                terminal_id=work.caller.terminal_id,
                kind=report.kind,
                made=report.made,
                received=work.now,
                account=report.account,
                ready=report.ready,
                results=[asdict(each) for each in report.results],
            )
        )
