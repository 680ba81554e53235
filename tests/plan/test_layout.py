"""The grid: speech never overlaps speech or a chime; sides are equal; everything is in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan.making import STEPS, layout, own_words, programmed, spoken, technique
from rig.examples import examples

from voice_coach.plan.durations import CHIME_ROOM, CLEAR
from voice_coach.plan.layout import TICK_LENGTH, UNDER
from voice_coach.plan.planner import Plan, plan_session
from voice_coach.plan.program import Ending, Guide, Length, Narration, Preamble
from voice_coach.plan.reminders import protects
from voice_coach.plan.slots import HoldSlot
from voice_coach.plan.timeline import Sound, Timeline
from voice_coach.script.terms import Side
from voice_coach.units import frames

CHIMES = (Sound.OPEN, Sound.BEGIN, Sound.CHANGE, Sound.END)
LENGTHS = st.sampled_from([*Length, 200.0, 333.3, 500.0, 900.0, 1500.0])
TELLINGS = st.builds(
    Narration,
    st.sampled_from(list(Guide)),
    st.sampled_from(list(Preamble)),
    st.sampled_from(list(Ending)),
    keys=st.booleans(),
    seed=st.integers(0, 5),
)
FULLEST = """
- hold: 20s
  say: Hold it.
  at: {-2.1s: Now rest., -2.6s: Let go now., 18s: Let it go.}
- hold: 20s
"""


def planned(steps: str, length: Length | float, narration: Narration) -> Plan:
    """The session in this length, or as near as it comes."""
    more = "" if isinstance(length, Length) else f"lengths: {{long: {length:.0f}s}}\n"
    asked = length if isinstance(length, Length) else Length.LONG
    return plan_session(programmed(technique(steps, more)), narration, asked, spoken)


@examples(150)
@given(steps=STEPS, length=LENGTHS, narration=TELLINGS)
def test_the_grid(steps: str, length: Length | float, narration: Narration) -> None:
    """What the functions below tell holds for any script, at any length, however it is told."""
    plan = planned(steps, length, narration)
    nothing_is_spoken_over(plan.timeline)
    everything_lies_in_the_session(plan.timeline)
    sides_are_equal_to_the_frame(plan.timeline)
    what_protects_is_never_dropped(plan)


def nothing_is_spoken_over(made: Timeline) -> None:
    """No cue overlaps another, nor comes within half a second of a chime."""
    for cue, following in zip(made.speech, made.speech[1:], strict=False):
        assert cue.end <= following.start
    for chime in made.chimes:
        if chime.sound in CHIMES:
            for cue in made.speech:
                assert cue.end + CLEAR <= chime.start or chime.end + CLEAR <= cue.start


def everything_lies_in_the_session(made: Timeline) -> None:
    """Lists are sorted, chimes do not overlap, and nothing starts before 0 or ends after the end."""
    for events in (made.speech, made.chimes, made.steps, made.holds, made.readies):
        starts = [event.start for event in events]
        assert starts == sorted(starts)
        assert not starts or starts[0] >= 0
    for spans in (made.speech, made.chimes, made.holds):
        assert all(span.end <= made.length for span in spans)
    chimes = [chime for chime in made.chimes if chime.sound in CHIMES]
    assert all(a.end <= b.start for a, b in zip(chimes, chimes[1:], strict=False))
    assert 0 < made.bed[0] <= made.bed[1] == made.length


def sides_are_equal_to_the_frame(made: Timeline) -> None:
    """Left and right have the same holds, chimes and steps at the same frames, whatever is said."""
    firsts = [step for step in made.steps if step.title.endswith(" first")]
    lasts = [step for step in made.steps if step.title.endswith(" last")]
    pairs = list(zip(firsts, lasts, strict=True))
    for (left, left_last), (right, right_last) in zip(pairs[::2], pairs[1::2], strict=True):
        assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
        assert left_last.start - left.start == right_last.start - right.start
        for events in (made.holds, [s for s in made.chimes if s.sound in CHIMES]):
            there = [
                [(e.start - first.start, e.length) for e in events if first.start <= e.start < end]
                for first, end in ((left, left_last.start), (right, right_last.start))
            ]
            assert there[0] == there[1]


def what_protects_is_never_dropped(plan: Plan) -> None:
    """Each reminder that protects is spoken: the hold grows for it."""
    for each in plan.layout.placed:
        for one in each.reminders:
            assert one.start is not None or not protects(one.reminder)


def test_sides_are_equal_where_wordings_differ() -> None:
    """A long first wording and a short later one leave the same room on both sides."""
    made = layout(
        """
- sides: [left, right]
  do:
    - step: "{Side} first"
      do:
        - say: "{Side} side. Take all the time you need to find the place just below it."
          again: "{Side} side."
        - hold: 30s
          say: Stay here until you hear the chime, and let the weight of your arm do it.
          again: ""
          at: {-9s: {say: "Ten more seconds, then let go of it slowly.", again: Let go.}}
    - step: "{Side} last"
      do: [{say: Done.}]
