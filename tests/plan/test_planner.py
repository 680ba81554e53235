"""The planner: lengths solved, refused and reached; rounds before holds; numbers that are right."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan.making import QUIET, STEPS, layout, lettered, programmed, spoken, technique, texts
from rig.examples import examples

from voice_coach.errors import UsageError
from voice_coach.plan import planner
from voice_coach.plan.planner import estimate, plan_session
from voice_coach.plan.program import Length, Narration, Preamble, Program
from voice_coach.plan.timeline import Line, Measure
from voice_coach.units import frames, seconds

SOME = examples(60)
FEW = examples(25)
EXACT = 50
"""Frames: each hold is rounded to a whole one."""
NEAR = frames(1)
"""At the bounds, which are told in whole seconds."""
ROUNDED = """
- step: Go
  do:
    - rounds: {times: 2, least: 1, most: 4}
      do:
        - hold: {for: 40s, least: 20s, most: 60s}
"""
GAP = """
- rounds: {times: 1, least: 1, most: 2}
  do:
    - hold: {for: 60s, least: 58s, most: 62s}
"""
MEASURES: list[Measure] = [spoken, lettered, estimate]


def as_seconds(text: str) -> int:
    """Seconds of m:ss or h:mm:ss."""
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return total


def bounds(
    what: Program,
    narration: Narration = QUIET,
    measure: Measure = spoken,
    asked: Length | float = 1.0,
) -> list[int]:
    """The shortest and longest length that a refusal names, and the gap, in seconds."""
    with pytest.raises(UsageError) as caught:
        plan_session(what, narration, asked, measure)
    return [as_seconds(found) for found in re.findall(r"\d+:[\d:]+\d", str(caught.value))[1:]]


@pytest.mark.parametrize("minutes", [2.5, 3.0, 3.2, 3.7, 4.0, 4.25])
def test_length_is_met(minutes: float) -> None:
    """A length within the bounds is met to a few frames, with every hold in its bounds."""
    plan = layout(ROUNDED, minutes * 60)
    assert abs(plan.timeline.length - frames(minutes * 60)) <= EXACT
    assert all(frames(20) <= hold.length <= frames(60) for hold in plan.timeline.holds)


@SOME
@given(steps=STEPS, share=st.floats(0, 1))
def test_any_length_of_any_script(steps: str, share: float) -> None:
    """Any length between the bounds is met to the second, but for gaps between rounds."""
    what = programmed(technique(steps))
    shortest, longest = bounds(what)
    asked = shortest + share * (longest - shortest)
    gap = True
    with contextlib.suppress(UsageError):
        plan_session(what, QUIET, asked, spoken)
        gap = False
    if gap:
        _, _, below, above = bounds(what, asked=asked)
        assert below <= asked <= above
        asked = below
    plan = plan_session(what, QUIET, float(asked), spoken)
    assert abs(plan.timeline.length - frames(asked)) < NEAR


def test_script_without_holds_stretches_its_last_rest() -> None:
    """Where nothing else can stretch, the rest before the last words does, from 15 to 30 s."""
    shortest, longest = bounds(programmed(technique("- wait: 10s\n- say: Done.\n")))
    assert longest - shortest in (14, 15)


@FEW
@given(steps=STEPS, measure=st.sampled_from(MEASURES), intro=st.booleans())
def test_named_bounds_are_reached(steps: str, measure: Measure, intro: bool) -> None:
    """The shortest and longest that a refusal names can be had, and nothing beyond them."""
    more = 'intro: "{minutes} minutes, {minutes} minutes, {minutes} minutes."\n' if intro else ""
    what = programmed(technique(steps, more))
    shortest, longest, *_ = bounds(what, measure=measure)
    assert shortest <= longest
    for asked in (shortest, longest):
        plan = plan_session(what, QUIET, float(asked), measure)
        assert abs(plan.timeline.length - frames(asked)) < NEAR
    for beyond in (longest + 5.0, shortest - 5.0):
        with pytest.raises(UsageError):
            plan_session(what, QUIET, beyond, measure)


@pytest.mark.parametrize("session", [540, 570, 600])
def test_bounds_hold_where_the_minutes_get_a_digit(session: int) -> None:
    """Around ten minutes, where the announcement grows by a word, the bounds are still true."""
    steps = f"- wait: 300s\n- wait: {session - 300 - 30}s\n- hold: {{for: 20s, least: 18s, most: 22s}}\n"
    what = programmed(technique(steps, 'intro: "{minutes}{minutes}{minutes}{minutes}{minutes}!"\n'))
    for asked in bounds(what, measure=lettered):
        plan = plan_session(what, QUIET, float(asked), lettered)
        assert abs(plan.timeline.length - frames(asked)) < NEAR


def test_gap_between_rounds_is_named() -> None:
    """Where one round more leaves a hole, both ends of the hole are named, and can be had."""
    what = programmed(technique(GAP))
    with pytest.raises(UsageError, match="but not from") as caught:
        plan_session(what, QUIET, 140.0, spoken)
    _, *ends = map(as_seconds, re.findall(r"\d+:[\d:]+\d", str(caught.value)))
    for asked in ends:
        assert (
            abs(plan_session(what, QUIET, float(asked), spoken).timeline.length - frames(asked))
            < NEAR
        )


def test_many_numbers_of_rounds_are_searched_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many numbers of rounds the two next to a length are tried: what comes out is the same."""
    block = "- rounds: {{times: {}, least: 0, most: 9}}\n  do: [{{hold: {{for: 9s, least: 7s, most: 30s}}}}]\n"
    what = programmed(technique("".join(block.format(times) for times in (2, 3, 5))))
    shortest, longest, *_ = bounds(what)
    for asked in range(shortest, longest, 37):
        found = []
        for few in (1, 1000):
            monkeypatch.setattr(planner, "FEW", few)
            found.append(plan_session(what, QUIET, float(asked), spoken).timeline)
        assert found[0] == found[1]


