"""Whatever a page holds: nothing is clipped, nothing overlaps, everything can be touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import combinations

import pytest

from kiosk.screens.drawing import Drawing, Rect, TextRun
from kiosk.screens.frame import frame_for
from kiosk.screens.layout import lay_out, split
from kiosk.screens.panel import Panel
from kiosk.screens.samples import CAPTION, HOME_KEYS, KEYS, PAGES
from kiosk.screens.view import NEXT_PART, PREVIOUS_PART, View
from pages.blocks import Paragraph
from pages.choices import Choice, Role, go
from pages.fonts import pillow_font
from pages.model import MAX_CHOICES, Audience, Page, Part
from pages.presentation import Language, Presentation, TextSize
from pages.texts import FreeText

PANELS = {
    "21.5 upright": Panel(1080, 1920, 21.5),
    "21.5 lying": Panel(1920, 1080, 21.5),
    "15.6 upright": Panel(768, 1366, 15.6),
    "17 lying": Panel(1280, 1024, 17),
}
LEAST_TARGET, LEAST_KEY, LEAST_GAP = 20.0, 16.0, 2.54
MORNING = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
HOME = PANELS["21.5 upright"]


def view(page: Page, part: Part | None = None, size: TextSize = TextSize.NORMAL) -> View:
    return View(
        page,
        part or Part(),
        Presentation(size=size),
        organisation="通州区退休职工服务站",
        moment=MORNING,
        who=FreeText("曹师傅，您好"),
        counter=FreeText("人工办理：一号窗口"),
        caption=CAPTION,
        fixed_keys=HOME_KEYS if page.route == "standard.home" else KEYS,
        demo=True,
        service=page.audience is Audience.TECHNICIAN,
    )


@cache
def drawings(page: Page, size: TextSize, panel: Panel) -> list[Drawing]:
    parts = split(page, Presentation(size=size), panel)
    return [lay_out(view(page, part, size), panel) for part in parts]


def texts(drawing: Drawing) -> str:
    return "".join(item.text for item in drawing.items if isinstance(item, TextRun))


def ink(run: TextRun) -> Rect:
    left, top, right, bottom = pillow_font(run.face, run.px).getbbox(run.text, anchor="ls")
    return Rect(
        run.x + round(left), run.baseline + round(top), round(right - left), round(bottom - top)
    )


def gap(a: Rect, b: Rect) -> int:
    across = max(a.x - b.right, b.x - a.right)
    down = max(a.y - b.bottom, b.y - a.bottom)
    return max(across, down)


SETTINGS = [
    *((HOME, size) for size in TextSize),
    *((panel, TextSize.LARGEST) for panel in PANELS.values() if panel is not HOME),
]
"""Every size on the usual panel; on the others the largest, the hardest to fit."""


@pytest.fixture(params=SETTINGS, ids=lambda setting: f"{setting[0].width}-{setting[1].name}")
def setting(request: pytest.FixtureRequest) -> tuple[Panel, TextSize]:
    chosen: tuple[Panel, TextSize] = request.param
    return chosen


@pytest.fixture
def panel(setting: tuple[Panel, TextSize]) -> Panel:
    return setting[0]


@pytest.fixture
def size(setting: tuple[Panel, TextSize]) -> TextSize:
    return setting[1]


@pytest.fixture(params=list(PAGES))
def page(request: pytest.FixtureRequest) -> Page:
    return PAGES[request.param]


@pytest.fixture
def drawn(page: Page, size: TextSize, panel: Panel) -> list[Drawing]:
    return drawings(page, size, panel)


def test_no_ink_leaves_the_panel(drawn: list[Drawing]) -> None:
    for drawing in drawn:
        for item in drawing.items:
            shown = ink(item) if isinstance(item, TextRun) else item.rect
            assert drawing.bounds.encloses(shown), item


def test_no_two_lines_of_text_run_into_each_other(drawn: list[Drawing]) -> None:
    for drawing in drawn:
        runs = [item for item in drawing.items if isinstance(item, TextRun)]
        for (one, of_one), (other, of_other) in combinations([(r.text, ink(r)) for r in runs], 2):
            assert not of_one.overlaps(of_other), (one, other)


def test_a_label_stays_inside_its_key(drawn: list[Drawing]) -> None:
    for drawing in drawn:
        for item in drawing.items:
            if isinstance(item, TextRun):
                for target in drawing.targets:
                    outside = not target.visible.overlaps(ink(item))
                    assert outside or target.visible.encloses(ink(item)), (item.text, target.label)


def test_every_target_is_large_enough_and_apart(drawn: list[Drawing], panel: Panel) -> None:
    for drawing in drawn:
        for target in drawing.targets:
            least = LEAST_KEY if target.keyboard else LEAST_TARGET
            side = min(target.visible.width, target.visible.height)
            assert side >= int(least * panel.px_per_mm), target.label
            assert drawing.bounds.encloses(target.visible)
        for one, other in combinations(drawing.targets, 2):
            assert gap(one.rect, other.rect) >= int(LEAST_GAP * panel.px_per_mm), (one, other)


def test_a_part_offers_at_most_six_choices(page: Page, drawn: list[Drawing]) -> None:
    if page.audience is Audience.TECHNICIAN:
        return
    for drawing in drawn:
        keys = {key.target for key in (*KEYS, *HOME_KEYS) if key is not None}
        offered = [target for target in drawing.targets if target.target not in keys]
        assert len(offered) <= MAX_CHOICES


def test_the_parts_together_are_the_page(page: Page, size: TextSize, panel: Panel) -> None:
    parts = split(page, Presentation(size=size), panel)
    if parts == (Part(),):
        return
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert all(part.count == len(parts) for part in parts)
    blocks = [index for part in parts for index in range(*(part.blocks or (0, 0)))]
    choices = [index for part in parts for index in range(*(part.choices or (0, 0)))]
    assert blocks == list(range(len(page.blocks)))
    assert choices == list(range(len(page.choices)))


def test_the_settlement_fits_one_part_at_the_normal_size() -> None:
    (drawing,) = drawings(PAGES["settlement"], TextSize.NORMAL, HOME)
    assert "9,010.00" in texts(drawing)
    assert [target.label for target in drawing.targets[-4:]] == [
        "读给我听",
        "打印凭条",
        "费用明细",
        "遮住金额",
    ]
    tops = [target.visible.y for target in drawing.targets[-4:]]
    assert tops[0] == tops[1] < tops[2] == tops[3]


def test_text_grows_with_the_persons_choice() -> None:
    def body(size: TextSize) -> int:
        (drawing,) = drawings(PAGES["out-of-order"], size, HOME)
        return max(item.px for item in drawing.items if isinstance(item, TextRun))

    normal = body(TextSize.NORMAL)
    assert body(TextSize.LARGEST) >= 1.3 * normal - 1


def test_text_grows_with_the_viewing_distance_but_keys_do_not() -> None:
    near, far = Panel(1080, 1920, 21.5, 600), Panel(1080, 1920, 21.5, 800)
    assert far.type_px(11) == round(near.type_px(11) * 8 / 6)
    assert far.px(29) == near.px(29)


def test_the_fixed_keys_stand_at_the_same_place_on_every_page(panel: Panel) -> None:
    places = set()
    for name in ("settlement", "list", "printed", "notice"):
        for drawing in drawings(PAGES[name], TextSize.NORMAL, panel):
            keys = {target.label: target.visible for target in drawing.targets}
            places.add((keys["返回"], keys["回首页"], keys["找人帮忙"]))
    assert len(places) == 1


def test_a_key_without_effect_leaves_its_place_empty() -> None:
    page = PAGES["settlement"]
    whole = view(page)
    without = replace(whole, fixed_keys=(None, *whole.fixed_keys[1:]))
    labels = [target.label for target in lay_out(without, HOME).targets]
    assert "返回" not in labels
    assert "回首页" in labels


def test_long_lists_turn_with_previous_and_next() -> None:
    first, *_, last = drawings(PAGES["list"], TextSize.NORMAL, HOME)
    of_first = {target.target for target in first.targets}
    of_last = {target.target for target in last.targets}
    assert NEXT_PART in of_first
    assert PREVIOUS_PART not in of_first
    assert PREVIOUS_PART in of_last
    assert NEXT_PART not in of_last
    assert "第 1 页，共 2 页" in texts(first)


def test_home_with_two_applications_fills_the_width() -> None:
    (drawing,) = drawings(PAGES["home-2"], TextSize.NORMAL, HOME)
    tiles = [target.visible for target in drawing.targets[-2:]]
    assert all(tile.height >= HOME.px(80) for tile in tiles)
    assert all(tile.width == frame_for(HOME, Audience.VISITOR).body.width for tile in tiles)


def test_a_paragraph_too_long_for_any_screen_is_set_smaller_and_whole() -> None:
    words = "天冷路滑，出门请慢走。" * 60
    page = Page("sample.long", FreeText("提醒"), blocks=(Paragraph(FreeText(words)),))
    (drawing,) = drawings(page, TextSize.LARGEST, HOME)
    assert words in texts(drawing)
    room = frame_for(HOME, Audience.VISITOR).body
    inside = [item for item in drawing.items if isinstance(item, TextRun) and item.text in words]
    assert all(room.encloses(ink(item)) for item in inside)


@pytest.mark.parametrize("name", ["settlement", "lay-card", "printed", "welcome"])
def test_a_page_shown_whole_that_should_be_split_is_set_smaller(name: str) -> None:
    drawing = lay_out(view(PAGES[name], Part(), TextSize.LARGEST), HOME)
    test_no_ink_leaves_the_panel([drawing])
    test_no_two_lines_of_text_run_into_each_other([drawing])
    test_a_label_stays_inside_its_key([drawing])
    assert len(drawing.targets) == len(PAGES[name].choices) + len(KEYS)


def test_a_long_caption_is_shortened_with_an_ellipsis() -> None:
    page = PAGES["settlement"]
    assert "……" not in texts(lay_out(view(page), HOME))
    longer = replace(view(page), caption=CAPTION * 3)
    assert "……" in texts(lay_out(longer, HOME))


def test_covered_amounts_show_neither_figures_nor_their_share() -> None:
    covered = replace(view(PAGES["settlement"]), presentation=Presentation(covered=True))
    written = texts(lay_out(covered, HOME))
    assert "9,010.00" not in written
    assert "12,680.50" not in written
    assert "3,670.50" not in written


def test_a_secret_shows_as_dots() -> None:
    (drawing,) = drawings(PAGES["password"], TextSize.NORMAL, HOME)
    assert "••••••" in texts(drawing)


def test_a_character_of_no_face_is_reported() -> None:
    page = Page("sample.rare", FreeText("王\ue8ff师傅"))
    drawing = lay_out(view(page), HOME)
    assert drawing.missing == {"\ue8ff"}


def test_a_held_key_looks_held() -> None:
    page = PAGES["settlement"]
    calm = lay_out(view(page), HOME)
    held = lay_out(replace(view(page), pressed=0), HOME)
    assert held.items[: len(calm.items)] == calm.items
    assert {item.rect for item in held.items[len(calm.items) :]} <= {
        calm.targets[0].visible,
        calm.targets[0].visible.grown(-HOME.px(1.6)),
    }


def test_what_is_being_read_is_marked_in_the_margin() -> None:
    page = PAGES["settlement"]
    calm = lay_out(view(page), HOME)
    reading = lay_out(replace(view(page), reading=1), HOME)
    (mark,) = set(reading.items) - set(calm.items)
    assert mark.rect.right < frame_for(HOME, Audience.VISITOR).body.x


def test_the_picture_moves_against_burning_in() -> None:
    page = PAGES["welcome"]
    still, moved = lay_out(view(page), HOME), lay_out(replace(view(page), shift=4), HOME)
    assert [target.visible.moved(4, 4) for target in still.targets] == [
        target.visible for target in moved.targets
    ]


def test_english_words_stay_inside_their_keys(panel: Panel, size: TextSize) -> None:
    page = Page(
        "sample.english",
        FreeText("What would you like to do?"),
        FreeText("Insert your social-security card, or lay down your ID card."),
        choices=(
            Choice(
                FreeText("Reimbursements"),
                go("sample.next"),
                "receipt_long",
                Role.TILE,
                FreeText("How much was paid, and has it arrived"),
            ),
            Choice(FreeText("Continue without a card"), go("sample.other"), "visibility"),
        ),
    )
    presentation = Presentation(size=size, language=Language.ENGLISH)
    for part in split(page, presentation, panel):
        drawing = lay_out(replace(view(page, part, size), presentation=presentation), panel)
        test_a_label_stays_inside_its_key([drawing])
        test_no_ink_leaves_the_panel([drawing])
