"""A made-up programme: an activity of each kind, and how three people stand with them.

The staged clock begins on 28 March 2026, 9:30 in China.
"""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta
from decimal import Decimal

from PIL import Image

from contract.activities import Activity, SignUp, Standing, Venue
from contract.bulletin import Carrier, CarrierOpens
from contract.credentials import Right
from kiosk.clock import LOCAL

STATION = Venue(
    1,
    "金沙文化站",
    "金沙街道文化路12号",
    "坐5路公交车到文化宫站",
    "0513-86010234",
    time(9),
    time(20, 30),
    (0,),
    ("二楼203室，书画", "二楼舞蹈房"),
)
VENUES = (STATION,)


def activity(
    number: int,
    title: str,
    starts: str,
    *,
    capacity: int = 20,
    taken: int = 0,
    waiting: int = 0,
    longest_line: int = 5,
    **more: object,
) -> Activity:
    """One that lasts an hour and closes half an hour before; ``starts`` is local."""
    begins = datetime.fromisoformat(starts).replace(tzinfo=LOCAL)
    return Activity(
        id=number,
        title=title,
        starts=begins,
        ends=begins + timedelta(hours=1),
        closes=begins - timedelta(minutes=30),
        venue=1,
        place="文化站203室",
        leader="王老师",
        phone="0513-86010234",
        cost=Decimal(0),
        bring=("老花镜",),
        about=("第一次来也可以。",),
        capacity=capacity,
        taken=taken,
        waiting=waiting,
        longest_line=longest_line,
        **more,  # type: ignore[arg-type]
    )


TODAY = activity(1, "剪窗花", "2026-03-28T14:00", taken=12)
TOMORROW = activity(2, "写春联", "2026-03-29T09:00", taken=5)
FULL = activity(3, "读书分享", "2026-03-30T14:00", capacity=8, taken=8, waiting=1)
NO_LINE = activity(4, "一日游", "2026-03-31T08:00", capacity=2, taken=2, waiting=1, longest_line=1)
CLOSED = activity(5, "晨练", "2026-03-28T09:40")
CALLED_OFF = activity(6, "法律讲座", "2026-04-01T09:00", called_off="老师生病了")
FOR_THE_FIT = activity(7, "咏春拳", "2026-04-02T15:00", unfit="心脏病")
FOR_THE_OLD = activity(8, "生日会", "2026-04-03T10:00", least_age=80)
ELSEWHERE = activity(9, "健步走", "2026-04-04T08:00", only_street="平潮镇")
PROGRAMME = (
    CLOSED,
    TODAY,
    TOMORROW,
    FULL,
    NO_LINE,
    CALLED_OFF,
    FOR_THE_FIT,
    FOR_THE_OLD,
    ELSEWHERE,
)

GOES_TOMORROW = SignUp(TOMORROW, Standing.GOING)

CARRIERS = (
    CarrierOpens(Carrier.RESIDENT_ID, frozenset(Right), frozenset()),
    CarrierOpens(
        Carrier.SOCIAL_SECURITY,
        frozenset({Right.TOTALS, Right.RECEIPTS, Right.TAKE_PART}),
        frozenset({Right.FEE_ITEMS}),
    ),
)


def picture(width: int) -> bytes:
    """A red picture, as wide as was asked for."""
    out = io.BytesIO()
    Image.new("RGB", (width, width // 2), "#A8201A").save(out, "PNG")
    return out.getvalue()
