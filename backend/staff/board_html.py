"""Calls and terminals as HTML."""

from __future__ import annotations

from html import escape

from backend.staff.board import Board, TerminalLine, Trouble
from backend.staff.words import StaffWords
from backend.tables import ReportRow, StaffCallRow
from contract.fleet import Verdict
from pages.texts import FreeText
from values import Count


def calls_html(words: StaffWords, form_token: str, board: Board) -> str:
    """Open calls first, each with a button; then what was called today."""
    open_calls = "".join(_open_call(words, form_token, call, board) for call in board.open)
    calm = f'<p class="calm">{words.say("staff.calls.none")}</p>'
    today = "".join(_past_call(words, call, board) for call in board.today)
    columns = (
        words.say("staff.calls.terminal"),
        words.say("staff.calls.reason"),
        words.say("staff.calls.since"),
        words.say("staff.calls.fate"),
    )
    return f"""<section aria-labelledby="calls"><h2 id="calls">{words.say("staff.calls.title")}</h2>
{f'<ul class="calls" data-open="{len(board.open)}">{open_calls}</ul>' if open_calls else calm}
<details id="today"><summary>{words.say("staff.calls.today", n=Count(len(board.today)))}</summary>
{_table(columns, today)}</details></section>"""


def terminals_html(words: StaffWords, board: Board) -> str:
    """Every terminal: what is wrong with it, and what it last told."""
    lines = "".join(_terminal(words, line, board) for line in board.terminals)
    title = words.say("staff.terminals.title")
    return (
        f"""<section aria-labelledby="terminals"><h2 id="terminals">{title}</h2>{lines}</section>"""
    )


def _open_call(words: StaffWords, form_token: str, call: StaffCallRow, board: Board) -> str:
    waited = max(0, int((board.now - call.called).total_seconds() // 60))
    since = words.say(
        "staff.calls.waiting",
        time=FreeText(words.plain_time(call.called, board.now)),
        n=Count(waited),
    )
    name = FreeText(call.terminal_id)
    return f"""<li id="call-{call.id}"><p class="terminal">{escape(call.terminal_id)}</p>
<p class="reason">{words.named(f"staff.reason.{call.reason}")}</p><p class="since">{since}</p>
<form method="post" action="/staff/calls/{call.id}/acknowledgement">{form_token}
<button class="primary" id="ack-{call.id}"
 aria-label="{words.say("staff.calls.acknowledge_of", name=name)}">\
{words.say("staff.calls.acknowledge")}</button></form></li>"""


def _past_call(words: StaffWords, call: StaffCallRow, board: Board) -> str:
    cells = (
        escape(call.terminal_id),
        words.named(f"staff.reason.{call.reason}"),
        escape(words.plain_time(call.called, board.now)),
        _fate(words, call, board),
    )
    return _row(cells)


def _fate(words: StaffWords, call: StaffCallRow, board: Board) -> str:
    if call.answered is not None:
        time = FreeText(words.plain_time(call.answered, board.now))
        name, _, account = (call.answered_by or "").partition("#")
        if account:
            return words.say("staff.calls.answered_there", time=time, n=Count(int(account)))
        return words.say("staff.calls.answered", time=time, name=FreeText(name))
    if call.withdrawn is not None:
        time = FreeText(words.plain_time(call.withdrawn, board.now))
        return words.say("staff.calls.withdrawn", time=time)
    return words.say("staff.calls.open")


def _terminal(words: StaffWords, line: TerminalLine, board: Board) -> str:
    troubles = "".join(f"<li>{_trouble(words, each)}</li>" for each in line.troubles)
    well = f'<p class="calm">{words.say("staff.terminals.well")}</p>'
    return f"""<article aria-labelledby="t-{escape(line.id)}">
<h3 id="t-{escape(line.id)}">{escape(line.id)}</h3>
{f'<ul class="troubles">{troubles}</ul>' if troubles else well}
<p class="heard">{_heard(words, line, board)}</p>
{_readiness(words, line, board)}{_daily(words, line, board)}</article>"""


def _trouble(words: StaffWords, trouble: Trouble) -> str:
    if trouble.kind == "device":
        device = words.named(f"maintenance.device.{trouble.device}")
        return f"{device} {words.named(f'maintenance.status.{trouble.status}')}"
    return words.say(f"staff.trouble.{trouble.kind}", n=Count(trouble.number))


def _heard(words: StaffWords, line: TerminalLine, board: Board) -> str:
    if line.standing is None:
        return ""
    standing = line.standing
    return words.say(
        "staff.terminals.heard",
        time=FreeText(words.plain_time(standing.heard, board.now)),
        version=FreeText(standing.version),
        n=Count(standing.free_megabytes // 1000),
        unsent=Count(standing.unsent),
    )


def _readiness(words: StaffWords, line: TerminalLine, board: Board) -> str:
    report = line.readiness
    if report is None:
        return f"<p>{words.say('staff.report.no_readiness')}</p>"
    return _report(words, f"readiness-{line.id}", "staff.report.readiness", report, board)


def _daily(words: StaffWords, line: TerminalLine, board: Board) -> str:
    return "".join(
        _report(words, f"daily-{report.id}", "staff.report.daily", report, board)
        for report in line.daily
    )


def _report(words: StaffWords, element: str, title: str, report: ReportRow, board: Board) -> str:
    bad = sum(each["verdict"] == Verdict.BAD for each in report.results)
    outcome = words.say("staff.report.bad", n=Count(bad)) if bad else words.say("staff.report.good")
    rows = "".join(
        _row(
            (
                words.named(f"maintenance.check.{each['check']}"),
                words.say(f"staff.verdict.{Verdict(each['verdict'])}"),
                escape(str(each["measured"])),
            )
        )
        for each in report.results
    )
    columns = (
        words.say("staff.report.check"),
        words.say("staff.report.verdict"),
        words.say("staff.report.measured"),
    )
    made = FreeText(words.plain_time(report.made, board.now))
    return f"""<details id="{escape(element)}"><summary>{words.say(title, time=made)}
<strong class="{"bad" if bad else "good"}">{outcome}</strong></summary>
{_table(columns, rows)}</details>"""


def _table(columns: tuple[str, ...], rows: str) -> str:
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{name}</th>' for name in columns)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(cells: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
