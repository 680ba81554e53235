"""What other programs are told of a session."""

from voice_coach.plan.timeline import Line, ReadySpan, SpeechEvent, StepMark, Timeline
from voice_coach.playback.status import status
from voice_coach.playback.transport import State, Transport
from voice_coach.script.terms import Side
from voice_coach.units import RATE

TIMELINE = Timeline(
    length=100 * RATE,
    speech=tuple(SpeechEvent(s * RATE, 3 * RATE, Line(f"Cue {s}.")) for s in (2, 20)),
    chimes=(),
    steps=(StepMark(0, "Welcome", ""), StepMark(20 * RATE, "Hold", "Neck", Side.LEFT)),
    holds=(),
    readies=(ReadySpan(45 * RATE, 6 * RATE),),
)


def test_a_moment_is_told_whole() -> None:
    """Title, state, step, side, the words last begun, seconds gone and to go, volume, waiting."""
    at = Transport(TIMELINE, State.PAUSED, 20 * RATE)
    assert status("Neck", at, 60).as_dict() == {
        "title": "Neck", "state": "paused", "step": "Hold", "number": 2, "steps": 2,
        "side": "left", "words": "Cue 20.", "seconds": 20.0, "remaining": 80.0, "volume": 60,
        "waits": False,
    }  # fmt: skip
    assert status("Neck", at.at(45 * RATE)).waits
    assert status("Neck", at).volume == 100


def test_times_are_told_to_the_millisecond() -> None:
    """Before the first word there is none; a third of a second has three digits."""
    early = status("Neck", Transport(TIMELINE, position=RATE // 3))
    assert (early.words, early.step, early.side, early.number) == ("", "Welcome", "", 1)
    assert (early.seconds, early.remaining) == (0.333, 99.667)


def test_a_session_without_steps_has_none() -> None:
    """What has no step tells of none, and nothing breaks."""
    none = status("Bare", Transport(Timeline(RATE, (), (), (), ())))
    assert (none.step, none.side, none.words, none.steps) == ("", "", "", 0)
