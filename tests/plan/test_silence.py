"""Long silences: never over 25 s, and no voice out of nowhere."""

from hypothesis import given
from hypothesis import strategies as st
from plan.making import QUIET, STEPS, layout, programmed, spoken, technique
from rig.examples import examples

from voice_coach.plan.layout import LONGEST, STARTLING, silences
from voice_coach.plan.planner import plan_session
from voice_coach.plan.program import Ending, Guide, Length, Narration, Preamble
from voice_coach.plan.timeline import Sound, SpeechEvent
from voice_coach.units import frames


@examples(120)
@given(
    steps=STEPS,
    length=st.sampled_from(list(Length)),
    guide=st.sampled_from(list(Guide)),
    ending=st.sampled_from(list(Ending)),
)
def test_no_silence_is_long(steps: str, length: Length, guide: Guide, ending: Ending) -> None:
    """No silence passes 25 s, in any script, length, guide and ending."""
    narration = Narration(guide, Preamble.SHORT, ending)
    plan = plan_session(programmed(technique(steps)), narration, length, spoken).timeline
    assert all(end - start <= LONGEST for start, end, _ in silences(plan))


def test_long_waits_are_filled_evenly() -> None:
    """A wait of a minute has a soft sound in each third."""
    plan = layout("- say: Wait.\n- wait: 60s\n- say: Done.\n").timeline
    stills = [s for s in plan.chimes if s.sound is Sound.STILL]
    assert len(stills) == 2
    said = {cue.line.text: cue for cue in plan.speech}
    gaps = [stills[0].start - said["Wait."].end, stills[1].start - stills[0].start]
    assert abs(gaps[0] - gaps[1]) <= frames(1)


def test_voice_after_a_long_silence_is_announced() -> None:
    """Speech after 20 s of silence follows a faint swell, with half a second between them."""
    plan = layout("- say: Wait.\n- wait: 21s\n- say: Done.\n- wait: 5s\n- say: End.\n").timeline
    done = next(cue for cue in plan.speech if cue.line.text == "Done.")
    (swell,) = (s for s in plan.chimes if s.sound is Sound.WAKE and s.start < done.start)
    assert swell.end + frames(0.5) == done.start


def test_short_silences_stay_silent() -> None:
    """Nothing is added to a silence that startles nobody."""
    plan = layout("- say: Wait.\n- wait: 18s\n- say: Done.\n").timeline
    done = next(cue for cue in plan.speech if cue.line.text == "Done.")
    assert [s.sound for s in plan.chimes if s.start < done.start] == [Sound.OPEN]
    assert QUIET.ending is Ending.CHIME


@examples(60)
@given(steps=STEPS)
def test_added_sounds_keep_clear_of_speech(steps: str) -> None:
    """What fills a silence touches no cue, and every cue after a long silence has its swell."""
    plan = layout(steps).timeline
    added = [s for s in plan.chimes if s.sound in (Sound.STILL, Sound.WAKE)]
    for chime in added:
        assert all(cue.end <= chime.start or chime.end <= cue.start for cue in plan.speech)
    assert not [
        event for start, end, event in silences(plan)
        if isinstance(event, SpeechEvent) and end - start >= STARTLING
    ]  # fmt: skip
