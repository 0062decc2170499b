"""``docs/events.md`` and ``docs/events.zh-CN.md``: the catalogue of events as pages to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.event_catalogue import ADDED, Catalogue, Event

DOCS = Path(__file__).parent.parent / "docs"


@dataclass(frozen=True)
class Tongue:
    """A language of the document and its fixed words."""

    key: Literal["zh", "en"]
    file: str
    heading: str
    introduction: str
    numbers: str
    columns: str
    meaning: str
    action: str
    written: str
    severities: dict[str, str]


ENGLISH = Tongue(
    "en",
    "events.md",
    "# Events",
    "What the terminal records, and the numbers its pages show when something is wrong. Made from\n"
    "`kiosk/events.toml` by `python -m kiosk.event_log docs`.\n"
    "中文：[events.zh-CN.md](events.zh-CN.md)\n"
    "\n"
    "Every line of the log is a JSON object with `number`, `at` (UTC), `code`, `severity`,\n"
    "`before` (the hash of the entry before) and the fields named here. No field takes free text.",
    "## Numbers on pages",
    "| number | what happened | what to do |",
    "Meaning",
    "What to do",
    "written by the log itself",
    {"info": "info", "warning": "warning", "error": "error"},
)
CHINESE = Tongue(
    "zh",
    "events.zh-CN.md",
    "# 事件一览",
    "终端记录的事件，以及出问题时页面上的号码。由 `python -m kiosk.event_log docs` 根据\n"
    "`kiosk/events.toml` 生成。English: [events.md](events.md)\n"
    "\n"
    "日志每行是一个 JSON 对象：`number`（编号）、`at`（时间，UTC）、`code`（代码）、\n"
    "`severity`（级别）、`before`（上一条的摘要），以及这里列出的内容。任何一项都写不进任意文字，也没有姓名和证件号。",
    "## 页面上的号码",
    "| 号码 | 出了什么事 | 怎么办 |",
    "意思",
    "怎么办",
    "由日志自己写",
    {"info": "一般", "warning": "注意", "error": "故障"},
)


def document(catalogue: Catalogue, tongue: Tongue) -> str:
    """The catalogue in one language, as Markdown."""
    lines = [tongue.heading, "", tongue.introduction, "", *_numbers(catalogue, tongue)]
    for code, event in catalogue.events.items():
        lines += ["", *_chapter(code, event, catalogue, tongue)]
    return "\n".join(lines) + "\n"


def write_documents(catalogue: Catalogue, folder: Path = DOCS) -> list[Path]:
    """Write both; answers where."""
    paths = []
    for tongue in (ENGLISH, CHINESE):
        path = folder / tongue.file
        path.write_text(document(catalogue, tongue), encoding="utf-8")
        paths.append(path)
    return paths


def _numbers(catalogue: Catalogue, tongue: Tongue) -> Iterator[str]:
    yield from (tongue.numbers, "", tongue.columns, "|---|---|---|")
    for number, meaning in catalogue.failures.items():
        title, action = (getattr(each, tongue.key) for each in (meaning.title, meaning.action))
        yield f"| {number} | {title} | {action} |"


def _chapter(code: str, event: Event, catalogue: Catalogue, tongue: Tongue) -> Iterator[str]:
    title, message, action = (
        getattr(each, tongue.key) for each in (event.title, event.message, event.action)
    )
    yield from (f"## `{code}`", "", f"**{title}** ({tongue.severities[event.severity]})", "")
    yield f"- {tongue.meaning}: {message}"
    yield f"- {tongue.action}: {action}"
    for name, kind in event.fields.items():
        words = catalogue.sets.get(kind)
        yield f"- `{name}`: {', '.join(f'`{word}`' for word in words) if words else kind}"
    if code in ADDED:
        yield f"- `{ADDED[code]}`: {tongue.written}"
