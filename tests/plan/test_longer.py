"""What "longer" moves, and what it leaves where it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan.making import STEPS, layout
from rig.examples import examples

from voice_coach.plan.layout import UNDER, fill_silences, silences
from voice_coach.plan.longer import longer
from voice_coach.plan.timeline import ChimeEvent, Sound, Timeline
from voice_coach.units import frames

EXTRA = frames(20)
TICKING = """
- hold: 40s
  say: A soft tick marks each stroke.
  ticks: {stroke}/min
  at: {{35%: Soften your jaw., -12s: Two more of them., -8s: {{say: Less is fine., as: exit}}}}
- hold: 20s
"""
FILLERS = (Sound.STILL, Sound.WAKE, Sound.TICK)


def told(made: Timeline) -> list[list[int]]:
    """All starts of what "longer" only moves, by kind of event."""
    chimes = [chime for chime in made.chimes if chime.sound not in FILLERS]
    return [
        [e.start for e in kind]
        for kind in (made.speech, chimes, made.steps, made.holds, made.readies)
    ]


def ticks(made: Timeline) -> list[ChimeEvent]:
    """All ticks, in order."""
    return [chime for chime in made.chimes if chime.sound is Sound.TICK]


@examples(100)
@given(steps=STEPS, share=st.floats(0, 1))
def test_longer_moves_what_follows(steps: str, share: float) -> None:
    """What the functions below tell holds for any script, wherever "longer" is asked for."""
    made = layout(steps).timeline
    frame = round(made.length * share)
    after = longer(made, frame, EXTRA)
    all_after_one_point_moves(made, after, frame)
    nothing_that_sounds_is_cut(made, after)
    speech_stays_apart_and_silences_short(fill_silences(after))


def all_after_one_point_moves(made: Timeline, after: Timeline, frame: int) -> None:
    """All that starts at or after one point moves by the same, nothing before it; no order changes."""
    assert after.length == made.length + EXTRA
    for old, new in zip(told(made), told(after), strict=True):
        moved = [b - a for a, b in zip(old, new, strict=True)]
        assert set(moved) <= {0, EXTRA}
        assert moved == sorted(moved)
        assert all(shift == 0 for at, shift in zip(old, moved, strict=True) if at < frame)
    assert [e.length for e in after.speech] == [e.length for e in made.speech]
    assert after.bed[1] == after.length


def nothing_that_sounds_is_cut(made: Timeline, after: Timeline) -> None:
    """No cue has the new time inside it: what sounds at the point ends first."""
    pairs = list(zip(made.speech, after.speech, strict=True))
    point = min((old.start for old, new in pairs if new.start > old.start), default=made.length)
    assert all(new.end <= point for old, new in pairs if new.start == old.start)


def speech_stays_apart_and_silences_short(after: Timeline) -> None:
    """Still no cue overlaps another, and silences are filled as in any session."""
    assert all(a.end <= b.start for a, b in zip(after.speech, after.speech[1:], strict=False))
    assert all(end - start <= frames(25) for start, end, _ in silences(after))
    starts = [chime.start for chime in after.chimes]
    assert starts == sorted(starts)


@examples(100)
@given(steps=STEPS, share=st.floats(0, 1))
def test_longer_keeps_what_a_hold_says_in_its_place(steps: str, share: float) -> None:
    """In a hold, what counts from the end stays that far from it; what is before stays where it is."""
    made = layout(steps).timeline
    if not made.holds:
        return
    hold = made.holds[round((len(made.holds) - 1) * share)]
    frame = hold.start + 1
    after = longer(made, frame, EXTRA)
    grown = after.holds[made.holds.index(hold)]
    assert (grown.start, grown.length) == (hold.start, hold.length + EXTRA)
    for old, new in zip(made.speech, after.speech, strict=True):
        if hold.start <= old.start < hold.end:
            moves = old.start >= hold.end - hold.tail
            assert new.start - old.start == (EXTRA if moves else 0)


@examples(100)
@given(stroke=st.integers(5, 90), share=st.floats(0, 0.999), extra=st.integers(1, 30 * 48000))
def test_ticks_keep_their_beat_when_it_grows_longer(stroke: int, share: float, extra: int) -> None:
    """Ticks go on through the new time, on the beat they had, softer under speech, to the new end."""
    made = layout(TICKING.format(stroke=stroke)).timeline
    hold, _ = made.holds
    after = longer(made, hold.start + round(hold.length * share), extra)
    grown, _ = after.holds
    cycle, old, new = frames(60 / stroke), ticks(made), ticks(after)
    assert [b.start - a.start for a, b in zip(new, new[1:], strict=False)] == [cycle] * (
        len(new) - 1
    )
    assert new[0].start == old[0].start
    assert grown.end - cycle - frames(0.1) <= new[-1].start < grown.end
    for tick in new:
        under = any(c.start < tick.end and tick.start < c.end for c in after.speech)
        assert tick.gain == UNDER or not under


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_longer_grows_the_hold_around_it(share: float) -> None:
    """Inside a hold, that hold grows, and the next one moves."""
    made = layout("- hold: 30s\n- wait: 5s\n- hold: 30s\n").timeline
    first, second = made.holds
    grown, moved = longer(made, first.start + round(first.length * share), EXTRA).holds
    assert (grown.start, grown.length) == (first.start, first.length + EXTRA)
    assert (moved.start, moved.length) == (second.start + EXTRA, second.length)


def test_longer_after_the_last_words_waits_for_them() -> None:
    """Where the end was announced already, the time follows what is being said."""
    made = layout("- hold: 40s\n  say: Stroke.\n  at: {-9s: One more of those.}\n").timeline
    last = next(cue for cue in made.speech if cue.line.text.startswith("One"))
    after = longer(made, last.start + 1, EXTRA)
    assert next(cue for cue in after.speech if cue.line == last.line).start == last.start
    assert after.holds[0].end == made.holds[0].end + EXTRA


def test_longer_between_holds_grows_none() -> None:
    """Outside of holds, time is added and no hold grows."""
    made = layout("- hold: 30s\n- wait: 5s\n- hold: 30s\n").timeline
    after = longer(made, made.holds[0].end + frames(2), EXTRA)
    assert [hold.length for hold in after.holds] == [hold.length for hold in made.holds]


def test_the_bed_moves_with_what_follows() -> None:
    """Time put in where the bed begins moves it; put in later, up to its last frame, it only lasts."""
    made = layout("- wait: 5s\n- hold: 30s\n").timeline
    first, last = made.bed
    assert longer(made, first, EXTRA).bed == (first + EXTRA, last + EXTRA)
    assert longer(made, first + 1, EXTRA).bed == (first, last + EXTRA)
    assert longer(made, last, EXTRA).bed == (first, last + EXTRA)
    assert longer(made, last + 1, EXTRA).bed == (first, last)


def test_a_last_reminder_moves_though_a_tick_sounds_when_it_begins() -> None:
    """Ticks are set anew: the time is not put in after one that what is said last falls into."""
    steps = "- hold: 40s\n  say: Stroke.\n  ticks: 60/min\n  at: {-8.65s: One more of those.}\n"
    made = layout(steps).timeline
    last = next(cue for cue in made.speech if cue.line.text.startswith("One"))
    assert any(tick.start < last.start < tick.end for tick in ticks(made))
    after = longer(made, made.holds[0].start + 1, EXTRA)
    assert next(cue for cue in after.speech if cue.line == last.line).start == last.start + EXTRA
