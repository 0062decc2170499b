"""The tables of the resource library.

``district_id`` leads every key, so that a district's rows can later live in a partition or a
database of their own. Identity and card numbers are kept as blind indexes only.
"""

from backend.tables.activities import ActivityRow, SignUpRequestRow, SignUpRow, VenueRow
from backend.tables.base import Table
from backend.tables.fleet import (
    HeartbeatRow,
    LoginTriesRow,
    ReportRow,
    StaffRow,
    StaffSessionRow,
    StandingRow,
)
from backend.tables.notices import AcknowledgementRow, NoticePictureRow, NoticeRow
from backend.tables.pensions import PensionAdjustmentRow, PensionPaymentRow, PensionRow
from backend.tables.personal_files import CorrectionRow, PersonalFileRow
from backend.tables.policy import PolicyChangeRow
from backend.tables.records import (
    CarrierRow,
    FeeItemRow,
    LostCardRow,
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
    "AcknowledgementRow",
    "ActivityRow",
    "AssertionRow",
    "AuditRow",
    "CarrierRow",
    "CorrectionRow",
    "DistrictRow",
    "FeeItemRow",
    "HeartbeatRow",
    "LoginTriesRow",
    "LostCardRow",
    "NoticePictureRow",
    "NoticeRow",
    "PensionAdjustmentRow",
    "PensionPaymentRow",
    "PensionRow",
    "PersonalFileRow",
    "PolicyChangeRow",
    "ReceiptRow",
    "ReportRow",
    "RetireeRow",
    "SettlementRow",
    "SignUpRequestRow",
    "SignUpRow",
    "StaffCallRow",
    "StaffRow",
    "StaffSessionRow",
    "StandingRow",
    "Table",
    "TerminalRow",
    "VenueRow",
    "VisitRow",
    "WrongAnswersRow",
]
