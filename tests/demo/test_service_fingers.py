"""What a scripted visit types arrives as it was meant, whatever characters a password has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.demo.service_fingers import ServiceFingers
from kiosk.demo.visit_record import VisitRecord
from kiosk.maintenance.login import Layer, Typing, keyboard
from pages.choices import Do, Target

SIGNS = sorted(key for layer in Layer for row in keyboard(layer) for key in row if len(key) == 1)


@given(st.text(SIGNS, max_size=20))
def test_what_is_typed_on_the_drawn_keys_is_the_text(text: str) -> None:
    typing = Typing()

    def tap(target: Target) -> None:
        nonlocal typing
        assert isinstance(target, Do)
        key = str(dict(target.params)["key"])
        assert any(key in row for row in typing.keys), "this key is not drawn now"
        typing = typing.typed(key)

    ServiceFingers(VisitRecord(), 4.0, lambda _x, _y: None, tap).type(text)
    assert typing.text == text
    assert typing.layer is Layer.SMALL
