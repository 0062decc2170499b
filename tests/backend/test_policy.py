"""The policy, as the shipped files state it."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.policy import Policy, PolicyUnusable, load
from contract.credentials import Assurance, Right

CONFIG = Path(__file__).resolve().parents[2] / "config"


def test_the_shipped_policy_is_the_default() -> None:
    assert load(CONFIG / "policy.toml") == Policy()


def test_the_default_keeps_the_bill_from_a_card_that_can_be_cloned() -> None:
    policy = Policy()
    assert policy.rights(Assurance.NUMBER_ONLY) == {Right.TAKE_PART}
    assert policy.rights(Assurance.HOLDER_READ) == {
        Right.TAKE_PART,
        Right.TOTALS,
        Right.RECEIPTS,
    }
    assert policy.rights(Assurance.HOLDER_AND_ANSWER) == set(Right)
    assert policy.rights(Assurance.AUTHENTICATED) == set(Right)


def test_the_demo_s_policy_opens_the_bill_to_a_card_alone_and_says_that_it_is_a_demo() -> None:
    assert load(CONFIG / "demo-policy.toml").rights(Assurance.HOLDER_READ) == set(Right)
    assert "DEMO ONLY" in (CONFIG / "demo-policy.toml").read_text(encoding="utf-8")


def test_what_a_file_leaves_out_keeps_its_default(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('[rights]\ntotals = "authenticated"\n')
    assert load(path) == Policy(totals=Assurance.AUTHENTICATED)


@pytest.mark.parametrize(
    "text",
    [
        '[rights]\ntotal = "authenticated"',
        '[rights]\ntotals = "L2"',
        "[rights]\ntotals = 2",
        '[right]\ntotals = "authenticated"',
        "rights = 1",
        "not toml",
    ],
)
def test_a_file_that_says_something_else_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(PolicyUnusable, match=r"policy\.toml"):
        load(path)
