"""Blocks to slots: sides, rounds, placeholders, and what each guide leaves out."""

import pytest
from hypothesis import given
from plan.making import QUIET, STEPS, layout, own_words, programmed, technique
from rig.examples import examples

from voice_coach.plan.arrange import arrange
from voice_coach.plan.context import Context
from voice_coach.plan.expand import expand
from voice_coach.plan.program import Guide, Narration, Preamble
from voice_coach.plan.slots import HoldSlot, SpeechSlot
from voice_coach.plan.timeline import Pace, Sound
from voice_coach.script.terms import Meaning, Role, Side

SIDES = """
- sides: [right, left]
  do:
    - step: "{Side} hand"
      do:
        - say: "{Side} side, {side} hand, {Other} and {other}."
"""
WORDED = """
- rounds: 2
  do:
    - say: First wording.
      again: Again.
    - say: Once only.
      again: ""
    - say: The same.
"""
KEPT = [
    ("exit", "Ease off."),
    ("caution", "Not on bone."),
    ("side", "Left side now."),
]


def said(steps: str, guide: Guide = Guide.FULL, seed: int = 0) -> list[str]:
    """What is spoken between opening and ending."""
    narration = Narration(guide, Preamble.SHORT, seed=seed)
    return own_words(layout(steps, narration=narration).timeline)


def test_placeholders_of_sides() -> None:
    """Each side names itself and the other, small and capital, in its own order."""
    assert said(SIDES) == [
        "Right side, right hand, Left and left.",
        "That was your right side.",
        "Now your left side.",
        "Left side, left hand, Right and right.",
    ]


def test_side_change_has_a_chime_and_a_rest() -> None:
    """Two sides are parted by the chime for a change and 5 to 8 s of rest."""
    made = layout(SIDES).timeline
    done, following = (
        cue for cue in made.speech if cue.line.text.startswith(("That was", "Now your"))
    )
    assert [s.sound for s in made.chimes if s.end < done.start][-1] is Sound.CHANGE
    assert 5 <= (following.start - done.end) / 48000 <= 8.5


def test_own_words_between_sides() -> None:
    """What the author writes between the sides replaces the usual announcement, once."""
    assert said(SIDES + '  between: [{say: "{Other} hand now."}]\n')[1:2] == ["Left hand now."]
    assert len(said(SIDES + '  between: [{say: "{Other} hand now."}]\n')) == 3


def test_rounds_are_numbered() -> None:
    """Each round knows its number, and how many there are in this session."""
    assert said('- rounds: 3\n  do: [{say: "Round {round} of {rounds}."}]\n') == [
        "Round 1 of 3.", "Round 2 of 3.", "Round 3 of 3.",
    ]  # fmt: skip


def test_later_rounds_say_less() -> None:
    """From the second round on the shorter words are spoken; empty ones are silence."""
    assert said(WORDED) == ["First wording.", "Once only.", "The same.", "Again.", "The same."]


def test_brief_guide_has_words_of_its_own() -> None:
    """The brief guide takes brief words each time; without them, those of the full guide."""
    steps = WORDED.replace("again: Again.", "again: Again.\n      brief: Briefly.")
    assert said(steps) == ["First wording.", "Once only.", "The same.", "Again.", "The same."]
    assert said(steps, Guide.BRIEF) == [
        "Briefly.", "Once only.", "The same.", "Briefly.", "The same.",
    ]  # fmt: skip


def test_the_seed_chooses_the_wording() -> None:
    """Each seed has its wording, in turn, of cues, holds, reminders, later and brief words."""
    steps = """
- rounds: 2
  do:
    - hold: 40s
      say: [One way., Two ways., Three ways.]
      again: [Once., Twice.]
      at: {-9s: {say: [Soft now., Slow now.], brief: [Quick now., Short now.]}}
"""
    assert said(steps) == ["One way.", "Soft now.", "Once.", "Soft now."]
    assert said(steps, seed=1) == ["Two ways.", "Slow now.", "Twice.", "Slow now."]
    assert said(steps, seed=5) == ["Three ways.", "Slow now.", "Twice.", "Slow now."]
    assert said(steps, Guide.BRIEF, seed=4)[1::2] == ["Quick now."] * 2


