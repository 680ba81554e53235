"""How a session begins is known before all of it is planned."""

import pytest

from voice_coach.library import catalog
from voice_coach.plan.opening import opening
from voice_coach.plan.planner import estimate, plan_session
from voice_coach.plan.program import Length, Narration, Preamble, build_program


@pytest.mark.parametrize("name", ["temples", "lower-back", "headache", "wind-down"])
@pytest.mark.parametrize("preamble", list(Preamble))
def test_the_beginning_is_that_of_the_whole(name: str, preamble: Preamble) -> None:
    """Whatever is known early stands on the very frame on which the whole plan has it."""
    program = build_program([catalog.load(catalog.find(name))])
    narration = Narration(preamble=preamble, keys=True)
    begins = opening(program, narration, Length.STANDARD)
    assert begins is not None
    whole = plan_session(program, narration, Length.STANDARD, estimate).timeline
    known = estimate(begins.lines)
    for count in (0, 1, 3, len(known)):
        early, horizon = begins.timeline(dict(list(known.items())[:count]))
        assert early.speech == whole.speech[: len(early.speech)]
        assert [c for c in early.chimes if c.end <= horizon] == [
            c for c in whole.chimes if c.end <= horizon
        ][: len(early.chimes)]
        assert early.length > horizon
        assert len(early.speech) == count
        assert early.safety_end in (0, whole.safety_end)
    assert bool(whole.safety_end) is (preamble is not Preamble.SHORT)


def test_what_depends_on_all_of_it_is_not_known_early() -> None:
    """A session that promises no length announces what only the whole plan tells."""
    program = build_program([catalog.load(catalog.find("temples"))] * 2)
    assert opening(program, Narration(), Length.STANDARD) is None
    assert opening(program, Narration(), 600.0) is not None
