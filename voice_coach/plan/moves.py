"""How the listener moves from one technique to the next."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from voice_coach.script.terms import Posture


class Move(Struct, frozen=True):
    """How the listener comes to a technique, and goes on from it."""

    arriving: bool
    """They have to get into position."""
    leaving: bool
    """Another technique follows, in another posture."""
    posture: frozenset[Posture]
    """What they may be in; empty: not told."""


def moves(postures: Sequence[tuple[Posture, ...]]) -> list[Move]:
    """Return how the listener moves through techniques.

    Args:
        postures: of each technique those in which it can be done; empty: not told.
    """
    held: list[frozenset[Posture]] = []
    keeps: list[bool] = []
    for each in postures:
        keeps.append(bool(held and held[-1]) and held[-1] <= set(each))
        held.append(held[-1] if keeps[-1] else frozenset(each))
    following = [*keeps[1:], True]
    return [
        Move(not keep, not then, posture)
        for keep, then, posture in zip(keeps, following, held, strict=True)
    ]
