"""The transport's table, and where its moves lead."""

from __future__ import annotations

import pytest

from voice_coach.plan.timeline import HoldSpan, Line, ReadySpan, SpeechEvent, StepMark, Timeline
from voice_coach.playback.transport import (
    EARLY,
    LONGER,
    LONGEST,
    Command,
    Event,
    State,
    Transport,
)
from voice_coach.units import RATE

TIMELINE = Timeline(
    length=100 * RATE,
    speech=tuple(SpeechEvent(s * RATE, 3 * RATE, Line(f"Cue {s}.")) for s in (2, 20, 40, 70)),
    chimes=(),
    steps=tuple(StepMark(s * RATE, f"Step {s}", "T") for s in (0, 20, 40, 60)),
    holds=(HoldSpan(45 * RATE, 10 * RATE),),
    readies=(ReadySpan(45 * RATE, 6 * RATE),),
)
LEADS = """
                playing  buffering  paused   lost     ended
pause           paused   paused     -        -        -
resume          -        -          playing  playing  -
toggle          paused   paused     playing  playing  -
next            playing  playing    paused   lost     -
back            playing  playing    paused   lost     -
repeat          playing  playing    playing  playing  -
longer          playing  buffering  paused   -        -
ready           playing  playing    playing  -        -
louder          playing  buffering  paused   -        -
softer          playing  buffering  paused   -        -
where           playing  buffering  paused   -        -
help            -        -          -        -        -
stop            ended    ended      ended    ended    -
clip-late       buffering -         -        -        -
clip-ready      -        playing    -        -        -
device-lost     lost     lost       lost     -        -
finished        ended    -          -        -        -
failed          ended    ended      ended    ended    -
"""
"""What each command and event leads to from each state, inside a hold; - is nowhere."""


def at(seconds: float, state: State = State.PLAYING) -> Transport:
    """A transport somewhere."""
    return Transport(TIMELINE, state, round(seconds * RATE))


def test_every_state_and_cause() -> None:
    """Each command and each event leads from each state to where the table above says."""
    heads, *rows = (line.split() for line in LEADS.strip().splitlines())
    found = {name: dict(zip(heads, leads, strict=True)) for name, *leads in rows}
    expected = {
        cause.value.replace(" ", "-"): {
            state.value: "-" if (lead := _lead(state, cause)) is None else lead.value
            for state in State
        }
        for cause in (*Command, *Event)
    }
    assert expected == found


def _lead(state: State, cause: Command | Event) -> State | None:
    if isinstance(cause, Command):
        after = at(50, state).after(cause)
        return after.state if after else None
    after = at(50, state).on(cause)
    assert after.position == 50 * RATE
    assert isinstance(after.state, State)
    return None if after.state is state else after.state


@pytest.mark.parametrize(
    ("command", "start", "end"),
    [
        (Command.NEXT, 0, 20),
        (Command.NEXT, 39.9, 40),
        (Command.BACK, 30, 20),
        (Command.BACK, 20 + EARLY / RATE - 0.1, 0),
        (Command.BACK, 20 + EARLY / RATE, 20),
        (Command.BACK, 1, 0),
        (Command.BACK, 20, 0),
        (Command.BACK, 59, 40),
        (Command.BACK, 60, 40),
        (Command.BACK, 63, 60),
        (Command.REPEAT, 20, 20),
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


def test_ready_has_no_meaning_elsewhere() -> None:
    """Where the session does not wait, there is nothing to be ready for."""
    assert at(40).after(Command.READY) is None


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


def test_no_hold_is_lengthened_for_ever() -> None:
    """Longer is refused where a hold would become longer than ten minutes."""
    presses, now = 0, at(50)
    while after := now.after(Command.LONGER):
        presses, now = presses + 1, after
    assert presses == (LONGEST - TIMELINE.holds[0].length) // LONGER
    assert now.timeline.holds[0].length == TIMELINE.holds[0].length + presses * LONGER


def test_longer_has_no_meaning_outside_a_hold() -> None:
    """Longer changes nothing where nothing is held: up to a hold's first frame, from its end on."""
    for place, held in ((10, False), (45 - 1 / RATE, False), (45, True), (55, False)):
        assert (at(place).after(Command.LONGER) is not None) == held


def test_a_session_without_steps_goes_back_to_its_start() -> None:
    """Where no step has begun, back leads to the first frame."""
    bare = Transport(Timeline(RATE, (), (), (), ()), position=100)
    after = bare.after(Command.BACK)
    assert after is not None
    assert after.position == 0


def test_it_ends_with_the_timeline() -> None:
    """Played past its end, a session stands at the end and is over, and not a frame before."""
    before = at(99).advanced(RATE - 1)
    assert (before.position, before.state) == (TIMELINE.length - 1, State.PLAYING)
    after = at(99).advanced(5 * RATE)
    assert (after.position, after.state) == (TIMELINE.length, State.ENDED)


@pytest.mark.parametrize("state", [State.PLAYING, State.BUFFERING])
@pytest.mark.parametrize("command", Command)
def test_where_it_waits_for_the_listener_a_touch_goes_on(state: State, command: Command) -> None:
    """In a "ready" span any key goes on to its end, but for help, volume and stop."""
    own = {Command.HELP, Command.LOUDER, Command.SOFTER, Command.STOP}
    meant = at(46, state).meant(command, touched=True)
    assert meant is (command if command in own else Command.READY)
    onward = at(46, state).after(Command.READY)
    assert onward is not None
    assert (onward.position, onward.state) == (51 * RATE, State.PLAYING)


@pytest.mark.parametrize("command", Command)
def test_a_program_means_what_it_says(command: Command) -> None:
    """Asked by another process, next, resume and toggle go on there; pause is a pause."""
    onward = {Command.NEXT, Command.RESUME, Command.TOGGLE, Command.READY}
    meant = at(46).meant(command, touched=False)
    assert meant is (Command.READY if command in onward else command)


@pytest.mark.parametrize("where", [at(44.9), at(51), at(46, State.PAUSED), at(46, State.LOST)])
def test_elsewhere_keys_mean_what_they_say(where: Transport) -> None:
    """Outside of such a span, or where nothing plays, each key does its own work."""
    assert all(where.meant(command, touched=True) is command for command in Command)
