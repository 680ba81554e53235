"""What a session shows: each cue as it is spoken, and on a terminal a line that tells where it is."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, field
from typing import TextIO

from voice_coach.errors import printable
from voice_coach.plan.timeline import Timeline
from voice_coach.playback.transport import State
from voice_coach.units import format_clock

_NAMES = {
    State.PAUSED: "paused",
    State.LOST: "no sound device: space goes on",
    State.ENDED: "ended",
}


@dataclass(slots=True)
class Screen:
    """Follows a session on a stream; captions everywhere, the status line on a terminal only."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    plain: bool = False
    """Captions alone, on a terminal, too."""
    _cue: tuple[int, str] | None = field(default=None, init=False)
    _status: str = field(default="", init=False)
    _live: bool = field(init=False)

    def __post_init__(self) -> None:
        self._live = self.out.isatty() and not self.plain and os.environ.get("TERM") != "dumb"

    def show(self, timeline: Timeline, state: State, heard: int) -> None:
        """Show the cue that sounds at frame `heard`, once, and where that is."""
        cue = next((c for c in timeline.speech if c.start <= heard < c.end), None)
        key = (cue.start, cue.line.text) if cue else None
        if cue and key != self._cue and state is State.PLAYING:
            self.say(f"{format_clock(cue.start):>7}  {printable(cue.line.text)}")
            self._cue = key
        if self._live:
            self._write_status(_status(timeline, state, heard))

    def say(self, text: str) -> None:
        """Print a line above the status line."""
        clear = "\r\x1b[K" if self._live else ""
        self._write(f"{clear}{text}\n")
        self._status = ""

    def close(self) -> None:
        """Leave the cursor on a line of its own."""
        if self._live and self._status:
            self._write("\r\x1b[K")
            self._status = ""

    def _write_status(self, status: str) -> None:
        status = status[: shutil.get_terminal_size().columns - 1]
        if status != self._status:
            self._write("\r\x1b[K" + status)
            self._status = status

    def _write(self, text: str) -> None:
        try:
            self.out.write(text)
            self.out.flush()
        except (OSError, ValueError):  # nobody reads it any more; the session goes on
            self.out = open(os.devnull, "w")  # noqa: SIM115 - lives as long as the session
            self._live = False


def _status(timeline: Timeline, state: State, heard: int) -> str:
    index = timeline.step_at(heard)
    title = printable(timeline.steps[index].title) if timeline.steps else ""
    heard = min(heard, timeline.length)
    gone, left = format_clock(heard), format_clock(timeline.length - heard)
    where = f"{title} · {index + 1} of {len(timeline.steps)} · {gone} gone · {left} to go"
    return f"{where} · {_NAMES[state]}" if state in _NAMES else where
