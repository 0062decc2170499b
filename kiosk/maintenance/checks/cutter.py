"""Whether the knife cuts the slip off."""

from __future__ import annotations

from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.slip import print_slip
from pages.texts import say

CHECK = Check(
    name="cutter",
    icon="content_cut",
    title=say("maintenance.check.cutter"),
    steps=say("maintenance.steps.cutter"),
    act=print_slip,
    question=say("maintenance.question.cutter"),
    limit_s=40.0,
)
