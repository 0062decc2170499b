"""The kiosk's own pages, made of the same blocks as an application's.

Words: ``standard.*`` and ``failure.*`` in ``content/``.
"""

from applications.ask import PageFunction
from kiosk.standard_pages import (
    cards,
    endings,
    failures,
    help_and_waiting,
    identity,
    on_phone,
    paper,
    size_and_sound,
    take_along,
    welcome,
    what_opens,
)

PAGES: dict[str, PageFunction] = {
    "standard.welcome": welcome.welcome,
    "standard.browse": welcome.browse,
    "standard.cards_open": what_opens.cards_open,
    "standard.window": what_opens.window,
    "standard.home": welcome.home,
    "standard.lay_card": cards.lay_card,
    "standard.refused": cards.refused,
    "standard.no_card": cards.no_card,
    "standard.checking": cards.checking,
    "standard.card_not_read": cards.card_not_read,
    "standard.card_pulled": cards.card_pulled,
    "standard.name_differs": cards.name_differs,
    "standard.answer": identity.answer,
    "standard.acting": identity.acting,
    "standard.acting_subject": identity.acting_subject,
    "standard.waiting": help_and_waiting.waiting,
    "standard.size_and_sound": size_and_sound.size_and_sound,
    "standard.more_settings": size_and_sound.more_settings,
    "standard.help": help_and_waiting.help_page,
    "standard.confirm_print": paper.confirm_print,
    "standard.see_receipt": paper.see_receipt,
    "standard.print_job": paper.print_job,
    "standard.on_phone": on_phone.on_phone,
    "standard.take_along": take_along.take_along,
    "standard.idle": endings.idle,
    "standard.goodbye": endings.goodbye,
    "failure.page": failures.page,
    "failure.failsafe": failures.failsafe,
}
"""Every page function of the kiosk's own, by route."""
