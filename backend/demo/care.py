"""What the kinds of care look like: where, which positions, and how the scheme shares the bill."""

from __future__ import annotations

from dataclasses import dataclass

from contract.records import CareKind


@dataclass(frozen=True, slots=True)
class Position:
    """A kind of fee item and the range of its amount, in fen."""

    category: str
    name: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Care:
    """A kind of care: how often, where, what is billed and how much of it the scheme bears.

    ``deductible`` is in fen, ``covered`` a range in hundredths of what exceeds it.
    """

    weight: int
    institutions: tuple[str, ...]
    positions: tuple[Position, ...]
    how_many: tuple[int, int]
    deductible: int
    covered: tuple[int, int]


_HOSPITALS = ("通州区人民医院", "通州区中医院", "通州区第三人民医院")
_CENTRES = ("金沙街道社区卫生服务中心", "平潮镇中心卫生院", "石港镇卫生院")
_PHARMACIES = ("通州区惠民大药房", "金沙街道便民药店", "通州区百草堂药店")
_ELSEWHERE = ("上海市区中心医院", "苏州市人民医院", "南京市中医院")

_REGISTRATION = Position("挂号费", "普通门诊挂号", 600, 1500)
_CONSULT = Position("诊察费", "主治医师诊察", 1000, 2500)
_MEDICINES = (
    Position("西药费", "苯磺酸氨氯地平片 5mg", 1850, 6240),
    Position("西药费", "二甲双胍缓释片 0.5g", 1520, 4890),
    Position("西药费", "阿托伐他汀钙片 20mg", 2100, 8860),
    Position("中成药费", "复方丹参滴丸", 2580, 5640),
    Position("中成药费", "六味地黄丸", 1690, 3980),
    Position("中草药费", "中药饮片 7剂", 8400, 23500),
)
_EXAMINATIONS = (
    Position("检查费", "胸部CT平扫", 18000, 26000),
    Position("检查费", "腹部B超", 8000, 12000),
    Position("检查费", "十二导联心电图", 1800, 3000),
    Position("化验费", "血常规", 1800, 2500),
    Position("化验费", "肝肾功能", 6500, 12000),
    Position("化验费", "糖化血红蛋白", 5500, 7500),
)
_WARD = (
    Position("床位费", "三人间床位 7天", 21000, 42000),
    Position("护理费", "二级护理 7天", 12600, 19600),
    Position("治疗费", "静脉输液", 24000, 86000),
    Position("手术费", "白内障超声乳化手术", 160000, 320000),
    Position("材料费", "人工晶状体", 90000, 280000),
)

CARE: dict[CareKind, Care] = {
    CareKind.OUTPATIENT: Care(
        30,
        _HOSPITALS + _CENTRES,
        (_REGISTRATION, _CONSULT, *_MEDICINES, *_EXAMINATIONS),
        (2, 6),
        5000,
        (50, 65),
    ),
    CareKind.CHRONIC: Care(
        25, _HOSPITALS + _CENTRES, (_CONSULT, *_MEDICINES, *_EXAMINATIONS[4:]), (2, 5), 0, (70, 85)
    ),
    CareKind.PHARMACY: Care(25, _PHARMACIES, _MEDICINES, (1, 4), 0, (30, 55)),
    CareKind.INPATIENT: Care(
        8, _HOSPITALS, (*_WARD, *_MEDICINES, *_EXAMINATIONS), (6, 14), 80000, (80, 90)
    ),
    CareKind.EMERGENCY: Care(
        6, _HOSPITALS, (_CONSULT, *_EXAMINATIONS, *_MEDICINES), (3, 7), 5000, (50, 65)
    ),
    CareKind.ELSEWHERE: Care(
        6, _ELSEWHERE, (*_WARD, *_MEDICINES, *_EXAMINATIONS), (5, 14), 150000, (55, 75)
    ),
}
