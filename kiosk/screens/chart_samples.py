"""Made-up pages with charts, for the gallery and the layout's tests."""

from __future__ import annotations

from pages.blocks import Amount
from pages.charts import Bar, BarChart, Breakdown, Slice
from pages.choices import Choice, Role, go
from pages.model import Page
from pages.texts import FreeText
from values import Money, MonthOfYear

_NEXT = Choice(FreeText("打印凭条"), go("sample.next"), "print", Role.PRIMARY)

YEAR = Page(
    "sample.year",
    FreeText("2026年养老金"),
    FreeText("到今天到账 10 次。"),
    (
        BarChart(
            FreeText("每个月到手多少"),
            (
                *(Bar(MonthOfYear(month), Money(336_032)) for month in range(1, 7)),
                Bar(MonthOfYear(7), Money(383_072), FreeText("有补发")),
                *(Bar(MonthOfYear(month), Money(342_752)) for month in range(8, 11)),
                Bar(MonthOfYear(11), Money(342_752), FreeText("银行退回"), solid=False),
            ),
        ),
    ),
    (_NEXT,),
)

PARTS = Page(
    "sample.parts",
    FreeText("住院报销"),
    FreeText("金沙医院　11月2日"),
    (
        Amount(FreeText("医保付了"), Money(901_000)),
        Breakdown(
            FreeText("一共花了"),
            Money(1_268_050),
            (
                Slice(FreeText("医保付的"), Money(811_000)),
                Slice(FreeText("大病保险付的"), Money(60_000)),
                Slice(FreeText("医疗救助付的"), Money(30_000)),
                Slice(FreeText("从医保个人账户扣了"), Money(120_000)),
                Slice(FreeText("您付的现金"), Money(246_050)),
                Slice(FreeText("别的方式付的"), Money(1_000)),
            ),
        ),
    ),
    (_NEXT,),
)

CHART_PAGES = {"chart-year": YEAR, "chart-parts": PARTS}
