"""What a session shows: each cue as it is spoken, and on a terminal a status line below them."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import sys
import textwrap
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from voice_coach.errors import printable
from voice_coach.playback.transport import State, Transport
from voice_coach.units import format_clock

LOST = "The sound device has gone. To go on, press space or call: coach resume"
_STATES = {
    State.PLAYING: "goes on",
    State.BUFFERING: "waits for the voice",
    State.PAUSED: "paused",
    State.LOST: LOST,
}
_TIME = re.compile(r" *[\d:]+  ")
READY = "waits for you: press any key"
BRIEF = 1.0
"""Seconds of waiting for the voice before the screen mentions it."""


@dataclass(slots=True)
class Screen:
    """Follows a session on a stream; words everywhere, the status line on a terminal only."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    plain: bool = False
    """Words alone, on a terminal, too."""
    clock: Callable[[], float] = time.monotonic
    _cue: tuple[int, str] | None = field(default=None, init=False)
    _state: State = field(default=State.PLAYING, init=False)
    _waits: bool = field(default=False, init=False)
    _volume: int | None = field(default=None, init=False)
    _played_at: float = field(default=0.0, init=False)
    _terminal: bool = field(init=False)
    _live: bool = field(init=False)
    _pen: Pen = field(init=False)

    def __post_init__(self) -> None:
        self._terminal = self.out.isatty()
        self._live = self._terminal and not self.plain and os.environ.get("TERM") != "dumb"
        drained(self.out)
        self._pen = Pen(self.out)

    def show(self, at: Transport, volume: int) -> None:
        """Show the cue that sounds, once, and where that is; volume in percent."""
        self._show_change(at, volume)
        cue = next((c for c in at.timeline.speech if c.start <= at.position < c.end), None)
        key = (cue.start, cue.line.text) if cue else None
        if cue and key != self._cue and at.state is State.PLAYING:
            self.say(f"{format_clock(cue.start):>7}  {printable(cue.line.text)}")
            self._cue = key
        if self._live:
            self._pen.status(status_line(at, volume, self._width()))

    def say(self, text: str) -> None:
        """Print a line above the status line; on a terminal it is wrapped at words."""
        self._pen.line(wrapped(text, self._width()) if self._terminal else text)

    def close(self) -> None:
        """Leave the cursor on a line of its own; waits a moment until all is shown."""
        self._pen.status("")
        self.flush()

    def flush(self) -> None:
        """Wait a moment until all is shown."""
        self._pen.flush()

    def _width(self) -> int:
        return shutil.get_terminal_size().columns - 1

    def _show_change(self, at: Transport, volume: int) -> None:
        """Print what the status line would show: a change of state or volume, or that it waits."""
        if at.state is not State.BUFFERING:
            self._played_at = self.clock()
        elif self.clock() - self._played_at < BRIEF:
            return
        shown = at.state is State.LOST or (not self._live and at.state in _STATES)
        if shown and at.state is not self._state:
            self.say(_STATES[at.state])
        if at.waits and not self._waits:
            self.say(READY)
        if volume != self._volume is not None and not self._live:
            self.say(f"volume {volume}%")
        self._state, self._waits, self._volume = at.state, at.waits, volume


def wrapped(text: str, width: int) -> str:
    """Return lines of at most `width` characters; what follows a cue's time stays beside it."""
    return "\n".join(part for line in text.splitlines() for part in _parts(line, max(width, 24)))


def _parts(line: str, width: int) -> list[str]:
    beside = _TIME.match(line)
    indent = " " * beside.end() if beside else ""
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False)


def status_line(at: Transport, volume: int, width: int) -> str:
    """Return where a session is, in at most `width` characters: as much of it as fits.

    Time, step, side, state and volume come before titles and long words.
    """
    timeline = at.timeline
    step = timeline.steps[timeline.step_at(at.position)] if timeline.steps else None
    position = min(at.position, timeline.length)
    gone, left = format_clock(position), format_clock(timeline.length - position)
    place = f"{timeline.step_at(at.position) + 1}", f"{len(timeline.steps)}"
    side = [step.side.value] if step and step.side else []
    state = "ready?" if at.waits and at.state is State.PLAYING else at.state.value
    long = [" of ".join(place), *side, f"{gone} gone", f"{left} to go", state, f"volume {volume}%"]
    short = [gone, f"-{left}", "/".join(place), *side, state, f"{volume}%"]
    forms = (
        " · ".join([printable(step.title) if step else "", *long]),
        " · ".join(long),
        " ".join(short),
        " ".join([short[0], *short[2:]]),
    )
    return next((form for form in forms if len(form) <= width), forms[-1][:width])


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
    """The status line as it was last written."""
    _busy: bool = field(default=False, init=False)
    _gone: bool = field(default=False, init=False)
    """The stream failed; nothing more is written to it."""
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
            # Past the stream's own buffer, whose lock a write that waits would hold forever.
            data = text.encode(self.out.encoding or "utf-8", "backslashreplace")
            while data:
                data = data[_written(descriptor, data) :]
        except Exception:  # whatever it is: nobody is reading any more; the session goes on
            self._gone = True


def _written(descriptor: int, data: bytes) -> int:
    """Write some of it, as soon as that can be done; return how many bytes."""
    try:
        return os.write(descriptor, data)
    except BlockingIOError:  # another program left the terminal in non-blocking mode
        select.select([], [descriptor], [])
        return 0


def drained(out: TextIO) -> None:
    """Write what a stream holds back, before a pen writes past it."""
    with contextlib.suppress(OSError, ValueError):
        out.flush()
