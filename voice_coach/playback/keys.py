"""Keys in a terminal. A known key does its work; any other pauses: a blind reach must be safe."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from typing import Any

from voice_coach.playback.transport import Command

PAUSE_OR_RESUME = "space"
HELP = "?"

KEYS: dict[str, Command | str] = {
    " ": PAUSE_OR_RESUME,
    "n": Command.NEXT,
    "b": Command.BACK,
    "r": Command.REPEAT,
    "+": Command.LOUDER,
    "=": Command.LOUDER,
    "-": Command.SOFTER,
    "l": Command.LONGER,
    "w": Command.WHERE,
    "q": Command.STOP,
    "?": HELP,
    "\x1b[C": Command.NEXT,
    "\x1b[D": Command.BACK,
    "\x1b[A": Command.LOUDER,
    "\x1b[B": Command.SOFTER,
}
HELP_TEXT = (
    "space pause/resume   n next   b back   r repeat   l longer   w where am I\n"
    "+ louder   - softer   q stop   arrows: next, back, louder, softer   any other key pauses"
)
# An escape sequence is one key: a letter after "ESC [" or "ESC O", or anything longer.
_KEY = re.compile(r"\x1b[\[O][0-9;]*[A-Za-z~]|\x1b|.", re.DOTALL)


@dataclass(slots=True)
class Keys:
    """The terminal on standard input, read key by key, and put back as it was."""

    _saved: list[Any] | None = field(default=None, init=False)
    _ended: bool = field(default=False, init=False)

    def open(self) -> None:
        """Take keys one by one, where there is a terminal and it is ours."""
        if self._saved is not None or self._ended or not _in_front():
            return
        import termios
        import tty

        self._saved = termios.tcgetattr(0)
        tty.setcbreak(0, termios.TCSADRAIN)  # what was typed before counts, too

    def close(self) -> None:
        """Put the terminal back as it was."""
        if self._saved is not None:
            import termios

            saved, self._saved = self._saved, None
            if _in_front():
                termios.tcsetattr(0, termios.TCSADRAIN, saved)

    @property
    def readable(self) -> list[int]:
        """The descriptors to wait on."""
        return [0] if self._saved is not None else []

    def read(self) -> list[Command | str]:
        """Return what was pressed; call it when the descriptor is readable."""
        try:
            data = os.read(0, 256)
        except OSError:
            data = b""
        if not data:  # the terminal has gone; asking again would spin
            self._ended, self._saved = True, None
            return []
        return [meaning(key) for key in _KEY.findall(data.decode("utf-8", "replace"))]


def meaning(key: str) -> Command | str:
    """Return what a key does."""
    known = KEYS.get(key.replace("\x1bO", "\x1b["))
    return known or KEYS.get(key.lower(), Command.PAUSE)


def _in_front() -> bool:
    """Tell whether standard input is a terminal that gives us its keys (not run under `&`)."""
    try:
        return sys.platform != "win32" and os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
