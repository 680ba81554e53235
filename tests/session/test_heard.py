"""The full safety text: once in 24 hours when playing."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from voice_coach.plan.program import Narration, Preamble
from voice_coach.session import heard
from voice_coach.session.spec import SessionSpec

SPEC = SessionSpec(names=("brow",))


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of this test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("later", "preamble"),
    [(0.0, Preamble.SHORT), (86_399.0, Preamble.SHORT), (86_401.0, Preamble.AUTO),
     (-5.0, Preamble.AUTO)],
)  # fmt: skip
def test_it_is_short_for_a_day(later: float, preamble: Preamble) -> None:
    """For 24 hours after the full text was heard the short one does; a clock put back counts not."""
    assert heard.as_played(SPEC, now=lambda: 1e6).narration.preamble is Preamble.AUTO
    heard.note(now=lambda: 1e6)
    assert heard.as_played(SPEC, now=lambda: 1e6 + later).narration.preamble is preamble


@pytest.mark.parametrize("wanted", [Preamble.FULL, Preamble.SHORT])
def test_who_asks_for_one_gets_it(wanted: Preamble) -> None:
    """What was asked for is spoken, whatever was heard."""
    heard.note(now=lambda: 1e6)
    asked = replace(SPEC, narration=Narration(preamble=wanted))
    assert heard.as_played(asked, now=lambda: 1e6).narration.preamble is wanted


def test_a_player_has_keys() -> None:
    """Who plays is told once that any key goes on; a file never says so."""
    assert heard.as_played(SPEC).narration.keys
    assert not SPEC.narration.keys


def test_how_sessions_work_is_offered_once() -> None:
    """Before the very first session, begun at its beginning, and never after any was begun."""
    first = heard.as_played(SPEC)
    assert first.orientation
    short = replace(SPEC, narration=Narration(preamble=Preamble.SHORT))
    for spec in (short, replace(SPEC, start="3"), replace(SPEC, names=("first-time",))):
        assert not heard.as_played(spec).orientation
    heard.note_begun()
    assert not heard.as_played(SPEC).orientation
    assert not SPEC.orientation
