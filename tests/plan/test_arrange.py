"""Techniques to a session: opening, cautions, announcements, ending."""

import pytest
from plan.making import HEAD, layout, programmed, spoken, technique, texts

from voice_coach.plan import safety
from voice_coach.plan.arrange import moves
from voice_coach.plan.planner import plan_session
from voice_coach.plan.program import Ending, Guide, Length, Narration
from voice_coach.plan.timeline import Sound, Timeline
from voice_coach.script.document import parse
from voice_coach.script.kinds.base import Report
from voice_coach.script.language import SCRIPT
from voice_coach.script.model import Technique
from voice_coach.script.terms import Posture

CAUTIONED = 'cautions: ["Not on bone.", "Not with fever."]\n'
SAY = "- step: Work\n  do: [{say: Work slowly.}]\n"
SIT, LIE = Posture.SITTING, Posture.LYING


def session(*parts: Technique, narration: Narration | None = None) -> Timeline:
    """Techniques one after another."""
    return plan_session(
        programmed(*parts), narration or Narration(), Length.STANDARD, spoken
    ).timeline


def test_opening_in_order() -> None:
    """Lead-in, the expendable chime, the preamble, title and minutes, the cautions, the steps."""
    steps = "- step: Work\n  do: [{say: Work slowly.}, {wait: 100s}]\n"
    made = layout(steps, narration=Narration(), more=CAUTIONED).timeline
    minutes = round(made.length / 48000 / 60)
    assert texts(made)[:7] == [
        *safety.PREAMBLE,
        f"Test. About {minutes} minutes.",
        "Not on bone.",
        "Not with fever.",
        "Work slowly.",
    ]
    assert made.chimes[0].sound is Sound.OPEN
    assert made.chimes[0].start / 48000 == pytest.approx(0.7)
    assert made.speech[0].start / 48000 >= 1.5


@pytest.mark.parametrize("guide", list(Guide))
def test_safety_words_are_in_every_guide(guide: Guide) -> None:
    """Preamble, headache sentence, cautions and ending are spoken in every guide."""
    found = texts(session(_in_area("neck", CAUTIONED), narration=Narration(guide)))
    for text in (*safety.PREAMBLE, safety.HEADACHE, "Not on bone.", *safety.END):
        assert text in found


def test_headache_sentence_outlives_a_skipped_preamble() -> None:
    """Who skips the preamble still hears what a sudden headache asks for."""
    part = _in_area("face")
    found = texts(session(part, narration=Narration(preamble=False)))
    assert safety.HEADACHE in found
    assert not set(safety.PREAMBLE) & set(found)


@pytest.mark.parametrize(("area", "told"), [("head", True), ("neck", True), ("back", False)])
def test_headache_sentence_goes_with_the_area(area: str, told: bool) -> None:
    """Only head, face and neck have the sentence on headaches, once a session."""
    found = texts(session(_in_area(area), _in_area(area)))
    assert found.count(safety.HEADACHE) == int(told)


def _in_area(area: str, more: str = "") -> Technique:
    found = SCRIPT.read(
        parse(HEAD.replace("back", area) + f"{more}steps:\n{SAY}", "t.yaml"), Report()
    )
    assert isinstance(found, Technique)
    return found


@pytest.mark.parametrize(
    ("ending", "words", "chime"),
    [(Ending.CHIME, True, True), (Ending.SOFT, True, False), (Ending.NONE, False, False)],
)
def test_endings(ending: Ending, words: bool, chime: bool) -> None:
    """Chime: words and three strikes; soft: words; none: silence."""
    made = session(technique(SAY), narration=Narration(ending=ending))
    assert set(safety.END) <= set(texts(made)) if words else not set(safety.END) & set(texts(made))
    assert (made.chimes[-1].sound is Sound.END) == chime
    assert made.steps[-1].title == ("Ending" if words else "Work")


def test_cautions_are_spoken_once_a_session() -> None:
    """Two techniques with the same caution say it once; different ones are both said."""
    parts = technique(SAY, CAUTIONED), technique(SAY, 'cautions: ["Not on bone.", "Other."]\n')
    found = texts(session(*parts))
    assert [found.count(t) for t in ("Not on bone.", "Not with fever.", "Other.")] == [1, 1, 1]


def test_several_techniques_are_announced() -> None:
    """Each is named before its cautions, later ones after the chime for a change."""
    made = session(technique(SAY, CAUTIONED), technique(SAY))
    found = texts(made)
    assert found.index("First: Test.") < found.index("Not on bone.") < found.index("Next: Test.")
    following = next(cue for cue in made.speech if cue.line.text == "Next: Test.")
    assert [s for s in made.chimes if s.end < following.start][-1].sound is Sound.CHANGE
    assert [step.technique for step in made.steps] == ["", "Test", "Test", ""]


def test_one_minute_is_no_plural() -> None:
    """A session of a minute is announced as one would say it."""
    assert "Test. About a minute." in texts(session(technique(SAY)))


def test_own_intro_replaces_title_and_minutes() -> None:
    """A technique's opening words stand alone for it, and not in a row of techniques."""
    part = technique(SAY, 'intro: "{title} in {minutes} minutes."\n')
    alone = texts(session(part))
    assert [text for text in alone if text.startswith("Test")][0].startswith("Test in ")
    assert not [text for text in texts(session(part, part)) if text.startswith("Test in ")]


def test_next_is_the_title_of_the_following_step() -> None:
    """{next} names the step after the one it stands in, in holds and reminders, too."""
    steps = """
- step: One
  do:
    - say: "Then {next}."
    - hold: 20s
      say: "{next} soon."
      at: {-6s: "Next: {next}."}
- step: Two
  do: [{say: "After it {next}."}]
"""
    found = texts(layout(steps).timeline)
    assert [t for t in ("Then Two.", "Two soon.", "Next: Two.", "After it Ending.") if t in found] == [
        "Then Two.", "Two soon.", "Next: Two.", "After it Ending.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("postures", "wanted"),
    [
        ([(SIT,)], [(True, True)]),
        ([(SIT,), (SIT,)], [(True, False), (False, True)]),
        ([(SIT,), (LIE,)], [(True, True), (True, True)]),
        ([(SIT,), (SIT, LIE), (LIE,)], [(True, False), (False, True), (True, True)]),
        ([(), ()], [(True, True), (True, True)]),
        ([(SIT, LIE), (SIT,)], [(True, True), (True, True)]),
    ],
)
def test_moves_between_postures(
    postures: list[tuple[Posture, ...]], wanted: list[tuple[bool, bool]]
) -> None:
    """The listener arrives and leaves only where the posture may have to change."""
    assert moves(postures) == wanted


def test_steps_for_arriving_and_leaving() -> None:
    """Between techniques of one posture, nobody is told to get up and to sit down again."""
    steps = (
        "- step: In\n  only: arriving\n  do: [{say: Sit down.}]\n" + SAY
        + "- step: Out\n  only: leaving\n  do: [{say: Get up.}]\n"
    )  # fmt: skip
    part = technique(steps, "posture: [sitting]\n")
    found = [t for t in texts(session(part, part, part)) if t in ("Sit down.", "Get up.")]
    assert found == ["Sit down.", "Get up."]
