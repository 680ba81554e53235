"""Writes what a session shows from a thread of its own: a reader who stands still holds up nothing.

A terminal that was stopped (Ctrl-S) or a pipe that nobody empties keeps a writer waiting for ever.
"""

from __future__ import annotations

import contextlib
import os
import select
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TextIO

PATIENT = 1.0
"""Seconds that the end of a session waits for its last words to be shown."""
MOST = 1000
"""Lines that may wait; of more the oldest are never shown."""
_CLEAR = "\r\x1b[K"


@dataclass(slots=True)
class Pen:
    """Lines, each shown in order, and below them one status line, of which the newest counts."""

    out: TextIO
    _lines: deque[str] = field(default_factory=lambda: deque(maxlen=MOST), init=False)
    _status: str = field(default="", init=False)
    _shown: str = field(default="", init=False)
    """The status line that stands there now."""
    _busy: bool = field(default=False, init=False)
    _gone: bool = field(default=False, init=False)
    """Nobody reads it any more."""
    _thread: threading.Thread | None = field(default=None, init=False)
    _changed: threading.Condition = field(default_factory=threading.Condition, init=False)

    def line(self, text: str) -> None:
        """Hand over a line, or several; returns at once."""
        with self._changed:
            self._lines.append(text)
            self._wake()

    def status(self, text: str) -> None:
        """Hand over the status line; returns at once. Empty: none."""
        with self._changed:
            if text != self._status:
                self._status = text
                self._wake()

    def flush(self, seconds: float = PATIENT) -> bool:
        """Wait until all is shown, but no longer than that; return whether it is."""
        with self._changed:
            return self._changed.wait_for(self._idle, seconds)

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _idle(self) -> bool:
        return not self._busy and not self._waiting()

    def _waiting(self) -> bool:
        return bool(self._lines) or self._status != self._shown

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._waiting)
                text = self._taken()
                self._busy = True
            if not self._gone:
                self._write(text)
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _taken(self) -> str:
        """Return all that is to be written now."""
        lines = "".join(f"{line}\n" for line in self._lines)
        clear = _CLEAR if self._shown else ""
        self._lines.clear()
        self._shown = self._status
        return clear + lines + self._status

    def _write(self, text: str) -> None:
        try:
            descriptor = self.out.fileno()
        except (OSError, ValueError):  # no file: a test's, or a program's own
            descriptor = -1
        try:
            if descriptor < 0:
                self.out.write(text)
                self.out.flush()
                return
            # Past the stream's own buffer, whose lock a write that waits would keep for ever.
            data = text.encode(self.out.encoding or "utf-8", "backslashreplace")
            while data:
                data = data[_written(descriptor, data) :]
        except Exception:  # whatever it is: nobody reads it any more; the session goes on
            self._gone = True


def _written(descriptor: int, data: bytes) -> int:
    """Write some of it, as soon as that can be done; return how many bytes."""
    try:
        return os.write(descriptor, data)
    except BlockingIOError:  # a terminal that another program left so
        select.select([], [descriptor], [])
        return 0


def drained(out: TextIO) -> None:
    """Write what a stream holds back, before a pen writes past it."""
    with contextlib.suppress(OSError, ValueError):
        out.flush()
