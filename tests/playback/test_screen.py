"""What a session shows on terminals of any width, and in plain lines."""

from __future__ import annotations

import io
import re
import threading

import pytest
from msgspec.structs import replace
from playback.simple import TIMELINE, Clock

from voice_coach.plan.timeline import HoldSpan, Line, SpeechEvent, StepMark
from voice_coach.playback.screen import BRIEF, Pen, Screen, status_line
from voice_coach.playback.transport import State, Transport
from voice_coach.script.terms import Side
from voice_coach.units import RATE

LONG = replace(
    TIMELINE,
    length=45 * 60 * RATE,
    steps=tuple(
        StepMark(s * RATE, "A step with a long title \x1b[2J of its own", "T", Side.RIGHT)
        for s in range(0, 18 * 60, 60)
    ),
)


@pytest.mark.parametrize("width", [39, 59, 79, 119])
@pytest.mark.parametrize("state", State)
def test_what_matters_is_visible_at_any_width(state: State, width: int) -> None:
    """Time, step, side, state and volume stand in the line from 40 columns on, and it fits."""
    at = Transport(LONG, state, 17 * 60 * RATE + 5 * RATE)
    line = status_line(at, 63, width)
    assert len(line) <= width
    assert line.isprintable()
    assert all(word in line for word in ("17:05", "18", "right", state.value, "63%"))


def test_an_hour_fits_into_forty_columns() -> None:
    """After an hour, too, what matters is there; what is left to go gives way."""
    at = Transport(replace(LONG, length=150 * 60 * RATE), State.BUFFERING, 65 * 60 * RATE)
    line = status_line(at, 100, 39)
    assert all(word in line for word in ("1:05:00", "18/18", "right", "buffering", "100%"))


def test_on_a_wide_terminal_the_title_is_there() -> None:
    """Where there is room the step's title leads the line."""
    at = Transport(TIMELINE, State.PLAYING, 20 * RATE)
    assert status_line(at, 100, 79).startswith("Step 15 · 2 of 4 · 0:20 gone · 0:40 to go")


class Lines:
    """A plain screen that is shown one moment after the other."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.out = io.StringIO()
        self.screen = Screen(self.out, clock=self.clock)

    def show(self, second: float, state: State = State.PLAYING, volume: int = 100) -> list[str]:
        """Show a moment of a silent stretch; return the lines that came."""
        before = len(self.out.getvalue())
        spans = (HoldSpan(30 * RATE, 5 * RATE),)
        timeline = replace(TIMELINE, speech=(), readies=spans)
        self.screen.show(Transport(timeline, state, round(second * RATE)), volume)
        self.screen.flush()
        return self.out.getvalue()[before:].splitlines()


def test_plain_lines_tell_changes_once() -> None:
    """Without a status line each change of state or volume is a line, once."""
    lines = Lines()
    assert lines.show(1) == []
    assert lines.show(1, State.PAUSED) == ["paused"]
    assert lines.show(1, State.PAUSED) == []
    assert lines.show(1, State.PAUSED, 79) == ["volume 79%"]
    assert lines.show(1, State.PLAYING, 79) == ["goes on"]
    assert "coach resume" in "".join(lines.show(2, State.LOST, 79))
    assert lines.show(2, State.ENDED, 79) == []


def test_a_brief_wait_for_the_voice_is_not_told() -> None:
    """A wait for the voice is a line only where it lasts."""
    lines = Lines()
    lines.show(1)
    assert lines.show(1, State.BUFFERING) == []
    lines.clock.now += BRIEF / 2
    assert lines.show(1, State.PLAYING) == []
    assert lines.show(1, State.BUFFERING) == []
    lines.clock.now += BRIEF * 1.1
    assert lines.show(1, State.BUFFERING) == ["waits for the voice"]
    assert lines.show(1, State.PLAYING) == ["goes on"]


def test_waiting_for_the_listener_is_told_once() -> None:
    """Where the session waits until the listener is ready, one line asks for a key."""
    lines = Lines()
    assert lines.show(29) == []
    assert lines.show(31) == ["waits for you: press any key"]
    assert lines.show(32) == []


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_a_loss_is_a_line_on_a_terminal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the way to go on after a loss stands in a line of its own, also when narrow."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    screen = Screen(terminal)
    screen.show(Transport(TIMELINE, State.PLAYING, RATE), 100)
    screen.flush()
    screen.show(Transport(TIMELINE, State.LOST, RATE), 100)
    screen.flush()
    shown = terminal.getvalue()
    assert shown.count("coach resume") == 1
    assert "playing" in shown
    assert shown.rindex("lost") > shown.index("coach resume")


WORDS = "Let your shoulders sink, and breathe out slowly; rest two finger-tips on your temples."


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("plain", [True, False])
def test_captions_wrap_at_words(width: int, plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a cue's words wrap where a word ends, and stand beside its time."""
    monkeypatch.setenv("COLUMNS", str(width))
    terminal = Terminal()
    screen = Screen(terminal, plain=plain)
    speech = (SpeechEvent(2 * RATE, 9 * RATE, Line(WORDS)),)
    screen.show(Transport(replace(TIMELINE, speech=speech), State.PLAYING, 3 * RATE), 100)
    screen.close()
    shown = terminal.getvalue().split("\r")[0].splitlines()
    lines = [line for line in shown if "playing" not in line]
    assert all(len(line) < width for line in lines)
    assert lines[0].startswith("   0:02  Let ")
    assert all(line.startswith(" " * 9) for line in lines[1:])
    assert " ".join(" ".join(lines).split()) == f"0:02 {WORDS}"


def test_elsewhere_a_cue_is_one_line() -> None:
    """Where it is no terminal a cue is one line, however long: a program reads it."""
    out = io.StringIO()
    screen = Screen(out)
    screen.say(WORDS * 3)
    screen.close()
    assert out.getvalue() == f"{WORDS * 3}\n"


def test_of_the_status_only_the_newest_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a terminal stands still, lines wait for it in order; of the status only the newest."""
    go = threading.Event()

    class Stopped(Terminal):
        def write(self, text: str) -> int:
            assert go.wait(60)
            return super().write(text)

    monkeypatch.setenv("TERM", "xterm")
    terminal = Stopped()
    pen = Pen(terminal)
    for number in range(50):
        pen.line(f"line {number}")
        pen.status(f"status {number}")
    go.set()
    assert pen.flush(60)
    shown = terminal.getvalue()
    assert [int(n) for n in re.findall(r"line (\d+)", shown)] == list(range(50))
    assert shown.count("status") <= 2
    assert shown.endswith("status 49")
