"""The keyboard of a Windows console: the one module that uses msvcrt for keys."""

from __future__ import annotations

import importlib
import sys
import threading
from dataclasses import dataclass, field
from typing import Protocol

from voice_coach.playback.controls.control import CommandQueue, Origin
from voice_coach.playback.controls.keys import DOWN, LEFT, RIGHT, UP, meaning

_LOOK = 0.05
"""Seconds between two looks for a key: a console can not be waited for and given up."""
_PREFIXES = ("\x00", "\xe0")
_ARROWS = {"H": UP, "P": DOWN, "K": LEFT, "M": RIGHT}


class Console(Protocol):
    """What is used of msvcrt."""

    def kbhit(self) -> bool:
        """Tell whether a key waits."""

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
                ended.wait(_LOOK)

    def _key(self) -> str:
        """Return a key as a terminal would send it."""
        key = self.console.getwch()
        if key not in _PREFIXES:
            return key
        code = self.console.getwch()
        return _ARROWS.get(code, key + code)
