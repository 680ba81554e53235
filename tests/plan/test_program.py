"""What is to be played: one script, a routine, or several in a row."""

from msgspec.structs import replace
from plan.making import programmed, technique

from voice_coach.plan.program import MOST_NAMED, Length, build_program
from voice_coach.script.model import Routine

SAY = "- step: Work\n  do: [{say: Work slowly.}]\n"


def test_program_of_a_routine_keeps_its_promises() -> None:
    """A routine's lengths are its own; several names in a row promise none."""
    part = technique(SAY, "lengths: {short: 2m}\n")
    assert programmed(part).promised == {Length.SHORT: 120.0}
    assert programmed(part, part).promised == {}
    routine = Routine(part.heading, techniques=(part, part))
    assert build_program([routine]).promised == {Length.SHORT: 120.0}
    assert len(build_program([routine]).techniques) == 2
    neck, back = (replace(part, heading=replace(part.heading, slug=s)) for s in ("neck", "back"))
    assert build_program([neck, back]).slug == "neck-back"


def test_many_scripts_are_counted() -> None:
    """A few titles are named one by one; more are only counted, for nobody keeps them in mind."""
    part = technique(SAY, "")
    title = part.heading.title
    assert build_program([part] * MOST_NAMED).title == ", then ".join([title] * MOST_NAMED)
    assert build_program([part] * (MOST_NAMED + 1)).title == f"{MOST_NAMED + 1} sessions"
