"""Techniques to a session: greeting, safety, changes of posture, the last rest, the ending."""

import msgspec.structs
import pytest
from plan.making import (
    CLOSING,
    HEAD,
    QUIET,
    layout,
    own_words,
    programmed,
    spoken,
    technique,
    texts,
)

from voice_coach.plan.bookends import moves
from voice_coach.plan.phrases import ENGLISH
from voice_coach.plan.planner import plan_session
from voice_coach.plan.program import Ending, Guide, Length, Narration, Preamble, build_program
from voice_coach.plan.timeline import Section, Sound, Timeline
from voice_coach.script.document import parse
from voice_coach.script.kinds.scalars import Report
from voice_coach.script.language import ROUTINE, SCRIPT
from voice_coach.script.model import Routine, Technique
from voice_coach.script.terms import Meaning, Posture
from voice_coach.units import frames

CAUTIONED = 'cautions: ["Not on bone.", "Not with fever."]\n'
SAY = "- step: Work\n  do: [{say: Work slowly.}]\n"
READY = "- say: Lie down.\n- ready: 30s\n- say: Good.\n- ready: 20s\n"
SIT, LIE = Posture.SITTING, Posture.LYING
STEPS = """
- step: In
  only: arriving
  do: [{say: Sit down.}]
- step: Alone
  only: single
  do: [{say: Glasses off.}]
- step: Work
  do: [{say: Work slowly.}]
- step: Out
  only: leaving
  do: [{say: Get up.}]
"""


def session(*parts: Technique | Routine, narration: Narration | None = None) -> Timeline:
    """Techniques and routines one after another."""
    return plan_session(
        build_program(parts), narration or Narration(), Length.STANDARD, spoken
    ).timeline


def routine(more: str, *parts: Technique) -> Routine:
    """A routine of these techniques."""
    text = f"{HEAD}{more}play: [x]\n".replace("position: x\n", "")
    text = text.replace("title: Test\n", "") if "title: " in more else text
    found = ROUTINE.read(parse(text, "routine.yaml"), Report())
    assert isinstance(found, Routine)
    return Routine(found.heading, parts, found.opening, found.ending)


def _in_area(area: str, more: str = "") -> Technique:
    found = SCRIPT.read(
        parse(HEAD.replace("back", area) + f"{more}steps:\n{SAY}", "t.yaml"), Report()
    )
    assert isinstance(found, Technique)
    return found


def test_opening_in_order() -> None:
    """Lead-in, the expendable chime, greeting, full safety, short safety, risks, cautions, steps."""
    more = 'intro: "Hello. {duration}."\nrisks: [tingling, thin-bones]\n' + CAUTIONED
    made = layout(SAY + "- wait: 100s\n", narration=Narration(), more=more).timeline
    assert texts(made)[:9] == [
        "Hello. three minutes.",
        *ENGLISH.full_safety,
        *ENGLISH.short_safety,
        "Leave this one out with thin bones.",
        "If an arm or a hand tingles, take your fingers off.",
        "Not on bone.",
        "Not with fever.",
        "Work slowly.",
    ]
    assert made.chimes[0].sound is Sound.OPEN
    assert made.chimes[0].start / 48000 == pytest.approx(0.7)
    assert made.speech[0].start / 48000 >= 1.5


@pytest.mark.parametrize("guide", list(Guide))
def test_safety_words_are_in_every_guide(guide: Guide) -> None:
    """Both safety texts, the headache sentence, risks, cautions and ending are in every guide."""
    part = _in_area("neck", "risks: [stroke]\nposture: [lying]\n" + CAUTIONED)
    found = texts(session(part, narration=Narration(guide)))
    stroke = "Leave this one out after a stroke, or with narrowed neck arteries."
    for text in (
        *ENGLISH.full_safety, *ENGLISH.short_safety, ENGLISH.headache, stroke, "Not on bone.",
        CLOSING, *ENGLISH.endings[LIE],
    ):  # fmt: skip
        assert text in found


def test_who_heard_it_today_hears_the_short_safety_text() -> None:
    """Without the full text, the short one and what a sudden headache asks for remain."""
    found = texts(session(_in_area("face"), narration=Narration(preamble=Preamble.SHORT)))
    assert ENGLISH.headache in found
    assert set(ENGLISH.short_safety) <= set(found)
    assert not set(ENGLISH.full_safety) & set(found)


