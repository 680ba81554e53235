"""The planner: a program, how it is told and how long, to its timeline."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from voice_coach.errors import UsageError
from voice_coach.plan.arrange import arrange
from voice_coach.plan.durations import duration, elastic, lines, stretched
from voice_coach.plan.expand import round_factors
from voice_coach.plan.layout import Layout, lay_out
from voice_coach.plan.orientation import before
from voice_coach.plan.program import Length, Narration, Program
from voice_coach.plan.slots import Bounds, Slot
from voice_coach.plan.timeline import Line, Measure, Timeline
from voice_coach.script import model
from voice_coach.script.build import walk
from voice_coach.units import format_clock, frames

SHORT = 0.5
LONG = 1.5
FEW = 6
"""Different numbers of rounds that are all laid out, so that their words are spoken in one go."""
NEAR = frames(1)
"""A length is met when it is met to the second."""
_FACTORS = (0.0, 100.0)
"""Beyond these every hold stands at its bounds."""


class Plan(Struct, frozen=True):
    """A laid-out session and what it was laid out from."""

    program: Program
    layout: Layout
    lengths: Mapping[Line, int]
    """Of every line that may be spoken, in frames."""

    @property
    def timeline(self) -> Timeline:
        """What sounds when."""
        return self.layout.timeline


class _Draft(Struct, frozen=True):
    """A session with a set number of rounds; holds can still stretch."""

    slots: list[Slot]
    lengths: dict[Line, int]
    fixed: int
    """Frames that do not stretch."""
    elastic: list[Bounds]
    """Of all that stretches."""
    rounds: float

    def length(self, factor: float) -> int:
        return self.fixed + sum(stretched(each, factor) for each in self.elastic)


def plan_session(
    program: Program, narration: Narration, length: Length | float, measure: Measure
) -> Plan:
    """Lay out a session.

    Args:
        program: the techniques; its orientation comes on top of the length.
        narration: guide, preamble and ending.
        length: by name, or in seconds; a length by name is met as nearly as the script can.
        measure: tells how long lines take to speak.

    Raises:
        UsageError: the length in seconds can not be met; tells which can.
    """
    told = before(program)
    lengths = measure(lines(told)) if told else {}
    if isinstance(length, Length):
        draft, factor = _named(program, narration, length, measure)
    else:
        draft, factor = _exactly(program, narration, frames(length), measure)
    lengths = {**draft.lengths, **lengths}
    return Plan(program, lay_out([*told, *draft.slots], factor, lengths), lengths)


def estimate(lines: Iterable[Line]) -> dict[Line, int]:
    """Measure without a voice: half a second a word, as spoken at 120 words a minute."""
    return {line: frames(0.5 * len(line.text.split())) for line in lines}


def _named(
    program: Program, narration: Narration, length: Length, measure: Measure
) -> tuple[_Draft, float]:
    asked = program.promised.get(length)
    plain = {Length.SHORT: SHORT, Length.LONG: LONG}.get(length, 1.0)

    def drafted(announced: int) -> tuple[_Draft, float]:
        if asked:
            return _solve(program, narration, frames(asked), announced, measure)[0]
        return _draft(program, narration, plain, announced, measure), plain

    announced = _minutes(frames(asked)) if asked else 0
    draft, factor = drafted(announced)
    for _ in range(3):  # the announced minutes change their own length, by words, not minutes
        minutes = _minutes(draft.length(factor))
        if minutes == announced:
            break
        (draft, factor), announced = drafted(minutes), minutes
    return draft, factor


def _exactly(
    program: Program, narration: Narration, target: int, measure: Measure
) -> tuple[_Draft, float]:
    """Meet a length to the second.

    Raises:
        UsageError: it can not be met; tells which can.
    """
    found, met = _solve(program, narration, target, _minutes(target), measure)
    if not met:
        every = _round_factors(program)
        raise UsageError(
            _refusal(target, [_reachable(program, narration, each, measure) for each in every])
        )
    return found


def _solve(
    program: Program, narration: Narration, target: int, minutes: int, measure: Measure
) -> tuple[tuple[_Draft, float], bool]:
    """Choose rounds, then one factor for all holds: the one nearest to 1 that meets the length.

    Where none does, the nearest length is taken; tells whether one does.
    """
    factors = _near(program, narration, target, minutes, measure)
    drafts = _drafts(program, narration, factors, minutes, measure)
    spans = [(draft.length(_FACTORS[0]), draft.length(_FACTORS[1])) for draft in drafts]
    missed = [max(least - target, target - most) for least, most in spans]
    met = [draft for draft, far in zip(drafts, missed, strict=True) if far < NEAR]
    solved = [
        (draft, _factor(draft, target)) for draft in met or [drafts[missed.index(min(missed))]]
    ]
    return min(solved, key=lambda pair: abs(math.log(max(pair[1], 1e-3)))), bool(met)


def _near(
    program: Program, narration: Narration, target: int, minutes: int, measure: Measure
) -> list[float]:
    """Return the factors of rounds worth trying: few are all tried, of many the two that matter.

    With more rounds a session is longer, as written and at both of its bounds. So where neither the
    last one that is too short as written nor the first one that is too long meets a length, none does.
    """
    factors = _round_factors(program)
    low, high = 0, len(factors) - 1
    if len(factors) <= FEW:
        return factors
    while high - low > 1:
        middle = (low + high) // 2
        draft = _draft(program, narration, factors[middle], minutes, measure)
        low, high = (middle, high) if draft.length(1.0) < target else (low, middle)
    return factors[low : high + 1]


def _factor(draft: _Draft, target: int) -> float:
    """Find the factor by halving, to a frame in an hour; length never falls as the factor grows."""
    low, high = _FACTORS
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if draft.length(middle) < target else (low, middle)
    return high


def _reachable(
    program: Program, narration: Narration, rounds: float, measure: Measure
) -> tuple[int, int]:
    """Return the shortest and longest whole seconds, each with its own minutes announced."""
    shortest = 0
    for _ in range(4):  # rising, falling: both settle
        draft = _draft(program, narration, rounds, _minutes(shortest), measure)
        shortest = max(shortest, draft.length(_FACTORS[0]) // NEAR * NEAR)
    longest = draft.length(_FACTORS[1])
    for _ in range(4):
        draft = _draft(program, narration, rounds, _minutes(longest), measure)
        longest = min(longest, draft.length(_FACTORS[1]) // NEAR * NEAR)
    return shortest, max(shortest, longest)


def _refusal(target: int, spans: list[tuple[int, int]]) -> str:
    shortest = format_clock(min(least for least, _ in spans))
    longest = format_clock(max(most for _, most in spans))
    below = [most for _, most in spans if most < target]
    above = [least for least, _ in spans if least > target]
    near = (
        f", but not from {format_clock(max(below))} to {format_clock(min(above))}"
        if below and above
        else ""
    )
    asked = format_clock(target)
    return f"It can not be {asked} long; choose from {shortest} to {longest}{near}."


def _draft(
    program: Program, narration: Narration, rounds: float, minutes: int, measure: Measure
) -> _Draft:
    return _drafts(program, narration, [rounds], minutes, measure)[0]


def _drafts(
    program: Program, narration: Narration, rounds: Sequence[float], minutes: int, measure: Measure
) -> list[_Draft]:
    """Return a draft for each factor of rounds; what is new to the voice is spoken in one go."""
    found = [arrange(program, narration, each, minutes) for each in rounds]
    lengths = dict(measure(dict.fromkeys(chain.from_iterable(map(lines, found)))))
    return [_drafted(each, lengths, factor) for each, factor in zip(found, rounds, strict=True)]


def _drafted(found: list[Slot], lengths: dict[Line, int], rounds: float) -> _Draft:
    stretching = [(slot, elastic(slot, lengths)) for slot in found]
    fixed = sum(duration(slot, 1.0, lengths) for slot, within in stretching if within is None)
    bounds = [within for _, within in stretching if within is not None]
    return _Draft(found, lengths, fixed, bounds, rounds)


def _round_factors(program: Program) -> list[float]:
    """Return one factor for each different set of round counts, rising, 1 among them."""
    blocks = [technique.steps for technique in program.techniques]
    blocks += [block for part in program.parts for block in (part.opening, part.ending)]
    every = [cue for block in blocks for cue in walk(block) if isinstance(cue, model.Rounds)]
    edges = set().union(*map(round_factors, every))
    return sorted({1.0, 0.0} | edges) if edges else [1.0]


def _minutes(length: int) -> int:
    return max(1, round(length / frames(60)))
