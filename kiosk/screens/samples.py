"""Made-up pages that show every kind of block and choice: for the gallery and the layout's tests.

Their words are free texts, so that they stand for any application's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kiosk.screens.chart_samples import CHART_PAGES
from kiosk.screens.view import FixedKey
from pages.blocks import (
    Amount,
    Block,
    Devices,
    DeviceTile,
    Emblem,
    Entry,
    Fact,
    Facts,
    Notes,
    Paragraph,
    Picture,
    QrCode,
    Share,
    State,
    Tone,
)
from pages.choices import Choice, Role, do, go
from pages.model import Audience, Page
from pages.texts import FreeText, Text
from values import Code, DayOfYear, Money


def words(text: str) -> Text:
    """A free text."""
    return FreeText(text)


def choice(
    label: str,
    icon: str,
    role: Role = Role.PLAIN,
    detail: Text | None = None,
    badge: Text | None = None,
) -> Choice:
    """A choice that goes nowhere in particular."""
    return Choice(words(label), go("sample.next", label=label), icon, role, detail, badge)


BACK = FixedKey(words("返回"), "arrow_back", do("back"))
HOME = FixedKey(words("回首页"), "home", do("home"))
AGAIN = FixedKey(words("再读一遍"), "replay", do("repeat"))
LOOK = FixedKey(words("字和声音"), "text_fields", go("standard.look"))
HELP = FixedKey(words("找人帮忙"), "support_agent", do("call"))
FINISH = FixedKey(words("办完了"), "done_all", do("finish"), wide=True)

KEYS = (BACK, HOME, AGAIN, LOOK, HELP)
HOME_KEYS = (FINISH, None, AGAIN, LOOK, HELP)
WELCOME_KEYS = (None, None, AGAIN, LOOK, HELP)

_TILES = (
    choice("养老金", "account_balance_wallet", Role.TILE, detail=words("每月到账多少")),
    choice("看病报销", "receipt_long", Role.TILE, detail=words("报了多少，到账没有")),
    choice(
        "新闻公告",
        "campaign",
        Role.TILE,
        detail=words("通知和政策"),
        badge=words("有 2 条新的"),
    ),
    choice(
        "文娱活动",
        "event_available",
        Role.TILE,
        detail=words("报名、小组、展览"),
        badge=words("今天有 1 场"),
    ),
    choice("老年大学", "school", Role.TILE, detail=words("上课、看书、学法律")),
    choice("更多服务", "apps", Role.TILE, detail=words("体检、上门、提意见")),
)

_SETTLEMENT_BLOCKS: tuple[Block, ...] = (
    State(Tone.GOOD, words("已打到您社保卡的银行账户"), words("尾号 8901，3月28日到账")),
    Amount(
        words("医保付了"),
        Money(901000),
        Share(Money(901000), Money(1268050), words("医保付的"), words("您自己付的")),
    ),
    Facts(
        (
            Fact(words("一共花了"), Money(1268050), private=True),
            Fact(words("从医保个人账户扣了"), Money(120000), private=True),
            Fact(words("您付的现金"), Money(247050), private=True),
        )
    ),
)

_NOTICE = (
    "冬季取暖补贴从十二月五日开始发放，直接打到您社保卡的银行账户里。",
    "今年的标准和去年一样，每人 600.00 元，一次发完。",
    "在外地住的老同志不用回来办，钱会照常打到卡里。",
    "银行卡换过的，请在11月30日以前到一号窗口登记新卡。带上社保卡和身份证，子女代办也可以。",
    "十二月十五日还没有收到的，请打 0513-86512345 问，或者到服务站来，我们帮您查。",
    "天冷路滑，出门请慢走。家里用电暖器的，睡前请关掉，旁边不要放衣服。",
    "独居的老同志，社区每周上门看望一次，需要帮忙请按屏幕下方的“找人帮忙”。",
    "取暖补贴不收任何手续费。有人打电话让您先交钱，那是骗子，请马上挂断，再打 110。",
    "通州区退休职工服务站，2026年11月20日。",
)

_YEAR_ROWS = tuple(
    Choice(
        words(kind),
        go("sample.next", number=number),
        role=Role.ROW,
        detail=words(second),
        aside=Money(fen),
        aside_private=True,
    )
    for number, (kind, second, fen) in enumerate(
        (
            ("住院报销", "3月15日　钱已经到账", 901000),
            ("门诊报销", "2月27日　医院已经扣好", 18660),
            ("门诊慢性病报销", "2月3日　正在审核", 43275),
            ("药店买药报销", "1月18日　医院已经扣好", 5240),
            ("外地看病报销", "1月6日　要补材料", 1283090),
            ("急诊报销", "1月2日　钱已经到账", 76410),
            ("门诊报销", "1月1日　医院已经扣好", 9900),
        )
    )
)

_DEVICES = Devices(
    (
        DeviceTile("print", words("凭条打印机"), words("还够约 30 张"), Tone.NOTICE),
        DeviceTile("credit_card", words("社保卡读卡器"), words("正常　今天 41 次"), Tone.GOOD),
        DeviceTile("badge", words("身份证读卡器"), words("正常　今天 17 次"), Tone.GOOD),
        DeviceTile("qr_code_scanner", words("扫码器"), words("没有接上"), Tone.ALARM),
        DeviceTile("touch_app", words("触摸屏"), words("正常　昨天校准"), Tone.GOOD),
        DeviceTile("volume_up", words("声音"), words("62 分贝，已校准"), Tone.GOOD),
        DeviceTile("lan", words("网络和后台"), words("12 毫秒　待上传 0 条"), Tone.GOOD),
        DeviceTile("storage", words("磁盘"), words("正在检查"), Tone.WAITING),
    )
)

_PASSWORD_KEYS = (
    tuple("1234567890"),
    tuple("qwertyuiop"),
    tuple("asdfghjkl"),
    ("shift", *"zxcvbnm", "backspace"),
    ("symbols",),
)

PAGES: Mapping[str, Page] = {
    **CHART_PAGES,
    "welcome": Page(
        "standard.welcome",
        words("您好，要办事吗？"),
        words("请插社保卡，或者放身份证。"),
        (
            Facts(
                (
                    Fact(words("下午两点　书法小组"), words("还有 6 个名额")),
                    Fact(words("下午三点半　量血压"), words("不用报名")),
                ),
                title=words("今天在这里"),
                boxed=True,
            ),
            Notes(words("新通知"), (words("冬季取暖补贴十二月五日发放"),)),
        ),
        (
            choice("开始办事", "credit_card", Role.PRIMARY),
            choice("不用卡，先看看", "visibility"),
        ),
    ),
    "lay-card": Page(
        "standard.lay_card",
        words("请插社保卡，或放身份证"),
        words("读卡的地方在屏幕右下方。"),
        (
            Picture("lay-card", words("社保卡金色芯片朝下插到底，身份证平放在上面")),
            Paragraph(
                words(
                    "通州区退管中心读您的姓名和证件号，只用来查您自己的事。"
                    "这台机器不保存，后台按规定留查询记录。"
                )
            ),
        ),
        (choice("不同意", "block"), choice("没带卡", "help_outline")),
    ),
    "home-2": Page("standard.home", words("您想办什么事？"), choices=_TILES[1:3]),
    "home-6": Page("standard.home", words("您想办什么事？"), choices=_TILES),
    "list": Page(
        "reimbursements.year",
        words("2026年看病报销"),
        words("一共 7 笔，新的在前面。点一笔看看。"),
        choices=(*_YEAR_ROWS, choice("看别的年份", "date_range")),
    ),
    "settlement": Page(
        "reimbursements.settlement",
        words("住院报销"),
        words("通州区人民医院　2026年3月15日"),
        _SETTLEMENT_BLOCKS,
        (
            choice("读给我听", "record_voice_over"),
            choice("打印凭条", "print", Role.PRIMARY),
            choice("费用明细", "list_alt"),
            choice("遮住金额", "visibility_off"),
        ),
    ),
    "printed": Page(
        "standard.printed",
        words("凭条打好了"),
        words("请在屏幕下方取走。"),
        (
            Emblem("check_circle", Tone.GOOD),
            Facts(
                (
                    Fact(words("住院报销凭条"), words("1 张")),
                    Fact(words("号码"), Code("2026 1122 0007")),
                ),
                boxed=True,
            ),
        ),
        (
            choice("办完了，取卡", "done_all", Role.PRIMARY),
            choice("还要办别的", "home"),
            choice("没出来，再打一张", "print"),
        ),
        centred=True,
    ),
    "no-paper": Page(
        "standard.no_paper",
        words("您可以这样办"),
        None,
        (
            State(Tone.ALARM, words("打印机没有纸了，现在打不了凭条")),
            Paragraph(
                words("已经告诉工作人员了。加好纸，这一页会自己变回来，不会多打。"), second=True
            ),
        ),
        (
            choice("用手机扫码带走", "qr_code", Role.PRIMARY),
            choice("读给我听", "record_voice_over"),
            choice("叫工作人员加纸", "support_agent"),
        ),
    ),
    "idle": Page(
        "standard.idle",
        words("您还在吗？"),
        words("再过 28 秒，机器会把您的信息收起来。"),
        (Emblem("hourglass_bottom", Tone.ALARM),),
        (
            choice("我还在", "touch_app", Role.PRIMARY),
            choice("办完了，取卡", "done_all"),
        ),
        centred=True,
    ),
    "out-of-order": Page(
        "standard.out_of_order",
        words("这台机器现在不能用"),
        words("对不起，请到一号窗口办。"),
        (
            Emblem("build", Tone.NOTICE),
            Paragraph(words("已经告诉维修人员了。修好以后，这一页会自己变回来。"), second=True),
        ),
        centred=True,
    ),
    "service": Page(
        "maintenance.devices",
        words("设备"),
        words("有两项要处理"),
        (_DEVICES,),
        (
            choice("逐项检查", "fact_check", Role.PRIMARY),
            choice("打印测试页", "receipt_long"),
            choice("巡检报告", "summarize"),
            choice("重启、关机", "restart_alt"),
            choice("退出", "logout"),
        ),
        audience=Audience.TECHNICIAN,
    ),
    "password": Page(
        "maintenance.sign_in",
        words("技术员登录"),
        None,
        (Entry(words("口令"), 6, None, _PASSWORD_KEYS),),
        (choice("登录", "login", Role.PRIMARY), choice("不登录了", "close")),
        audience=Audience.TECHNICIAN,
    ),
    "notice": Page(
        "notices.article",
        words("冬季取暖补贴十二月五日发放"),
        words("通州区退管中心　2026年11月20日"),
        tuple(Paragraph(words(text)) for text in _NOTICE),
        (choice("读给我听", "record_voice_over"),),
    ),
    "phone": Page(
        "standard.phone",
        words("用手机扫一扫"),
        words("凭条就到您的手机上了。"),
        (
            QrCode("https://example.invalid/r/7KQ2-M4XA-9F3T", words("10 分钟之内有效")),
            State(Tone.WAITING, words("等您扫码"), words("扫好了会在这里告诉您")),
            State(Tone.NOTICE, words("凭条上有您的就医信息"), words("请不要给别人扫")),
            Facts((Fact(words("生成日期"), DayOfYear(date(2026, 11, 22))),)),
        ),
    ),
}
"""Every sample page by name."""

CAPTION = "这是住院报销，钱已经到账。为了保密，金额没有读出来，想听请点“读给我听”。"