def test_a_session_that_touches_nobody_never_speaks_the_full_text() -> None:
    """`safety: short` leaves the full text out; beside another session it is spoken all the same."""
    part = technique(SAY, "safety: short\n")
    assert not set(ENGLISH.full_safety) & set(texts(session(part)))
    assert set(ENGLISH.short_safety) <= set(texts(session(part)))
    assert set(ENGLISH.full_safety) <= set(texts(session(part, technique(SAY))))


@pytest.mark.parametrize(("area", "told"), [("head", True), ("neck", True), ("back", False)])
def test_headache_sentence_goes_with_the_area(area: str, told: bool) -> None:
    """Only head, face and neck have the sentence on headaches, once a session."""
    found = texts(session(_in_area(area), _in_area(area)))
    assert found.count(ENGLISH.headache) == int(told)


def test_a_routine_warns_once_at_its_start() -> None:
    """Risks and cautions of all techniques and of the routine come first, merged, each once."""
    one = technique(SAY, "risks: [thin-bones]\n" + CAUTIONED)
    two = technique(SAY, 'risks: [thin-bones, pregnancy]\ncautions: ["Not on bone.", "Other."]\n')
    made = session(routine("risks: [stroke]\ncautions: [Its own.]\n", one, two))
    found = texts(made)
    first = next(step.start for step in made.steps if step.kind is Section.BODY)
    warned = [cue.line.text for cue in made.speech if cue.start < first]
    assert warned[-5:] == [
        "Leave this one out after a stroke, with narrowed neck arteries, with thin bones,"
        " or in pregnancy.",
        "Its own.",
        "Not on bone.",
        "Not with fever.",
        "Other.",
    ]
    assert len(found) == len(set(found) - {"Work slowly."}) + 2


@pytest.mark.parametrize(
    ("ending", "up", "chime"),
    [(Ending.CHIME, True, True), (Ending.SOFT, True, False), (Ending.NONE, False, False)],
)
def test_endings(ending: Ending, up: bool, chime: bool) -> None:
    """Chime: words and three strikes; soft: words; none: no word that gets a sleeper up."""
    made = session(technique(SAY, "posture: [lying]\n"), narration=Narration(ending=ending))
    last = [CLOSING, *(ENGLISH.endings[LIE] if up else ())]
    assert texts(made)[-len(last) :] == last
    assert (made.chimes[-1].sound is Sound.END) == chime
    assert made.steps[-1].kind is Section.ENDING


def test_a_session_for_sleep_gets_nobody_up() -> None:
    """A routine that ends asleep says its closing, and then neither word nor chime."""
    part = technique(SAY, "posture: [lying]\n")
    made = session(routine("posture: [asleep]\nclosing: Let everything go.\n", part))
    assert texts(made)[-1] == "Let everything go."
    assert made.chimes[-1].start < made.speech[-1].start


ENDS = {
    "[sitting]": ENGLISH.endings[SIT],
    "[lying]": ENGLISH.endings[LIE],
    "[standing]": ENGLISH.endings[Posture.STANDING],
    "[prone]": ENGLISH.endings[Posture.PRONE],
    "[sitting, lying]": ENGLISH.sitting_or_lying,
}


@pytest.mark.parametrize("posture", ENDS)
def test_the_ending_fits_the_posture(posture: str) -> None:
    """After the closing stand the words that bring a listener out of this posture, and no other."""
    found = texts(session(technique(SAY, f"posture: {posture}\nclosing: [Feel it., Notice it.]\n")))
    assert found[found.index("Feel it.") + 1 :] == list(ENDS[posture])


def test_a_routine_ends_as_its_last_posture_asks() -> None:
    """What can be done sitting or lying is done lying by who lies already."""
    parts = [
        technique(SAY, f"posture: {p}\n") for p in ("[standing]", "[lying]", "[sitting, lying]")
    ]
    assert texts(session(routine("", *parts)))[-2:] == list(ENGLISH.endings[LIE])


def test_rest_before_the_closing() -> None:
    """From the last step to the closing lie 15 to 30 s, and they stretch with the session."""
    what = programmed(technique(SAY))
    rests = []
    for length in Length:
        made = plan_session(what, Narration(), length, spoken).timeline
        said = [cue.line.text for cue in made.speech]
        last, closing = made.speech[said.index(CLOSING) - 1 :][:2]
        rests.append(closing.start - last.end - frames(1))
    assert rests == [frames(15), frames(20), frames(30)]


def test_techniques_are_parted_by_a_chime_alone() -> None:
    """Between two techniques of a routine the chime for a change sounds; no title is read aloud."""
    made = session(technique(SAY), technique(SAY))
    assert own_words(made) == ["Work slowly."] * 2
    change = [chime for chime in made.chimes if chime.sound is Sound.CHANGE]
    assert len(change) == 1
    assert [step.technique for step in made.steps] == ["", "Test", "Test", ""]


