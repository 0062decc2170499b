"""What is on record may change while somebody looks at it: it is told, and there is a way on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract.failures import AmountsDisagree, RecordMissing
from tests.kiosk.sample_people import CAO
from tests.kiosk.sample_programme import GOES_TOMORROW
from tests.kiosk.stage import StagedKiosk


@pytest.fixture
def kiosk() -> StagedKiosk:
    staged = StagedKiosk()
    staged.gateway.programme.coming[CAO.id_number] = (GOES_TOMORROW,)
    staged.lay(CAO)
    return staged


def walk(kiosk: StagedKiosk, *labels: str) -> None:
    for label in labels:
        kiosk.turn_to(label)
        kiosk.tap(label)


@pytest.mark.parametrize(
    ("method", "way"),
    [
        ("settlement", ("看病报销", "门诊报销")),
        ("fee_items", ("看病报销", "门诊报销", "费用明细")),
        ("pension_payment", ("养老金", "看这次明细")),
    ],
)
@pytest.mark.parametrize(
    ("failure", "number"), [(RecordMissing(), "24号"), (AmountsDisagree(), "25号")]
)
def test_a_record_is_gone_or_does_not_add_up(
    kiosk: StagedKiosk, method: str, way: tuple[str, ...], failure: Exception, number: str
) -> None:
    kiosk.gateway.fails[method] = failure
    walk(kiosk, *way)
    kiosk.finish_speaking()
    assert kiosk.shows == "failure.page"
    assert kiosk.sees("请到一号窗口问一问")
    assert kiosk.sees(number)
    assert kiosk.hears("一号窗口")
    kiosk.tap("回首页")
    assert kiosk.shows == "standard.home"
    assert kiosk.errors == []


def test_a_sign_up_was_taken_back_elsewhere(kiosk: StagedKiosk) -> None:
    walk(kiosk, "文娱活动", "写春联", "不去了")
    kiosk.gateway.programme.coming[CAO.id_number] = ()
    before = kiosk.gateway.programme.find(GOES_TOMORROW.activity.id).taken
    kiosk.tap("不去了")
    assert kiosk.sees("您没有报这个活动")
    assert kiosk.gateway.programme.find(GOES_TOMORROW.activity.id).taken == before
    kiosk.tap("看别的活动")
    assert kiosk.shows == "activities.programme"


def test_the_pension_stops_while_somebody_looks_at_the_newest(kiosk: StagedKiosk) -> None:
    walk(kiosk, "养老金")
    kiosk.gateway.visits[-1].own = replace(kiosk.gateway.visits[-1].own, payments=())
    kiosk.tap("看这次明细")
    assert kiosk.shows == "failure.page"
    kiosk.tap("返回")
    assert kiosk.shows == "failure.page"
    kiosk.tap("回首页")
    assert kiosk.shows == "standard.home"
    assert kiosk.errors == []


def test_a_file_that_is_gone_leads_to_the_counter(kiosk: StagedKiosk) -> None:
    kiosk.gateway.fails["personal_file"] = RecordMissing()
    walk(kiosk, "我的档案")
    assert kiosk.sees("一号窗口")
    assert "这里写错了" not in kiosk.choices
    assert kiosk.errors == []


def test_the_network_goes_before_the_slip_and_again_prints_one(kiosk: StagedKiosk) -> None:
    walk(kiosk, "看病报销", "门诊报销", "打印凭条")
    kiosk.gateway.down = True
    kiosk.tap("打印")
    assert kiosk.sees("什么也没有打")
    kiosk.gateway.down = False
    kiosk.tap("再试一次")
    assert kiosk.shows == "standard.confirm_print"
    kiosk.tap("打印")
    assert kiosk.sees("凭条打好了")
    assert kiosk.printer.slips == 1
    assert len(kiosk.gateway.receipts) == 1
