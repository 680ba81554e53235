"""The transport's table, and where its moves lead."""

from __future__ import annotations

import pytest

from voice_coach.plan.timeline import HoldSpan, Line, SpeechEvent, StepMark, Timeline
from voice_coach.playback.transport import EARLY, LONGER, TABLE, Command, State, Transport
from voice_coach.units import RATE

TIMELINE = Timeline(
    length=100 * RATE,
    speech=tuple(SpeechEvent(s * RATE, 3 * RATE, Line(f"Cue {s}.")) for s in (2, 20, 40, 70)),
    chimes=(),
    steps=tuple(StepMark(s * RATE, f"Step {s}", "T") for s in (0, 20, 40, 60)),
    holds=(HoldSpan(45 * RATE, 10 * RATE),),
)


def at(seconds: float, state: State = State.PLAYING) -> Transport:
    """A transport somewhere."""
    return Transport(TIMELINE, state, round(seconds * RATE))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", Command)
def test_what_is_not_in_the_table_changes_nothing(state: State, command: Command) -> None:
    """A command leads to the table's state, or nowhere at all."""
    after = at(50, state).after(command)
    assert (after.state if after else None) == TABLE.get((state, command))


@pytest.mark.parametrize(
    ("command", "start", "end"),
    [
        (Command.NEXT, 0, 20),
        (Command.NEXT, 39.9, 40),
        (Command.BACK, 30, 20),
        (Command.BACK, 20 + EARLY / RATE - 0.1, 0),
        (Command.BACK, 20 + EARLY / RATE, 20),
        (Command.BACK, 1, 0),
        (Command.REPEAT, 21, 20),
        (Command.REPEAT, 39, 20),
        (Command.REPEAT, 1, 0),
    ],
)
def test_jumps(command: Command, start: float, end: float) -> None:
    """Next goes a step on, back to the step's start or the one before, repeat to the last cue."""
    after = at(start).after(command)
    assert after is not None
    assert after.position == end * RATE


def test_there_is_no_next_after_the_last_step() -> None:
    """Next has no meaning in the last step."""
    assert at(80).after(Command.NEXT) is None


def test_longer_lengthens_the_hold_and_moves_what_follows() -> None:
    """Longer adds its time to the hold around it, and to everything after."""
    after = at(50).after(Command.LONGER)
    assert after is not None
    assert after.timeline.length == TIMELINE.length + LONGER
    assert after.timeline.holds[0].length == TIMELINE.holds[0].length + LONGER
    assert after.timeline.speech[-1].start == TIMELINE.speech[-1].start + LONGER
    assert after.position == 50 * RATE


def test_longer_has_no_meaning_outside_a_hold() -> None:
    """Longer changes nothing where nothing is held."""
    assert at(10).after(Command.LONGER) is None


def test_it_ends_with_the_timeline() -> None:
    """Played past its end, a session stands at the end and is over."""
    after = at(99).advanced(5 * RATE)
    assert (after.position, after.state) == (TIMELINE.length, State.ENDED)
