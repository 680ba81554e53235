"""The keyboard of a POSIX terminal: the one control that uses termios."""

from __future__ import annotations

import os
import select
import sys
import termios
import threading
import tty
from dataclasses import dataclass, field
from typing import Any

from voice_coach.playback.controls.control import CommandQueue, Origin
from voice_coach.playback.controls.keys import commands

assert sys.platform != "win32"  # a type checker passes over the rest there

_LOOK = 0.2
"""Seconds between two looks at whether to stop, or whether `fg` brought the terminal back."""


@dataclass(slots=True)
class Keyboard:
    """The terminal on standard input, read key by key, and put back as it was."""

    holds_terminal: bool = field(default=True, init=False)
    _saved: list[Any] | None = field(default=None, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    """The terminal is ours, or as it was; nothing in between is left behind."""

    def start(self, commands: CommandQueue) -> None:
        """Take keys one by one, wherever there is a terminal and it is ours."""
        self._ended = threading.Event()
        reading = threading.Thread(target=self._run, args=(commands, self._ended), daemon=True)
        reading.start()

    def stop(self) -> None:
        """Put the terminal back as it was."""
        with self._lock:
            self._ended.set()
            saved, self._saved = self._saved, None
            if saved is not None and _in_front():
                # At once: to wait until all is shown would be for ever on a stopped terminal.
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
                ready, _, _ = select.select([0], [], [], _LOOK)
                typed = os.read(0, 256) if ready and not ended.is_set() else None
            except OSError:
                typed = b""
            if typed == b"":  # the terminal has gone; asking again would spin
                self._saved = None
                return
            for command in commands((typed or b"").decode("utf-8", "replace")):
                queue.ask(command, Origin.KEY)

    def _take(self, ended: threading.Event) -> None:
        with self._lock:
            if self._saved is None and not ended.is_set() and _in_front():
                self._saved = termios.tcgetattr(0)
                tty.setcbreak(0, termios.TCSANOW)  # what was typed before counts, too


def _in_front() -> bool:
    """Tell whether standard input is a terminal that gives us its keys (not run under `&`)."""
    try:
        return os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
