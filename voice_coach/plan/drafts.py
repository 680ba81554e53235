"""Drafts: a session whose rounds are set, and whose holds can still stretch."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct

from voice_coach.plan.arrange import arrange
from voice_coach.plan.durations import duration, elastic, lines, stretched
from voice_coach.plan.expand import round_factors
from voice_coach.plan.program import Narration, Program
from voice_coach.plan.slots import Bounds, Slot
from voice_coach.plan.timeline import Line, Measure
from voice_coach.script import model

_FACTORS = (0.0, 100.0)
"""Beyond these every hold stands at its bounds."""


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
    """Makes drafts of one program, told in one way by one voice."""

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
        return [_draft(slots, lengths) for slots in sessions]

    @property
    def round_factors(self) -> list[float]:
        """One factor for each different set of round counts, rising from the fewest."""
        blocks = [technique.steps for technique in self.program.techniques]
        blocks += [block for part in self.program.parts for block in (part.opening, part.ending)]
        every = [
            cue for block in blocks for cue in model.walk(block) if isinstance(cue, model.Rounds)
        ]
        return sorted({0.0}.union(*map(round_factors, every)))


def _draft(slots: list[Slot], lengths: dict[Line, int]) -> Draft:
    stretching = [(slot, elastic(slot, lengths)) for slot in slots]
    fixed = sum(duration(slot, 1.0, lengths) for slot, within in stretching if within is None)
    return Draft(slots, lengths, fixed, [within for _, within in stretching if within is not None])