def test_rounds_come_before_longer_holds() -> None:
    """Twice the length is twice the rounds, with holds as written."""
    standard = layout(ROUNDED).timeline
    fixed = seconds(standard.length) - 80
    for rounds in (1, 2, 3, 4):
        holds = layout(ROUNDED, fixed + 40 * rounds).timeline.holds
        assert len(holds) == rounds
        assert all(abs(seconds(hold.length) - 40) < 0.5 for hold in holds)


@SOME
@given(steps=STEPS, length=st.sampled_from(list(Length)))
def test_no_hold_passes_ninety_seconds(steps: str, length: Length) -> None:
    """However long the session, no spot is pressed for more than 90 s."""
    what = programmed(technique(steps))
    _, longest, *_ = bounds(what)
    for asked in (length, float(longest)):
        plan = plan_session(what, QUIET, asked, spoken)
        assert all(hold.length <= frames(90) for hold in plan.timeline.holds)


@SOME
@given(steps=STEPS, length=st.sampled_from(list(Length)), measure=st.sampled_from(MEASURES))
def test_announced_minutes_are_right(steps: str, length: Length, measure: Measure) -> None:
    """The minutes that are spoken are those of the session as laid out."""
    plan = layout(steps, length, measure=measure, more='intro: "It takes {minutes} minutes."\n')
    (said,) = [int(text.split()[2]) for text in texts(plan.timeline) if text.startswith("It takes")]
    taken = seconds(plan.timeline.length) / 60
    assert abs(said - taken) <= 0.55 or (said == 1 and taken < 1)


def test_announced_minutes_are_right_where_a_promise_is_out_of_reach() -> None:
    """A promised length that cannot be met is not announced; the one that is met is."""
    more = 'intro: "It takes {minutes} minutes."\nlengths: {short: 1m, long: 60m}\n'
    for length in (Length.SHORT, Length.LONG):
        plan = layout(ROUNDED, length, more=more)
        (said,) = [int(text.split()[2]) for text in texts(plan.timeline) if "takes" in text]
        assert abs(said - seconds(plan.timeline.length) / 60) <= 0.55


def test_named_lengths_without_promises() -> None:
    """Short halves and long adds half, of holds and rounds."""
    short, standard, long = (layout(ROUNDED, length).timeline for length in Length)
    assert [len(one.holds) for one in (short, standard, long)] == [1, 2, 3]
    assert short.length < standard.length < long.length


def test_promised_lengths_are_met() -> None:
    """Short and long come to what the script promises."""
    more = "lengths: {short: 2m30s, long: 4m}\n"
    for length, promised in ((Length.SHORT, 150), (Length.LONG, 240)):
        plan = layout(ROUNDED, length, more=more)
        assert abs(plan.timeline.length - frames(promised)) <= EXACT


def test_standard_is_as_written() -> None:
    """Holds last what the author wrote, and rounds are as many."""
    holds = layout(ROUNDED).timeline.holds
    assert [hold.length for hold in holds] == [frames(40)] * 2


@pytest.mark.parametrize("narration", [Narration(), QUIET])
def test_refusal_counts_everything(narration: Narration) -> None:
    """The full safety text counts: without it, shorter sessions can be had."""
    what = programmed(technique(ROUNDED))
    full = narration.preamble is not Preamble.SHORT
    assert bounds(what, narration)[0] - bounds(what)[0] == pytest.approx(
        14 if full else 0, abs=4 if full else 0
    )


def test_hold_in_rounds_is_not_stretched_past_its_bounds() -> None:
    """A length beyond all holds and rounds is refused with the longest there is."""
    what = programmed(technique(ROUNDED))
    _, longest = bounds(what)
    standard = seconds(layout(ROUNDED).timeline.length)
    assert longest == int(standard - 80 + 4 * 60 + 10)


def test_an_estimate_is_half_a_second_a_word() -> None:
    """Without a voice, each line takes half a second a word."""
    lines = [Line("One two three."), Line("One.")]
    assert estimate(lines) == {lines[0]: frames(1.5), lines[1]: frames(0.5)}
