"""A session that is played while it is still being planned: it grows ahead of what is heard."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import wait

from voice_coach.plan.opening import Opening, opening
from voice_coach.playback.player import Player
from voice_coach.session.open import Session

_LOOK = 0.05
"""Seconds between two looks at what the voice has spoken."""


def grow(session: Session, player: Player) -> None:
    """Give a player, from a thread of its own, what of its session becomes known."""
    if session.mixer.horizon is not None:
        threading.Thread(target=_grow, args=(session, player), daemon=True).start()


def _grow(session: Session, player: Player) -> None:
    spec = session.spec
    begins = opening(session.program, spec.narration, spec.length)
    note = session.narrator.note
    try:
        if begins is not None:
            _grow_opening(session, player, begins)
        player.replan(session.timeline)
        if session.narrator.note != note:  # another voice had to speak
            print(f"coach: {session.narrator.note}", file=sys.stderr)
    except Exception as fault:
        player.fail(fault)


def _grow_opening(session: Session, player: Player, begins: Opening) -> None:
    """Play the welcome line by line, until all is planned."""
    count = 0
    while not wait([session.planned], timeout=_LOOK).done:
        found = ((line, session.narrator.known(line)) for line in begins.lines)
        lengths = {line: length for line, length in found if length is not None}
        if len(lengths) > count:
            count = len(lengths)
            player.replan(*begins.timeline(lengths))
