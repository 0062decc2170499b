"""Every record survives the wire; nothing else passes for one."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from contract.credentials import Assurance, Right
from contract.failures import AmountsDisagree, BadAnswer, Failure
from contract.records import (
    FeeItem,
    IssuedReceipt,
    Notice,
    NoticeSummary,
    PaidToCard,
    PapersMissing,
    Retiree,
    SettledAtHospital,
    Settlement,
    SettlementState,
    SettlementSummary,
    UnderReview,
    VisitOpened,
)
from kiosk.backend_answers import record_of
from kiosk.bounded_http import Answer
from values import Money

amounts = st.integers(0, 10**11).map(lambda fen: Money(fen).yuan)
states = st.one_of(
    st.builds(SettlementState, at_hospital=st.builds(SettledAtHospital)),
    st.builds(SettlementState, under_review=st.builds(UnderReview)),
    st.builds(SettlementState, paid=st.builds(PaidToCard)),
    st.builds(SettlementState, papers_missing=st.builds(PapersMissing)),
)
moments = st.datetimes(timezones=st.just(UTC))
tokens = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1)


@st.composite
def settlements(draw: st.DrawFn) -> Settlement:
    pooled, supplementary, assistance, account, cash, other = (draw(amounts) for _ in range(6))
    personal = account + cash + other
    out_of_scheme = draw(st.integers(0, Money.of(personal).fen).map(lambda fen: Money(fen).yuan))
    rest = draw(st.builds(SettlementSummary, state=states, fund_paid=amounts))
    return Settlement(
        rest.number,
        rest.kind,
        rest.institution,
        rest.day,
        rest.state,
        total=pooled + supplementary + assistance + personal,
        pooled=pooled,
        supplementary=supplementary,
        assistance=assistance,
        personal=personal,
        in_scheme_self_paid=personal - out_of_scheme,
        out_of_scheme=out_of_scheme,
        account=account,
        cash=cash,
        other=other,
    )


RECORDS: dict[Any, st.SearchStrategy[Any]] = {
    Notice: st.builds(Notice),
    tuple[NoticeSummary, ...]: st.lists(st.builds(NoticeSummary)).map(tuple),
    tuple[SettlementSummary, ...]: st.lists(
        st.builds(SettlementSummary, state=states, fund_paid=amounts)
    ).map(tuple),
    Settlement: settlements(),
    tuple[FeeItem, ...]: st.lists(st.builds(FeeItem, amount=amounts)).map(tuple),
    IssuedReceipt: st.builds(IssuedReceipt, issued=moments),
    tuple[int, ...]: st.lists(st.integers(1900, 2999)).map(tuple),
    VisitOpened: st.builds(
        VisitOpened,
        token=tokens,
        retiree=st.builds(Retiree),
        assurance=st.sampled_from(Assurance),
        rights=st.frozensets(st.sampled_from(Right)),
    ),
}


@pytest.mark.parametrize("shape", RECORDS, ids=str)
@settings(max_examples=50)
@given(data=st.data())
def test_a_record_comes_out_as_it_went_in(shape: Any, data: st.DataObject) -> None:
    record = data.draw(RECORDS[shape])
    served = TypeAdapter(shape).dump_json(record)
    assert record_of(Answer(200, served), shape) == record


@given(st.sampled_from(list(RECORDS)), st.sampled_from([200, 404, 500]), st.binary(max_size=200))
def test_any_bytes_are_a_record_or_a_failure(shape: Any, status: int, body: bytes) -> None:
    with suppress(Failure):
        assert record_of(Answer(status, body), shape) is not None
        assert status == 200


@given(settlements(), st.integers(1, 10**6).map(lambda fen: Money(fen).yuan))
def test_a_settlement_whose_sums_do_not_hold_is_refused(
    settlement: Settlement, error: Decimal
) -> None:
    served = TypeAdapter(Settlement).dump_python(settlement, mode="json")
    served["total"] = str(settlement.total + error)
    with pytest.raises(AmountsDisagree):
        record_of(Answer(200, TypeAdapter(dict[str, Any]).dump_json(served)), Settlement)


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "0.001", "1e999999", "-1e11", "ten"])
def test_an_amount_that_is_not_money_is_refused(amount: str) -> None:
    body = f'[{{"category":"c","name":"n","amount":"{amount}"}}]'.encode()
    with pytest.raises(BadAnswer):
        record_of(Answer(200, body), tuple[FeeItem, ...])


@pytest.mark.parametrize(
    ("shape", "body"),
    [
        (IssuedReceipt, b'{"number":"n","url":"u","issued":"2026-03-28T09:30:00"}'),
        (
            VisitOpened,
            b'{"token":"a\\nb","retiree":{"name":"n","masked_id_number":"m"},"assurance":2,'
            b'"rights":[],"name_differs":false}',
        ),
    ],
)
def test_a_moment_without_zone_or_a_token_with_a_line_break_is_refused(
    shape: Any, body: bytes
) -> None:
    with pytest.raises(BadAnswer):
        record_of(Answer(200, body), shape)
