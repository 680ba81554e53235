"""How a session begins, before all of it is planned.

A plan needs the length of every line, and with an empty cache the voice takes a while to speak them all.
The welcome does not depend on the rest, as long as the length is promised (it is announced), so it can be
heard meanwhile: `session.growth` lays it out again as its lines come in.
"""

from __future__ import annotations

from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.plan.arrange import welcome
from voice_coach.plan.bookends import before
from voice_coach.plan.durations import LineLengths, lines
from voice_coach.plan.layout import lay_out
from voice_coach.plan.program import Length, Narration, Program
from voice_coach.plan.slots import Slot
from voice_coach.plan.timeline import Line, Timeline
from voice_coach.units import frames


class Opening(Struct, frozen=True):
    """The welcome of a session."""

    slots: tuple[Slot, ...]
    length: int
    """Of the whole session, in frames, as promised."""

    @property
    def lines(self) -> list[Line]:
        """What is spoken in it, in order."""
        return lines(self.slots)

    def timeline(self, lengths: LineLengths) -> tuple[Timeline, int]:
        """Return a session that is known so far, and the first frame that is not.

        Args:
            lengths: of the lines that were spoken by now; the rest is not known.
        """
        known = list(takewhile(lambda slot: lengths.keys() >= set(lines([slot])), self.slots))
        timeline = lay_out(known, 1.0, lengths).timeline
        return replace(timeline, length=max(self.length, timeline.length + 1)), timeline.length


def opening(program: Program, narration: Narration, length: Length | float) -> Opening | None:
    """Return how a session begins; None where what it announces depends on all of it."""
    asked = program.promised.get(length) if isinstance(length, Length) else length
    if not asked:
        return None
    minutes = max(1, round(asked / 60))
    slots = [*before(program), *welcome(program, narration, minutes)]
    return Opening(tuple(slots), frames(asked))
