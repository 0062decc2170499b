"""Lowering what a right needs is kept, with its moment, and told to whoever runs the service."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from backend import commands
from backend.library.policy_changes import PolicyChange, note_changes, policy_changes
from backend.policy import Policy
from backend.service import Service
from contract.credentials import SHIPPED, Assurance, Right
from tests.backend.test_commands import serving as served

LOWERED = Policy(fee_items=Assurance.HOLDER_READ)


def note(service: Service, policy: Policy, days: int = 0) -> tuple[PolicyChange, ...]:
    with Session(service.engine) as session:
        moment = service.clock() + timedelta(days=days)
        changes = note_changes(session, policy, moment, service.new_id)
        session.commit()
    return changes


def kept(service: Service) -> list[tuple[Right, Assurance, Assurance]]:
    with Session(service.engine) as session:
        return [(each.right, each.before, each.after) for each in policy_changes(session)]


def test_what_is_shipped_is_no_change(service: Service) -> None:
    assert note(service, Policy()) == ()
    assert {right: Policy().needs(right) for right in Right} == SHIPPED


def test_a_lowered_right_is_kept_once_and_so_is_its_way_back(service: Service) -> None:
    [change] = note(service, LOWERED)
    assert str(change).endswith("fee_items: holder_and_answer -> holder_read, less than shipped")
    assert note(service, LOWERED, days=1) == ()
    [back] = note(service, Policy(), days=2)
    assert not str(back).endswith("shipped")
    three, two = Assurance.HOLDER_AND_ANSWER, Assurance.HOLDER_READ
    assert kept(service) == [(Right.FEE_ITEMS, three, two), (Right.FEE_ITEMS, two, three)]


def test_a_raised_right_is_kept_too(service: Service) -> None:
    note(service, replace(Policy(), totals=Assurance.AUTHENTICATED))
    assert kept(service) == [(Right.TOTALS, Assurance.HOLDER_READ, Assurance.AUTHENTICATED)]


def test_a_start_with_a_lowered_policy_says_so_and_can_be_asked_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lowered = tmp_path / "policy.toml"
    lowered.write_text('[rights]\nfee_items = "holder_read"\n')
    with served(tmp_path, "--policy", str(lowered)) as (process, _line):
        process.terminate()
        _, errors = process.communicate(timeout=10)
    assert "policy: " in errors
    assert "fee_items: holder_and_answer -> holder_read, less than shipped" in errors
    assert commands.main(["policy-changes", "--data", str(tmp_path / "data")]) == 0
    assert "fee_items: holder_and_answer -> holder_read" in capsys.readouterr().out
