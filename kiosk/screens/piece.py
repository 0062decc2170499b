"""Pieces of a drawing: each with its own size and origin, put together to larger ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.screens.drawing import HitTarget, Item


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a drawing, from its own top left corner; ``missing`` characters have no face."""

    width: int
    height: int
    items: tuple[Item, ...] = ()
    targets: tuple[HitTarget, ...] = ()
    missing: frozenset[str] = frozenset()

    def moved(self, dx: int, dy: int) -> Piece:
        """Its contents elsewhere; its size stays."""
        return replace(
            self,
            items=tuple(item.moved(dx, dy) for item in self.items),
            targets=tuple(target.moved(dx, dy) for target in self.targets),
        )

    def sized(self, width: int, height: int) -> Piece:
        """The same contents, taking up another space."""
        return replace(self, width=width, height=height)


def layered(width: int, height: int, *pieces: Piece) -> Piece:
    """Pieces over one another in a space of this size, the first at the bottom."""
    return Piece(
        width,
        height,
        tuple(item for piece in pieces for item in piece.items),
        tuple(target for piece in pieces for target in piece.targets),
        frozenset().union(*(piece.missing for piece in pieces)),
    )


def stacked(pieces: Sequence[Piece], gap: int = 0) -> Piece:
    """Pieces under one another."""
    placed, y = [], 0
    for piece in pieces:
        placed.append(piece.moved(0, y))
        y += piece.height + gap
    width = max((piece.width for piece in pieces), default=0)
    return layered(width, max(0, y - gap), *placed)


def beside(pieces: Sequence[Piece], gap: int = 0) -> Piece:
    """Pieces next to one another, each centred in the height of the tallest."""
    height = max((piece.height for piece in pieces), default=0)
    placed, x = [], 0
    for piece in pieces:
        placed.append(piece.moved(x, (height - piece.height) // 2))
        x += piece.width + gap
    return layered(max(0, x - gap), height, *placed)


def centred(piece: Piece, width: int, height: int) -> Piece:
    """A piece in the middle of a space."""
    moved = piece.moved((width - piece.width) // 2, (height - piece.height) // 2)
    return moved.sized(width, height)


def padded(piece: Piece, dx: int, dy: int) -> Piece:
    """A piece with room around it."""
    return piece.moved(dx, dy).sized(piece.width + 2 * dx, piece.height + 2 * dy)
