"""The planner: meets a wanted length by changing rounds and holds, and never anything else.

Most of a session must not stretch: words take as long as the voice takes, a pause or a paced breath
is as long as written, and chimes keep their room. Only holds, times to get ready and the last rest are
elastic, each within bounds that its author set; and rounds can be done more or less often. So:

1. A *draft* is the whole session with its rounds fixed. It is the sum of what does not stretch, and a
   list of bounds for what does. Its length at any factor costs an addition, not a layout.
2. Within a draft, *one factor* stretches everything elastic, each within its own bounds. A factor for
   each hold could meet the same length in many ways; one keeps the author's proportions (a hold twice
   as long as another stays about twice as long), is the same for both sides of the body, and has one
   solution: length never falls as the factor grows, so halving finds it.
3. Among drafts of fewer and more rounds, the one whose factor is nearest to 1 wins, measured as a
   ratio: half and double are equally far. A longer session thus gets another round before its holds
   become tedious, and a short one drops a round before they are rushed.

Words get in the way twice. A session announces its own length, and "half an hour" takes longer to say
than "an hour", so the minutes are chosen and the length solved in turn until both agree. And a line's
length is known only once the voice has spoken it, so the drafts of one choice ask for all their lines
together: that lets a voice that runs in several processes use them all.

`session.open` plans what is played and exported, `check.report` plans every script at every length,
and `library.which` plans with `estimate` to show lengths without a voice. Nothing here knows of audio,
clocks, files or threads: the same arguments give the same plan, on whichever thread asks. The only
slow thing is `measure`, which the caller brings.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from voice_coach.errors import UsageError
from voice_coach.plan.arrange import arrange
from voice_coach.plan.bookends import before
from voice_coach.plan.durations import duration, elastic, lines, stretched
from voice_coach.plan.expand import round_factors
from voice_coach.plan.layout import Layout, lay_out
from voice_coach.plan.program import Length, Narration, Program
from voice_coach.plan.slots import Bounds, Slot
from voice_coach.plan.timeline import Line, Measure, Timeline
from voice_coach.script import model
from voice_coach.units import format_clock, frames

_FACTORS = (0.0, 100.0)
"""Beyond these every hold is at its bounds."""


class Draft(Struct, frozen=True):
    """A session with a set number of rounds."""

    slots: list[Slot]
    lengths: dict[Line, int]
    """Of its lines, in frames."""
    fixed: int
    """Frames that do not stretch."""
    elastic: list[Bounds]
    """Of all that stretches."""

    def length(self, factor: float) -> int:
        """Return its frames with all that is elastic stretched by a factor."""
        return self.fixed + sum(stretched(each, factor) for each in self.elastic)

    @property
    def least(self) -> int:
        """Its frames, as short as it can be."""
        return self.length(_FACTORS[0])

    @property
    def most(self) -> int:
        """Its frames, as long as it can be."""
        return self.length(_FACTORS[1])

    def factor(self, target: int) -> float:
        """Return the factor for a length, by halving: to a frame in an hour.

        Length never falls as the factor grows.
        """
        low, high = _FACTORS
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if self.length(middle) < target else (low, middle)
        return high


class Drafter(Struct, frozen=True):
    """Makes drafts of one program, narrated in one way by one voice."""

    program: Program
    narration: Narration
    measure: Measure

    def draft(self, rounds: float, minutes: int) -> Draft:
        """Return the draft for a factor of rounds that announces so many minutes."""
        return self.drafts([rounds], minutes)[0]

    def drafts(self, rounds: Sequence[float], minutes: int) -> list[Draft]:
        """Return a draft for each factor of rounds; what is new to the voice is spoken in one go."""
        sessions = [arrange(self.program, self.narration, each, minutes) for each in rounds]
        every = dict.fromkeys(chain.from_iterable(map(lines, sessions)))
        lengths = dict(self.measure(every))
        drafts = []
        for slots in sessions:
            within = [elastic(slot, lengths) for slot in slots]
            fixed = sum(
                duration(slot, 1.0, lengths)
                for slot, bounds in zip(slots, within, strict=True)
                if bounds is None
            )
            stretching = [bounds for bounds in within if bounds is not None]
            drafts.append(Draft(slots, lengths, fixed, stretching))
        return drafts

    @property
    def round_factors(self) -> list[float]:
        """One factor for each different set of round counts, rising from the fewest."""
        blocks = [technique.steps for technique in self.program.techniques]
        blocks += [block for part in self.program.parts for block in (part.opening, part.ending)]
        every = [
            cue for block in blocks for cue in model.walk(block) if isinstance(cue, model.Rounds)
        ]
        return sorted({0.0}.union(*map(round_factors, every)))


SHORT = 0.5
LONG = 1.5
FEW = 6
"""Different numbers of rounds that are all laid out, so that their words are spoken in one go."""
NEAR = frames(1)
"""A length is met when it is met to the second."""


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


def plan_session(
    program: Program, narration: Narration, length: Length | float, measure: Measure
) -> Plan:
    """Lay out a session.

    Args:
        program: the techniques; its orientation comes on top of the length.
        narration: guide, preamble and ending.
        length: by name, or in seconds; a length by name is met as nearly as the script can.
        measure: returns how long lines take to speak, in frames.

    Raises:
        UsageError: the length in seconds cannot be met; the message says which can.
    """
    # The orientation is no part of the length: it is measured and laid out, but never stretched.
    orientation = before(program)
    own = measure(lines(orientation)) if orientation else {}
    drafter = Drafter(program, narration, measure)
    if isinstance(length, Length):
        draft, factor = _named(drafter, length)
    else:
        draft, factor = _exactly(drafter, frames(length))
    lengths = {**draft.lengths, **own}
    return Plan(program, lay_out([*orientation, *draft.slots], factor, lengths), lengths)


def estimate(lines: Iterable[Line]) -> dict[Line, int]:
    """Measure without a voice: half a second a word, as spoken at 120 words a minute."""
    return {line: frames(0.5 * len(line.text.split())) for line in lines}


def _named(drafter: Drafter, length: Length) -> tuple[Draft, float]:
    """Meet a promised length as nearly as the script can, or apply the factor of a named one."""
    asked = drafter.program.promised.get(length)
    plain = {Length.SHORT: SHORT, Length.LONG: LONG}.get(length, 1.0)

    def drafted(announced: int) -> tuple[Draft, float]:
        if asked:
            return _solve(drafter, frames(asked), announced)[0]
        return drafter.draft(plain, announced), plain

    # The announced minutes are words, so announcing others changes the length: by a second or two,
    # which settles at once. Three rounds are for a length that falls between two minutes.
    announced = _minutes(frames(asked)) if asked else 0
    draft, factor = drafted(announced)
    for _ in range(3):
        minutes = _minutes(draft.length(factor))
        if minutes == announced:
            break
        (draft, factor), announced = drafted(minutes), minutes
    return draft, factor


def _exactly(drafter: Drafter, target: int) -> tuple[Draft, float]:
    """Meet a length to the second.

    Raises:
        UsageError: it cannot be met; the message says which can.
    """
    solution, met = _solve(drafter, target, _minutes(target))
    if met:
        return solution
    spans = [_reachable(drafter, rounds) for rounds in drafter.round_factors]
    shortest = format_clock(min(least for least, _ in spans))
    longest = format_clock(max(most for _, most in spans))
    # Few long rounds with narrow bounds leave gaps between one count and the next.
    below = [most for _, most in spans if most < target]
    above = [least for least, _ in spans if least > target]
    gap = (
        f", but not from {format_clock(max(below))} to {format_clock(min(above))}"
        if below and above
        else ""
    )
    message = f"The session cannot be {format_clock(target)} long"
    raise UsageError(f"{message}; choose from {shortest} to {longest}{gap}.")


def _solve(drafter: Drafter, target: int, minutes: int) -> tuple[tuple[Draft, float], bool]:
    """Choose rounds, then one factor for all holds: the one nearest to 1 that meets the length.

    Where none does, the nearest length is taken. The second value says whether one does.
    """
    drafts = drafter.drafts(_near(drafter, target, minutes), minutes)
    missed = [max(draft.least - target, target - draft.most) for draft in drafts]
    met = [draft for draft, far in zip(drafts, missed, strict=True) if far < NEAR]
    nearest = met or [drafts[missed.index(min(missed))]]
    solved = [(draft, draft.factor(target)) for draft in nearest]
    # By its logarithm, so that half and double are equally far from what the author wrote.
    return min(solved, key=lambda pair: abs(math.log(max(pair[1], 1e-3)))), bool(met)


def _near(drafter: Drafter, target: int, minutes: int) -> list[float]:
    """Return the factors of rounds worth trying: few are all tried, of many the two that matter.

    With more rounds a session is longer, as written and at both of its bounds. So where neither the
    last one that is too short as written nor the first one that is too long meets a length, none does.
    """
    factors = drafter.round_factors
    low, high = 0, len(factors) - 1
    if len(factors) <= FEW:
        return factors
    while high - low > 1:
        middle = (low + high) // 2
        draft = drafter.draft(factors[middle], minutes)
        low, high = (middle, high) if draft.length(1.0) < target else (low, middle)
    return factors[low : high + 1]


def _reachable(drafter: Drafter, rounds: float) -> tuple[int, int]:
    """Return the shortest and longest whole seconds, each with its own minutes announced."""
    shortest = 0
    # The bound and the minutes announced at it depend on each other. One only rises, the other only
    # falls, and an announcement changes by a word or two: four times are more than it ever takes.
    for _ in range(4):
        draft = drafter.draft(rounds, _minutes(shortest))
        shortest = max(shortest, draft.least // NEAR * NEAR)
    longest = draft.most
    for _ in range(4):
        draft = drafter.draft(rounds, _minutes(longest))
        longest = min(longest, draft.most // NEAR * NEAR)
    return shortest, max(shortest, longest)


def _minutes(length: int) -> int:
    return max(1, round(length / frames(60)))