"""
    ).timeline
    starts = [step.start for step in made.steps if step.side]
    assert starts[1] - starts[0] == starts[3] - starts[2]
    left, right = made.holds
    assert left.length == right.length
    assert left.start - starts[0] == right.start - starts[2]


def test_hold_keeps_speech_clear_of_the_next_chime() -> None:
    """What would end just before a chime is left out; what ends half a second before it stays."""
    made = layout(FULLEST, measure=lambda lines: dict.fromkeys(lines, frames(2))).timeline
    first, second = made.holds
    inside = [cue.line.text for cue in made.speech if first.start <= cue.start < first.end]
    assert inside == ["Hold it.", "Let go now."]
    assert [s.sound for s in made.chimes if s.start == second.start] == [Sound.BEGIN]


@examples(150)
@given(stroke=st.integers(2, 120), at=st.integers(10, 35))
def test_ticks_keep_the_beat_and_step_back_under_speech(stroke: int, at: int) -> None:
    """From the chime to the end of its hold each beat has its tick, far softer under speech."""
    steps = (
        f"- hold: 40s\n  say: Stroke slowly now.\n  ticks: {stroke}/min\n"
        f"  at: {{{at}s: Soften your jaw.}}\n"
    )
    made = layout(steps).timeline
    (hold,) = made.holds
    ticks = [chime for chime in made.chimes if chime.sound is Sound.TICK]
    first = hold.start + CHIME_ROOM[Sound.BEGIN]
    beats = range(first, hold.end - TICK_LENGTH, frames(60 / stroke))
    assert [tick.start for tick in ticks] == list(beats)
    for tick in ticks:
        near = [c for c in made.speech if c.start < tick.end and tick.start < c.end]
        clear = all(
            c.end + frames(0.25) <= tick.start or tick.end + frames(0.25) <= c.start
            for c in made.speech
        )
        assert tick.gain == (0.0 if clear else UNDER)
        assert not (near and clear)


def test_strokes_make_no_sound() -> None:
    """A pace alone is silent: it tells the planner how long one cycle of the motion takes."""
    made = layout("- hold: 40s\n  say: Stroke.\n  strokes: 12/min\n").timeline
    assert not [chime for chime in made.chimes if chime.sound is Sound.TICK]


def test_nobody_speaks_before_a_cycle_is_done() -> None:
    """After a hold's words comes one full cycle, and never less than 6 s, before the next word."""
    for pace, least in (("20/min", 6), ("4/min", 15)):
        steps = f"- hold: 60s\n  say: Stroke.\n  strokes: {pace}\n  at: {{4s: Soften your jaw.}}\n"
        words, reminder = (
            c for c in layout(steps).timeline.speech if c.line.text.startswith(("Stroke", "Soften"))
        )
        assert reminder.start - words.end == frames(least)


def test_breaths_fall_on_the_beat() -> None:
    """Both words, in and out, are spoken exactly where their tones begin, whole the first time."""
    made = layout("- breathe: {in: 4s, out: 6s, times: 3}\n").timeline
    tones = [s for s in made.chimes if s.sound in (Sound.BREATHE_IN, Sound.BREATHE_OUT)]
    starts = [tone.start for tone in tones]
    words = [(c.start, c.line.text) for c in made.speech if c.start in starts]
    assert words == [
        (starts[0] + frames(10 * n + shift), text)
        for n, pair in enumerate([("Breathe in.", "Breathe out."), *[("In.", "Out.")] * 2])
        for shift, text in zip((0, 4), pair, strict=True)
    ]


@pytest.mark.parametrize("bounds", ["30s", "{for: 30s, least: 20s, most: 50s}"])
def test_time_to_get_ready_stretches_within_its_bounds(bounds: str) -> None:
    """It is as long as written, or within its bounds; without bounds it is never scaled."""
    steps = f"- say: Sit down.\n- ready: {bounds}\n- say: Good.\n"
    lengths = [layout(steps, length).timeline.readies[0].length for length in Length]
    assert lengths == [frames(s) for s in ((20, 30, 45) if "most" in bounds else (30, 30, 30))]


def test_waits_are_never_scaled() -> None:
    """Time to do something is the same in a short and a long session."""
    steps = "- say: Go.\n- wait: 12s\n- say: Gone.\n- hold: {for: 30s, least: 20s, most: 90s}\n"
    for length in Length:
        cues = {cue.line.text: cue for cue in layout(steps, length).timeline.speech}
        assert cues["Gone."].start - cues["Go."].end == frames(12) + frames(1.0)


@pytest.mark.parametrize("sound", [Sound.BEGIN, Sound.CHANGE, Sound.END])
def test_slots_leave_room_after_the_sound(sound: Sound) -> None:
    """A chime is over half a second before its slot is."""
    made = layout(f"- chime: {sound.value}\n- say: After it.\n").timeline
    chime = next(chime for chime in made.chimes if chime.sound is sound)
    assert chime.length == CHIME_ROOM[sound] - CLEAR
    after = next(cue for cue in made.speech if cue.line.text == "After it.")
    assert after.start == chime.start + CHIME_ROOM[sound]


def test_a_hold_without_a_chime_begins_with_its_words() -> None:
    """Nothing lies before them; and a hold knows where it stands in the script."""
    plan = layout("- hold: 20s\n  chime: none\n  say: Stay.\n")
    (hold,) = plan.timeline.holds
    assert next(cue for cue in plan.timeline.speech if cue.line.text == "Stay.").start == hold.start
    (slot,) = (each.slot for each in plan.layout.placed if isinstance(each.slot, HoldSlot))
    assert slot.place.line == 7


def test_words_longer_than_a_hold_lengthen_it() -> None:
    """A hold never ends before its own first words do."""
    words = " ".join(["slowly"] * 30)
    made = layout(
        f"- hold: {{for: 5s, least: 5s, most: 6s}}\n  say: {words}\n- chime: change\n"
    ).timeline
    cue = next(cue for cue in made.speech if cue.line.text == words)
    assert cue.end + CLEAR <= made.holds[0].end


def test_the_whole_is_what_was_asked_for() -> None:
    """The cues of a small session come in the order of the script, within welcome and ending."""
    made = layout("- say: One.\n- say: Two.\n").timeline
    assert own_words(made) == ["One.", "Two."]
    assert [step.title for step in made.steps] == ["Welcome", "Ending"]
