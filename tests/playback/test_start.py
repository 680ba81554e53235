"""Where a session begins: by step, by title, by time, by cue."""

import pytest

from voice_coach.errors import UsageError
from voice_coach.plan.timeline import Line, SpeechEvent, StepMark, Timeline
from voice_coach.playback.loop import cue_position, start_position
from voice_coach.units import frames

STARTS = [0, frames(10), frames(70), frames(200)]
TITLES = ["Welcome", "Press", "Press", "Ending"]
STEPS = tuple(StepMark(at, title, "") for at, title in zip(STARTS, TITLES, strict=True))
CUES = tuple(SpeechEvent(at + frames(3), frames(2), Line("Words.")) for at in STARTS)
SESSION = Timeline(frames(260), CUES, (), STEPS, (), (0, 0))


@pytest.mark.parametrize(
    ("wanted", "at"),
    [
        ("", 0),
        ("1", 0),
        ("4", STARTS[3]),
        ("ending", STARTS[3]),
        ("PRESS", STARTS[1]),
        ("1:10", STARTS[2]),
        ("0:00", 0),
        ("70s", STARTS[2]),
        ("4m", frames(240)),
    ],
)
def test_where_it_begins(wanted: str, at: int) -> None:
    """A number is a step, a name the first step of that title, anything with a unit a time."""
    assert start_position(SESSION, wanted) == at


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("0", "There are steps 1 to 4"),
        ("5", "There are steps 1 to 4"),
        ("4:20", "The session ends at 4:20; start before."),
        ("2h", "The session ends at 4:20; start before."),
        (
            "endng",
            'There is no step "endng", and it is no time such as 4:30. Did you mean "ending"?',
        ),
        ("-1", 'There is no step "-1"'),
    ],
)
def test_where_it_can_not_begin(wanted: str, told: str) -> None:
    """What is neither step nor time within the session is refused with what is."""
    with pytest.raises(UsageError) as caught:
        start_position(SESSION, wanted)
    assert told in str(caught.value)


def test_a_cue_by_number() -> None:
    """A session is taken up at a cue; past the last one, at the last; without any, at the start."""
    assert [cue_position(SESSION, cue) for cue in (0, 2, 9)] == [
        cue.start for cue in (CUES[0], CUES[2], CUES[3])
    ]
    assert cue_position(Timeline(frames(9), (), (), STEPS, (), (0, 0)), 3) == 0
