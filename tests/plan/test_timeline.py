"""The timeline: where a frame lies."""

import json

from plan.making import layout

from voice_coach.plan.timeline import Section
from voice_coach.units import frames

STEP = "- step: One\n  do: [{say: One.}, {wait: 5s}]\n- step: Two\n  do: [{say: Two.}]\n"


def test_steps_are_found() -> None:
    """A frame lies in the last step that began; the first is where the session begins."""
    made = layout(STEP).timeline
    assert [step.title for step in made.steps] == ["Welcome", "One", "Two", "Ending"]
    assert [step.kind for step in made.steps] == [
        Section.WELCOME,
        Section.BODY,
        Section.BODY,
        Section.ENDING,
    ]
    for index, step in enumerate(made.steps):
        assert made.step_at(step.start) == index
        assert made.step_at(step.start + 1) == index
        assert made.step_at(max(0, step.start - 1)) == max(0, index - 1)
    assert made.step_at(made.length * 2) == 3


def test_time_to_get_ready_can_be_left() -> None:
    """A frame within it knows where to go on; no other frame does."""
    made = layout("- say: Sit down.\n- ready: 30s\n- say: Good.\n").timeline
    (ready,) = made.readies
    good = next(cue for cue in made.speech if cue.line.text == "Good.")
    assert ready.length == frames(30)
    assert ready.end == good.start
    assert made.ready_at(ready.start) == ready == made.ready_at(ready.end - 1)
    assert made.ready_at(ready.start - 1) is None
    assert made.ready_at(ready.end) is None


def test_sounding_is_in_order() -> None:
    """Speech and chimes together come sorted by their start."""
    found = [event.start for event in layout(STEP + "- hold: 20s\n").timeline.sounding]
    assert found == sorted(found)
    assert len(found) > 6


def test_it_is_told_as_json() -> None:
    """Its fields stand by name, all numbers in frames."""
    made = layout(STEP).timeline
    told = json.loads(made.to_json())
    assert told["length"] == made.length
    assert [step["title"] for step in told["steps"]] == [step.title for step in made.steps]
    assert told["speech"][0]["start"] == made.speech[0].start
