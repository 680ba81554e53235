"""Keys: what each one does, and how they are read from a POSIX terminal or a Windows console."""

from __future__ import annotations

import importlib
import os
import re
import select
import sys
import threading
from dataclasses import dataclass, field
from typing import Any, Protocol

from voice_coach.playback.controls.control import CommandQueue, Origin
from voice_coach.playback.transport import Command

if sys.platform != "win32":
    import termios
    import tty

_LOOK = 0.2
"""Seconds between two looks at whether to stop, or whether `fg` brought the terminal back."""
_REST = 0.1
"""Longest wait, in seconds, for the rest of an escape sequence: over a slow line an arrow comes in
pieces. A bare Esc acts after as long."""


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
_UNFINISHED = re.compile(rb"\x1b(?:[\[O][0-9;]*)?\Z")
# An escape sequence is one key: "ESC [" or "ESC O", perhaps numbers, and a letter or "~".
_KEY = re.compile(r"\x1b[\[O][0-9;]*[A-Za-z~]|\x1b|.", re.DOTALL)


def commands(typed: str) -> list[Command]:
    """Return the commands that keys stand for, as a terminal sends them."""
    return [meaning(key) for key in _KEY.findall(typed)]


def meaning(key: str) -> Command:
    """Return what a key does; one that is not known pauses."""
    known = KEYS.get(key.replace("\x1bO", "\x1b["))
    return known or KEYS.get(key.lower(), Command.PAUSE)


def read_keys(descriptor: int) -> str:
    """Return what was typed, with every escape sequence whole; empty: nothing will be typed any more.

    Raises:
        OSError: the terminal has gone.
    """
    typed = os.read(descriptor, 256)
    while _UNFINISHED.search(typed) and _waits(descriptor, _REST):
        rest = os.read(descriptor, 256)
        if not rest:
            break
        typed += rest
    return typed.decode("utf-8", "replace")


def _waits(descriptor: int, seconds: float) -> bool:
    """Return whether there is something to read within `seconds`."""
    return bool(select.select([descriptor], [], [], seconds)[0])


if sys.platform != "win32":

    @dataclass(slots=True)
    class Keyboard:
        """The terminal on standard input, read key by key, and put back as it was."""

        holds_terminal: bool = field(default=True, init=False)
        _saved: list[Any] | None = field(default=None, init=False)
        _ended: threading.Event = field(default_factory=threading.Event, init=False)
        _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
        """Held while the terminal's mode changes, so that `stop` never misses a change."""

        def start(self, commands: CommandQueue) -> None:
            """Take keys one by one, as long as there is a terminal and it is ours."""
            self._ended = threading.Event()
            reading = threading.Thread(target=self._run, args=(commands, self._ended), daemon=True)
            reading.start()

        def stop(self) -> None:
            """Put the terminal back as it was."""
            with self._lock:
                self._ended.set()
                saved, self._saved = self._saved, None
                if saved is not None and _in_front():
                    # Now: a terminal that is stopped (Ctrl-S) would never finish showing its output.
                    termios.tcsetattr(0, termios.TCSANOW, saved)

        def refresh(self) -> None:
            """Nothing is shown elsewhere."""

        def _run(self, queue: CommandQueue, ended: threading.Event) -> None:
            while not ended.is_set():
                self._take(ended)
                if self._saved is None:
                    ended.wait(_LOOK)
                    continue
                try:
                    if not _waits(0, _LOOK) or ended.is_set():
                        continue
                    typed = read_keys(0)
                except OSError:
                    typed = ""
                if not typed:  # the terminal has gone; asking again would spin
                    self._saved = None
                    return
                for command in commands(typed):
                    queue.ask(command, Origin.KEY)

        def _take(self, ended: threading.Event) -> None:
            with self._lock:
                if self._saved is None and not ended.is_set() and _in_front():
                    self._saved = termios.tcgetattr(0)
                    tty.setcbreak(0, termios.TCSANOW)  # what was typed before counts, too

    def _in_front() -> bool:
        """Return whether standard input is a terminal that gives us its keys (not run under `&`)."""
        try:
            return os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()
        except OSError:
            return False


_LOOK_CONSOLE = 0.05
"""Seconds between two looks for a key: waiting for one on a console cannot be broken off."""
_PREFIXES = ("\x00", "\xe0")
_ARROWS = {"H": UP, "P": DOWN, "K": LEFT, "M": RIGHT}


class Console(Protocol):
    """What is used of msvcrt."""

    def kbhit(self) -> bool:
        """Return whether a key waits."""

    def getwch(self) -> str:
        """Return one character, not shown."""


def _msvcrt() -> Console:
    console: Console = importlib.import_module("msvcrt")
    return console


@dataclass(slots=True)
class ConsoleKeyboard:
    """The console, read key by key; it needs no other mode, so nothing is put back."""

    console: Console = field(default_factory=_msvcrt)
    holds_terminal: bool = field(default=False, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    def start(self, commands: CommandQueue) -> None:
        """Take keys one by one, where standard input is a console."""
        if sys.stdin is None or not sys.stdin.isatty():
            return
        self._ended = threading.Event()
        threading.Thread(target=self._run, args=(commands, self._ended), daemon=True).start()

    def stop(self) -> None:
        """Take no more keys."""
        self._ended.set()

    def refresh(self) -> None:
        """Nothing is shown elsewhere."""

    def _run(self, commands: CommandQueue, ended: threading.Event) -> None:
        while not ended.is_set():
            if self.console.kbhit():
                commands.ask(meaning(self._key()), Origin.KEY)
            else:
                ended.wait(_LOOK_CONSOLE)

    def _key(self) -> str:
        """Return a key as a terminal would send it."""
        key = self.console.getwch()
        if key not in _PREFIXES:
            return key
        code = self.console.getwch()
        return _ARROWS.get(code, key + code)
