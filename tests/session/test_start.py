"""Where a session begins: by step, by title, by time, by cue."""

import pytest

from voice_coach.errors import UsageError
from voice_coach.plan.timeline import Line, SpeechEvent, StepMark, Timeline
from voice_coach.session.play import CHANGED, _position, start_position
from voice_coach.session.spec import SessionSpec
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
        ("4:20", "The session ends at 4:20; start before that."),
        ("2h", "The session ends at 4:20; start before that."),
        (
            "endng",
            '"endng" is neither a step nor a time such as 4:30. Did you mean "ending"?',
        ),
        ("-1", '"-1" is neither a step nor a time'),
    ],
)
def test_where_it_cannot_begin(wanted: str, told: str) -> None:
    """What is neither step nor time within the session is refused with what is."""
    with pytest.raises(UsageError) as caught:
        start_position(SESSION, wanted)
    assert told in str(caught.value)


def test_a_cue_by_number(capsys: pytest.CaptureFixture[str]) -> None:
    """A session is resumed at a cue by number."""
    for number, cue in enumerate(CUES):
        assert _position(SessionSpec(names=("x",), cue=number), SESSION) == cue.start
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("cues", [CUES, ()])
def test_a_script_that_became_shorter_starts_from_its_beginning(
    cues: tuple[SpeechEvent, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Past the last cue there is nothing to resume: a line says so, and the session starts anew."""
    timeline = Timeline(frames(260), cues, (), STEPS, (), (0, 0))
    assert _position(SessionSpec(names=("x",), cue=len(CUES)), timeline) == 0
    assert capsys.readouterr().err == f"{CHANGED}\n"
