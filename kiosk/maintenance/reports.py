"""Rounds of checks: the readiness report 巡检报告 and each morning's record 日常巡检."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from contract.fleet import CheckResult, Report, ReportKind, Verdict
from kiosk.maintenance.findings import Finding
from pages.presentation import Language
from pages.words import load_words
from pages.written import Writer

if TYPE_CHECKING:
    from kiosk.store import Store

LONGEST_MEASURED = 60
"""Characters of evidence that a report may carry for each check."""
KEPT = 400
"""Rounds that are kept here; the service has them all."""


@dataclass(frozen=True, slots=True)
class Round:
    """What was found in one round, check by check, in the order of the checks."""

    id: str
    kind: ReportKind
    made: datetime
    account: int | None
    """The number of the account of whoever did it; None for the terminal itself."""
    findings: tuple[tuple[str, Finding], ...]

    @property
    def tally(self) -> Counter[Verdict]:
        """How many checks ended how."""
        return Counter(finding.verdict for _, finding in self.findings)

    def told(self) -> Report:
        """The round as the service gets it, its evidence in Chinese words."""
        writer = Writer(load_words(Language.CHINESE))
        results = tuple(
            CheckResult(name, each.verdict, writer.write(each.evidence)[:LONGEST_MEASURED])
            for name, each in self.findings
        )
        return Report(self.id, self.kind, self.made, self.account, results)


class Rounds:
    """The rounds of this terminal. Every method blocks and raises ``StoreFault``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, round_: Round) -> None:
        """Keep a round, and drop the oldest beyond ``KEPT``."""
        findings = [
            [name, each.verdict.value, each.evidence.key, each.numbers]
            for name, each in round_.findings
        ]
        with self._store.transaction() as transaction:
            transaction.run(
                "INSERT INTO reports (id, kind, made_at, account, findings)"
                " VALUES (:id, :kind, :made, :account, :findings) ON CONFLICT (id) DO NOTHING",
                id=round_.id,
                kind=round_.kind.value,
                made=round_.made.isoformat(),
                account=round_.account,
                findings=json.dumps(findings),
            )
            transaction.run(
                "DELETE FROM reports WHERE number <= (SELECT max(number) FROM reports) - :kept",
                kept=KEPT,
            )

    def last(self, kind: ReportKind | None = None) -> Round | None:
        """The newest round, of one kind or of any."""
        with self._store.transaction() as transaction:
            row = transaction.row(
                "SELECT id, kind, made_at, account, findings FROM reports"
                " WHERE kind = :kind OR :kind = '' ORDER BY number DESC LIMIT 1",
                kind="" if kind is None else kind.value,
            )
        if row is None:
            return None
        return Round(
            row["id"],
            ReportKind(row["kind"]),
            datetime.fromisoformat(row["made_at"]),
            row["account"],
            tuple((name, Finding.of(*parts)) for name, *parts in json.loads(row["findings"])),
        )