def test_title_and_length_where_no_greeting_is_written() -> None:
    """Without an intro, title and length are told, of several sessions, too."""
    assert texts(session(technique(SAY)))[0] == "Test. About a minute."
    part = technique(SAY, "intro: Hello.\n")
    assert texts(session(part))[0] == "Hello."
    assert texts(session(part, part))[0].startswith("Test, then Test. About ")


@pytest.mark.parametrize(
    ("postures", "wanted"),
    [
        ([(SIT,)], [(True, False)]),
        ([(SIT,), (SIT,)], [(True, False), (False, False)]),
        ([(SIT,), (LIE,)], [(True, True), (True, False)]),
        ([(SIT,), (SIT, LIE), (LIE,)], [(True, False), (False, True), (True, False)]),
        ([(), ()], [(True, True), (True, False)]),
        ([(SIT, LIE), (SIT,)], [(True, True), (True, False)]),
    ],
)
def test_moves_between_postures(
    postures: list[tuple[Posture, ...]], wanted: list[tuple[bool, bool]]
) -> None:
    """They arrive where the posture may have to change, and leave for another technique alone."""
    assert [(move.arriving, move.leaving) for move in moves(postures)] == wanted


def _whole(what: Timeline) -> list[str]:
    return [text.split()[0] for text in own_words(what)]


def test_steps_that_are_not_always_done() -> None:
    """Arriving and leaving go with changes of posture; single, with being played by itself."""
    sit, lie = (technique(STEPS, f"posture: [{p}]\n") for p in ("sitting", "lying"))
    opening = "opening: [{say: Opening.}]\nending: [{say: Ending.}]\n"
    assert _whole(session(sit)) == ["Sit", "Glasses", "Work"]
    assert _whole(session(sit, sit)) == ["Sit", "Glasses", "Work", "Glasses", "Work"]
    assert _whole(session(routine("", sit, lie))) == ["Sit", "Work", "Get", "Sit", "Work"]
    assert _whole(session(routine(opening, sit, sit, lie))) == [
        "Opening.", "Work", "Work", "Get", "Sit", "Work", "Ending.",
    ]  # fmt: skip


def test_each_speaks_of_itself() -> None:
    """A technique within a routine is called by its own title; greeting and closing by the routine's."""
    part = technique(STEPS.replace("Work slowly.", '"This is {title}."'))
    words = 'title: Whole\nintro: "Now {title}."\nclosing: "That was {title}."\n'
    whole = routine(words, msgspec.structs.replace(part, chimes=((Meaning.END, "/x/gong.wav"),)))
    made = session(whole)
    found = texts(made)
    assert found[0] == "Now Whole."
    assert "This is Test." in found
    assert "That was Whole." in found
    assert (made.chimes[-1].sound, made.chimes[-1].file) == (Sound.END, "/x/gong.wav")


def test_keys_are_told_once_where_there_are_keys() -> None:
    """Before the first time to get ready a player tells that any key goes on; a file does not."""
    told = own_words(layout(READY, narration=Narration(keys=True)).timeline)
    assert told == ["Lie down.", ENGLISH.any_key, "Good."]
    assert ENGLISH.any_key not in texts(layout(READY).timeline)
    assert ENGLISH.any_key not in texts(layout(SAY, narration=Narration(keys=True)).timeline)
    assert QUIET.keys is False


def test_keys_are_told_before_a_side_that_waits() -> None:
    """Where a side begins with time to get ready, keys are told before its first word and pause."""
    side = "- sides: [left, right]\n  do:\n"
    for first in ("", "    - chime: change\n    - wait: 2s\n"):
        steps = f'- say: Sit.\n{side}{first}    - say: "{{Side}} hand."\n    - ready: 20s\n'
        made = layout(steps, narration=Narration(keys=True)).timeline
        assert own_words(made)[:3] == ["Sit.", ENGLISH.any_key, "Left hand."]
        told = next(cue for cue in made.speech if cue.line.text == ENGLISH.any_key)
        change = next(c for c in made.chimes if c.sound is Sound.CHANGE)
        assert told.end < change.start
        assert made.readies[0].length == made.readies[1].length


def test_a_step_titled_as_the_ending_is_a_step() -> None:
    """What a step is goes by its kind, not by what an author calls it."""
    made = layout("- step: Ending\n  do: [{say: Work.}]\n").timeline
    assert [step.kind for step in made.steps] == [Section.WELCOME, Section.BODY, Section.ENDING]
    assert own_words(made) == ["Work."]
