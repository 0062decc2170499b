"""The staff's two pages as HTML: logging in, and the desk.

Each is one document without anything fetched but our own style and script; it works without the
script too, only that it then reloads itself and makes no sound.
"""

from __future__ import annotations

from backend.staff.board import Board
from backend.staff.board_html import calls_html, terminals_html
from backend.staff.sessions import Desk
from backend.staff.words import StaffWords
from pages.texts import FreeText


def login_page(words: StaffWords, notice: str = "") -> str:
    """Where staff log in; ``notice`` is HTML text, such as that the last try was wrong."""
    said = f'<p role="alert" class="notice">{notice}</p>' if notice else ""
    return _document(
        words,
        words.say("staff.login.title"),
        f"""<main class="login"><h1>{words.say("staff.login.title")}</h1>{said}
<form method="post" action="/staff/login">
<label for="name">{words.say("staff.login.name")}</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" maxlength="32" required>
<label for="password">{words.say("staff.login.password")}</label>
<input id="password" name="password" type="password" autocomplete="current-password"
 maxlength="200" required>
<button class="primary">{words.say("staff.login.open")}</button>
</form></main>""",
    )


def desk_page(words: StaffWords, desk: Desk, board: Board) -> str:
    """The desk as it stands now; the script keeps it so."""
    header = f"""<header><h1>{words.say("staff.title")}</h1>
<button id="sound" type="button" hidden>{words.say("staff.sound.turn_on")}</button>
<p id="link" role="status" data-lost="{words.say("staff.link_lost")}"></p>
<form method="post" action="/staff/logout">{form_token(desk)}
<button>{words.say("staff.logout", name=FreeText(desk.name))}</button></form></header>"""
    return _document(
        words,
        words.say("staff.title"),
        f"""{header}
<div id="spoken" class="unseen" role="alert" data-calls="{words.say("staff.calls.heard")}"></div>
<main id="board">{board_html(words, desk, board)}</main>
<script src="/staff/staff.js" defer></script>""",
        head='<noscript><meta http-equiv="refresh" content="10"></noscript>',
    )


def board_html(words: StaffWords, desk: Desk, board: Board) -> str:
    """What changes of the desk: calls and terminals."""
    return calls_html(words, form_token(desk), board) + terminals_html(words, board)


def form_token(desk: Desk) -> str:
    """The hidden field that proves where a form came from."""
    return f'<input type="hidden" name="form_token" value="{desk.form_token}">'


def _document(words: StaffWords, title: str, body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="/staff/staff.css">{head}</head>'
        f"<body>{body}</body></html>"
    )
