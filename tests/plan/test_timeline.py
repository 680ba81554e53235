"""The timeline: where a frame lies, and what "longer" moves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan.making import STEPS, layout

from voice_coach.plan.timeline import Timeline
from voice_coach.units import frames

EXTRA = frames(20)
STEP = "- step: One\n  do: [{say: One.}, {wait: 5s}]\n- step: Two\n  do: [{say: Two.}]\n"


def starts(made: Timeline) -> list[list[int]]:
    """All starts, by kind of event."""
    return [[e.start for e in kind] for kind in (made.speech, made.chimes, made.steps, made.holds)]


def test_steps_are_found() -> None:
    """A frame lies in the last step that began; the first is where the session begins."""
    made = layout(STEP).timeline
    assert [step.title for step in made.steps] == ["Welcome", "One", "Two", "Ending"]
    for index, step in enumerate(made.steps):
        assert made.step_at(step.start) == index
        assert made.step_at(step.start + 1) == index
        assert made.step_at(max(0, step.start - 1)) == max(0, index - 1)
    assert made.step_at(made.length * 2) == 3


@settings(max_examples=100, deadline=None)
@given(steps=STEPS, share=st.floats(0, 1))
def test_longer_moves_what_follows(steps: str, share: float) -> None:
    """All that starts at or after one point moves by the same, nothing before it, and no order changes."""
    made = layout(steps).timeline
    frame = round(made.length * share)
    after = made.longer(frame, EXTRA)
    assert after.length == made.length + EXTRA
    for old, new in zip(starts(made), starts(after), strict=True):
        moved = [b - a for a, b in zip(old, new, strict=True)]
        assert set(moved) <= {0, EXTRA}
        assert moved == sorted(moved)
        assert all(shift == 0 for at, shift in zip(old, moved, strict=True) if at < frame)
    assert [e.length for e in after.speech + after.chimes] == [
        e.length for e in made.speech + made.chimes
    ]
    assert after.bed[1] == after.length


@settings(max_examples=100, deadline=None)
@given(steps=STEPS, share=st.floats(0, 1))
def test_longer_cuts_nothing_that_sounds(steps: str, share: float) -> None:
    """No cue or chime has the new time inside it: what sounds at the point ends first."""
    made = layout(steps).timeline
    frame = round(made.length * share)
    after = made.longer(frame, EXTRA)
    pairs = [
        *zip(made.speech, after.speech, strict=True),
        *zip(made.chimes, after.chimes, strict=True),
    ]
    point = min((old.start for old, new in pairs if new.start > old.start), default=made.length)
    assert all(new.end <= point for old, new in pairs if new.start == old.start)


@settings(max_examples=100, deadline=None)
@given(steps=STEPS, share=st.floats(0, 1))
def test_longer_keeps_speech_apart(steps: str, share: float) -> None:
    """After "longer" still no cue overlaps another."""
    made = layout(steps).timeline
    after = made.longer(round(made.length * share), EXTRA)
    assert all(a.end <= b.start for a, b in zip(after.speech, after.speech[1:], strict=False))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_longer_grows_the_hold_around_it(share: float) -> None:
    """Inside a hold, that hold grows, and the next one moves."""
    made = layout("- hold: 30s\n- wait: 5s\n- hold: 30s\n").timeline
    first, second = made.holds
    grown, moved = made.longer(first.start + round(first.length * share), EXTRA).holds
    assert (grown.start, grown.length) == (first.start, first.length + EXTRA)
    assert (moved.start, moved.length) == (second.start + EXTRA, second.length)


def test_longer_between_holds_grows_none() -> None:
    """Outside of holds, time is added and no hold grows."""
    made = layout("- hold: 30s\n- wait: 5s\n- hold: 30s\n").timeline
    after = made.longer(made.holds[0].end + frames(2), EXTRA)
    assert [hold.length for hold in after.holds] == [hold.length for hold in made.holds]


def test_sounding_is_in_order() -> None:
    """Speech and chimes together come sorted by their start."""
    found = [event.start for event in layout(STEP + "- hold: 20s\n").timeline.sounding]
    assert found == sorted(found)
    assert len(found) > 6