def test_brief_guide_keeps_reminders_before_an_end() -> None:
    """Of the reminders, the brief guide says those that count from the end."""
    steps = (
        "- hold: 40s\n  say: Hold.\n  at: {12s: Soften it., 50%: Halfway now., -8s: Nearly over.}\n"
    )
    assert said(steps) == ["Hold.", "Soften it.", "Halfway now.", "Nearly over."]
    assert said(steps, Guide.BRIEF) == ["Hold.", "Nearly over."]
    assert said(steps, Guide.CHIMES) == []


def test_chimes_guide_names_the_sides() -> None:
    """With chimes alone, each side is still named where it begins."""
    assert said(SIDES, Guide.CHIMES) == [
        "Right side.", "That was your right side.", "Now your left side.", "Left side.",
    ]  # fmt: skip


@pytest.mark.parametrize("guide", list(Guide))
@pytest.mark.parametrize(("role", "words"), KEPT)
@pytest.mark.parametrize("again", [None, "Shorter.", ""])
def test_no_guide_drops_what_keeps_people_safe(
    guide: Guide, role: str, words: str, again: str | None
) -> None:
    """Exits, cautions and side names are spoken in every guide, whatever their later wording."""
    steps = f"- say: {words}\n  as: {role}\n" + ("" if again is None else f'  again: "{again}"\n')
    found = said(steps, guide)
    assert len(found) == 1
    assert found[0] in (words, again or words)


@examples(80)
@given(steps=STEPS)
def test_guides_keep_exits_cautions_and_sides_of_any_script(steps: str) -> None:
    """For any script and guide, each slot of a kept role outside of holds has words."""
    what = programmed(technique(steps))
    for guide in Guide:
        for slot in arrange(what, Narration(guide), 1.0, 5):
            if isinstance(slot, SpeechSlot) and slot.role in (Role.EXIT, Role.CAUTION, Role.SIDE):
                assert slot.line is not None


@examples(80)
@given(steps=STEPS)
def test_guides_never_say_more(steps: str) -> None:
    """Each guide speaks fewer cues than the fuller one, but for the names of sides."""
    counts = [
        len([text for text in said(steps, guide) if not text.endswith(" side.")]) for guide in Guide
    ]
    assert counts == sorted(counts, reverse=True)


def test_calming_words_are_slow() -> None:
    """What settles or closes is spoken slower; what guides is not."""
    for role, pace in (("settle", Pace.SLOW), ("close", Pace.SLOW), ("guide", Pace.NORMAL)):
        made = layout(f"- say: Rest.\n  as: {role}\n").timeline
        assert next(c for c in made.speech if c.line.text == "Rest.").line.pace is pace


def test_own_chimes_stand_where_theirs_would() -> None:
    """An author's own sound goes with every strike of its meaning, and with no other."""
    part = technique("- chime: begin\n- hold: 20s\n- chime: change\n")
    own = type(part)(part.heading, part.steps, chimes=((Meaning.BEGIN, "/x/gong.wav"),))
    found = expand(own.steps, Context(chimes=dict(own.chimes)))
    files = [
        m.chime.file if isinstance(m, HoldSlot) and m.chime else getattr(m, "file", None)
        for m in found
    ]
    assert files == ["/x/gong.wav", "/x/gong.wav", ""]


def test_events_know_their_side() -> None:
    """Cues, holds and steps carry the side they belong to; what is outside of sides has none."""
    made = layout(SIDES + "- say: Both hands.\n").timeline
    sides = {cue.line.text: cue.side for cue in made.speech}
    assert sides["Right side, right hand, Left and left."] is Side.RIGHT
    assert sides["Left side, left hand, Right and right."] is Side.LEFT
    assert sides["Both hands."] is None
    assert [step.side for step in made.steps] == [None, Side.RIGHT, Side.LEFT, None]
    assert QUIET.guide is Guide.FULL


def test_paced_breaths_belong_to_their_side() -> None:
    """The swells of breaths lean to the side that is worked on, as its words do."""
    steps = "- sides: [right, left]\n  do:\n    - breathe: {in: 4s, out: 6s, times: 2}\n"
    timeline = layout(f"{steps}- breathe: {{in: 4s, out: 6s}}\n").timeline
    swells = [event.side for event in timeline.chimes if event.sound is Sound.BREATHE_IN]
    assert swells == [Side.RIGHT, Side.RIGHT, Side.LEFT, Side.LEFT, None]
