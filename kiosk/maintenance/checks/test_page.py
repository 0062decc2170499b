"""A test slip to look at: is the print clean?"""

from __future__ import annotations

from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.slip import print_slip
from pages.texts import say

CHECK = Check(
    name="test_page",
    icon="receipt",
    title=say("maintenance.check.test_page"),
    steps=say("maintenance.steps.test_page"),
    act=print_slip,
    question=say("maintenance.question.test_page"),
    limit_s=40.0,
)
