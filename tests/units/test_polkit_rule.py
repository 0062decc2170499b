"""What the kiosk's user may have the system do: restart and switch off, and nothing else.

The rule is JavaScript, for which no interpreter is among our dependencies. So the only shape it may
have is written down here, and what stands in that shape is read and judged.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.maintenance.power_switch import PowerSwitch

ROOT = Path(__file__).parents[2]
RULE = ROOT / "systemd" / "49-yinling.rules"
KIOSK_UNIT = ROOT / "systemd" / "yinling-kiosk.service"
LOGIND = "org.freedesktop.login1."
SHAPE = re.compile(
    r"""polkit\.addRule\(function\ \(action,\ subject\)\ \{
        \ var\ allowed\ =\ \[(?P<actions>[^\]]*)\];
        \ if\ \(subject\.user\ ===\ "(?P<user>[^"]+)"
          \ &&\ allowed\.indexOf\(action\.id\)\ >=\ 0\)\ \{
        \ return\ polkit\.Result\.YES;
        \ \}
        \ \}\);""",
    re.VERBOSE,
)


def test_it_grants_restarting_and_switching_off_and_nothing_else() -> None:
    _, actions = granted(RULE.read_text(encoding="utf-8"))
    verbs = ("power-off", "reboot")
    own = {LOGIND + verb for verb in verbs}
    assert actions == own | {f"{action}-multiple-sessions" for action in own}


def test_it_grants_them_to_the_user_the_kiosk_runs_as() -> None:
    user, _ = granted(RULE.read_text(encoding="utf-8"))
    assert f"\nUser={user}\n" in KIOSK_UNIT.read_text(encoding="utf-8")


def test_every_order_of_the_service_menu_is_granted() -> None:
    orders: list[list[str]] = []

    def order(command: list[str]) -> int:
        orders.append(command)
        return 0

    switch = PowerSwitch(lambda: None, order)
    switch.reboot()
    switch.power_off()
    _, actions = granted(RULE.read_text(encoding="utf-8"))
    verbs = {"poweroff": "power-off", "reboot": "reboot"}
    assert {LOGIND + verbs[command[-1]] for command in orders} <= actions
    assert len(orders) == len(verbs)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('subject.user === "yinling-kiosk" && ', ""),
        (">= 0", ">= -1"),
        ("===", "!=="),
        ("&&", "||"),
        ("});", "}"),
        ("];", "];\n  return polkit.Result.YES;"),
    ],
)
def test_a_rule_of_any_other_shape_is_refused(before: str, after: str) -> None:
    text = RULE.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(ValueError, match="shape"):
        granted(text.replace(before, after, 1))


def granted(text: str) -> tuple[str, set[str]]:
    """Whom the rule trusts, and with which actions; raises ``ValueError`` for another shape."""
    code = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    shape = SHAPE.fullmatch(" ".join(code.split()))
    if shape is None:
        raise ValueError("this rule has a shape that nobody has judged")
    return shape["user"], set(re.findall(r'"([^"]*)"', shape["actions"]))
