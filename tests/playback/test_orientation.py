"""The very first session, in a terminal of its own."""

from pathlib import Path

import pytest
from rig.command import Coach
from rig.playing import playing
from rig.server import until

from voice_coach.plan.phrases import phrases

pytestmark = pytest.mark.slow

SESSION = ("temples", "--voice", "tone", "--captions", "--through", "silent")


def test_a_key_leaves_the_orientation_out(coach: Coach) -> None:
    """It is offered once; a key while it is offered goes on to the welcome, which is then played."""
    begun = Path(coach.env["XDG_STATE_HOME"]) / "voice-coach" / "begun"
    begun.unlink()
    with playing(coach, None, *SESSION, terminal=True) as session:
        until(lambda: phrases().offer[-1] in session.shown(), 60)
        assert not begun.exists()
        session.press("x")
        until(lambda: "Let us take" in session.shown(), 60)
        assert "When you hear one chime" not in session.shown()
        until(begun.exists, 10)
    with playing(coach, None, *SESSION, terminal=True) as session:
        until(lambda: "Let us take" in session.shown(), 60)
        assert phrases().offer[0] not in session.shown()
