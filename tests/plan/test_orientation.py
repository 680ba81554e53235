"""How sessions work, told before the very first one."""

import pytest
from msgspec.structs import replace

from voice_coach.library import catalog
from voice_coach.plan.longer import longer
from voice_coach.plan.opening import opening
from voice_coach.plan.phrases import phrases
from voice_coach.plan.planner import estimate, plan_session
from voice_coach.plan.program import Length, Narration, Program, build_program
from voice_coach.plan.timeline import Section, Timeline
from voice_coach.playback.transport import Command, Transport
from voice_coach.units import frames


def _program(*, oriented: bool) -> Program:
    program = build_program([catalog.load(catalog.find("temples"))])
    return replace(program, orientation=catalog.shipped("first-time")) if oriented else program


def _timeline(length: Length | float = Length.STANDARD, *, oriented: bool = True) -> Timeline:
    narration = Narration(keys=True)
    return plan_session(_program(oriented=oriented), narration, length, estimate).timeline


def _welcome(timeline: Timeline) -> int:
    return next(step.start for step in timeline.steps if step.kind is Section.WELCOME)


@pytest.mark.parametrize("length", [Length.SHORT, Length.LONG, 500.0])
def test_it_comes_on_top(length: Length | float) -> None:
    """The session after it is frame for frame the one without it, at every length."""
    alone, whole = _timeline(length, oriented=False), _timeline(length)
    first = _welcome(whole)
    later = [replace(cue, start=cue.start + first) for cue in alone.speech]
    assert [cue for cue in whole.speech if cue.start >= first] == later
    assert whole.length == alone.length + first


def test_it_tells_what_the_script_tells() -> None:
    """The offer comes first, then the words of the script, chimes among them, without its welcome."""
    whole = _timeline()
    told = [cue.line.text for cue in whole.speech if cue.start < _welcome(whole)]
    assert tuple(told[:2]) == phrases().offer
    assert "You need never hurry. Any key pauses, and any key goes on." in told
    assert not set(told) & {*phrases().full_safety, *phrases().short_safety}
    assert frames(45) < _welcome(whole) < frames(120)


@pytest.mark.parametrize("grown", [False, True])
def test_a_key_leaves_it_out(grown: bool) -> None:
    """While it is offered, from its words on, any key goes to the welcome; later a key pauses."""
    whole = _timeline()
    if grown:
        hold = next(one for one in whole.holds if one.start < _welcome(whole))
        whole = longer(whole, hold.start + 1, frames(20))
    offer = whole.readies[0]
    asked = next(cue for cue in whole.speech if cue.line.text == phrases().offer[-1])
    assert (offer.start, offer.end > asked.end) == (asked.start, True)
    at = Transport(whole).at(offer.start + frames(1))
    assert at.meant(Command.PAUSE, touched=True) is Command.READY
    after = at.after(Command.READY)
    assert after is not None
    assert after.position == _welcome(whole) > offer.end
    assert Transport(whole).at(offer.end).meant(Command.PAUSE, touched=True) is Command.PAUSE


def test_its_beginning_is_known_early() -> None:
    """What is known of it before the plan stands on the frames on which the whole plan has it."""
    program, whole = _program(oriented=True), _timeline()
    begins = opening(program, Narration(keys=True), Length.STANDARD)
    assert begins is not None
    known = estimate(begins.lines)
    for count in (0, 1, 2, 5, len(known)):
        early, horizon = begins.timeline(dict(list(known.items())[:count]))
        assert early.speech == whole.speech[: len(early.speech)]
        assert [c for c in whole.chimes if c.end <= horizon] == list(early.chimes)[
            : sum(c.end <= horizon for c in whole.chimes)
        ]
        assert early.length > horizon
