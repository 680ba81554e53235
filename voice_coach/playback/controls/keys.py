"""What keys mean. A known key does its work; any other pauses: a blind reach must be safe."""

from __future__ import annotations

import re

from voice_coach.playback.transport import Command

RIGHT, LEFT, UP, DOWN = "\x1b[C", "\x1b[D", "\x1b[A", "\x1b[B"
"""Arrows, as terminals send them."""

KEYS: dict[str, Command] = {
    " ": Command.TOGGLE,
    "n": Command.NEXT,
    "b": Command.BACK,
    "r": Command.REPEAT,
    "+": Command.LOUDER,
    "=": Command.LOUDER,
    "-": Command.SOFTER,
    "l": Command.LONGER,
    "w": Command.WHERE,
    "q": Command.STOP,
    "?": Command.HELP,
    RIGHT: Command.NEXT,
    LEFT: Command.BACK,
    UP: Command.LOUDER,
    DOWN: Command.SOFTER,
}
HELP_TEXT = (
    "space pause/resume   n next   b back   r repeat   l longer   w where am I\n"
    "+ louder   - softer   q stop   arrows: next, back, louder, softer   any other key pauses\n"
    "Where the session waits until you are ready, any key goes on."
)
# An escape sequence is one key: a letter after "ESC [" or "ESC O", or anything longer.
_KEY = re.compile(r"\x1b[\[O][0-9;]*[A-Za-z~]|\x1b|.", re.DOTALL)


def commands(typed: str) -> list[Command]:
    """Return what a terminal sent, as commands."""
    return [meaning(key) for key in _KEY.findall(typed)]


def meaning(key: str) -> Command:
    """Return what a key does."""
    known = KEYS.get(key.replace("\x1bO", "\x1b["))
    return known or KEYS.get(key.lower(), Command.PAUSE)
