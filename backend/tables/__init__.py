"""The tables of the resource library.

``district_id`` leads every key, so that a district's rows can later live in a partition or a
database of their own. Identity and card numbers are kept as blind indexes only.
"""

from backend.tables.base import Table
from backend.tables.fleet import (
    HeartbeatRow,
    LoginTriesRow,
    ReportRow,
    StaffRow,
    StaffSessionRow,
    StandingRow,
)
from backend.tables.records import (
    CarrierRow,
    FeeItemRow,
    LostCardRow,
    NoticeRow,
    RetireeRow,
    SettlementRow,
)
from backend.tables.terminals import AssertionRow, DistrictRow, TerminalRow
from backend.tables.visits import (
    AuditRow,
    ReceiptRow,
    StaffCallRow,
    VisitRow,
    WrongAnswersRow,
)

__all__ = [
    "AssertionRow",
    "AuditRow",
    "CarrierRow",
    "DistrictRow",
    "FeeItemRow",
    "HeartbeatRow",
    "LoginTriesRow",
    "LostCardRow",
    "NoticeRow",
    "ReceiptRow",
    "ReportRow",
    "RetireeRow",
    "SettlementRow",
    "StaffCallRow",
    "StaffRow",
    "StaffSessionRow",
    "StandingRow",
    "Table",
    "TerminalRow",
    "VisitRow",
    "WrongAnswersRow",
]
