"""The leaflet: what a session is, who must not do it, and when to stop; and that the voice says so."""

from msgspec.structs import replace
from plan.making import programmed, spoken, technique, texts

from voice_coach.plan.leaflet import BARE_HANDS, NOT_FOR, NOT_FOR_NECK, STOP_AT, leaflet
from voice_coach.plan.planner import plan_session
from voice_coach.plan.program import Length, Narration, Program, build_program
from voice_coach.script.model import Reference, Routine
from voice_coach.script.terms import Area, Posture

SAY = "- say: Work.\n"
INNER = """\
needs: [ball]
posture: [sitting, lying]
risks: [tingling]
cautions: [Not on bone.]
not_for: [a fresh scar]
stop_at: [a cramp]
sources: [A book]
"""
OUTER = """\
needs: [mat, ball]
risks: [tingling, device]
cautions: [Not after a meal., Not on bone.]
not_for: [a cold]
stop_at: [shivering]
"""


def routine() -> Program:
    """A routine with warnings of its own, around a technique with others."""
    heading = technique(SAY, OUTER).heading
    plays = (Reference(heading.place, "test"),)
    heading = replace(heading, area=Area.NECK, title="All", play=plays)
    return build_program([Routine(heading, (technique(SAY, INNER),))])


def test_a_routine_has_its_own_and_its_techniques_warnings() -> None:
    """Whatever the routine or a technique in it warns of is there once, the routine's first."""
    found = routine().leaflet
    assert (found.title, found.needed) == ("All", "mat, ball")
    assert found.cautions == (
        "Keep well away from any device under your skin.",
        "If an arm or a hand tingles, take your fingers off.",
        "Not after a meal.",
        "Not on bone.",
    )
    assert found.not_for == ("a cold", "a fresh scar")
    assert found.stop_at == ("shivering", "a cramp")
    assert (found.areas, found.sources) == ((Area.NECK, Area.BACK), ("A book",))
    assert found.posture == (Posture.SITTING, Posture.LYING)


def test_the_safety_texts_hold_the_sessions_own_lines() -> None:
    """Each list is printed with the session's own lines in it; the neck has more of them."""
    lists = {text.name: text.lines for text in routine().leaflet.safety}
    assert lists["not_for"] == ("a cold", "a fresh scar", *NOT_FOR, *NOT_FOR_NECK)
    assert lists["stop_at"] == routine().leaflet.stops == (*STOP_AT, "shivering", "a cramp")
    assert lists.keys() == {
        "stop_at", "emergency", "urgent", "not_for", "ask_first", "never_over",
    }  # fmt: skip
    back = {text.name: text.lines for text in leaflet([technique(SAY).heading]).safety}
    assert (back["not_for"], back["stop_at"]) == (NOT_FOR, STOP_AT)


def test_the_voice_says_each_caution() -> None:
    """The welcome has every caution of the leaflet, word for word and in its order."""
    plan = plan_session(routine(), Narration(), Length.STANDARD, spoken)
    said = texts(plan.timeline)
    cautions = list(routine().leaflet.cautions)
    assert [text for text in said if text in cautions] == cautions


def test_what_it_is() -> None:
    """Of one session there is its summary, of several their titles; without needs, bare hands do."""
    part = technique(SAY)
    assert programmed(part).leaflet.summary == "S."
    assert programmed(part, part).leaflet.summary == "One after another: Test, Test."
    assert programmed(part).leaflet.needed == BARE_HANDS


def test_the_posture_that_all_techniques_have() -> None:
    """A posture is told where all techniques can be done in it, or where the routine says so."""
    sit, both = technique(SAY, "posture: [sitting]\n"), technique(SAY, INNER)
    assert programmed(sit, both).leaflet.posture == (Posture.SITTING,)
    lying = replace(sit.heading, posture=(Posture.LYING,))
    assert leaflet([lying, both.heading]).posture == (Posture.LYING,)
