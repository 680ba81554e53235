"""What a laid-out session comes to for who listens: shares of the time, first touch, last rest."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

from voice_coach.check.wording import words
from voice_coach.plan.context import ALWAYS
from voice_coach.plan.durations import begun_by
from voice_coach.plan.layout import Placed
from voice_coach.plan.phrases import phrases
from voice_coach.plan.planner import Plan
from voice_coach.plan.slots import BedEdge, HoldSlot, ReadySlot, RestSlot, SpeechSlot, StepStart
from voice_coach.plan.timeline import Part, Timeline
from voice_coach.units import seconds

_HAND = re.compile(
    r"\b(hands?|fingers?|fingertips?|palms?|thumbs?|knuckles?|ball|socks?|roll|towel|braid|heel)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(foreheads?|brows?|eyebrows?|temples?|cheek\w*|jaw|chin|nose|mouth|lips?|ears?|scalp|head|hair"
    r"|neck|skull|collarbones?|chest|breastbone|belly|shoulders?|blades?|arms?|wrists?|back|spine"
    r"|pelvis|hips?|buttocks?|muscles?|eyes|ribs)\b",
    re.IGNORECASE,
)


class Measures(Struct, frozen=True):
    """Of one session at one length, told in one way. Times in seconds, shares from 0 to 1."""

    length: float
    words_a_minute: float
    speech: float
    """Share of the time in which somebody speaks."""
    quiet: float
    """Share of the time in holds, with nobody speaking."""
    first_touch: float
    before_touch: float
    """The same without what does not make the listener wait: time to get ready, which they end
    themselves, and the full safety text, which is heard once a day."""
    rest: float
    """Silence after the last step, before the closing words."""
    after_words: float
    """The shortest silence after a hold's own words."""
    dropped: int
    """Reminders without room."""
    dropped_protecting: int


def measured(plan: Plan) -> Measures:
    """Measure a session."""
    timeline, touch = plan.timeline, first_touch(plan)
    count = sum(words(cue.line.text) for cue in timeline.speech)
    left_out = [p for each in plan.layout.placed for p in each.reminders if p.start is None]
    rests = [each.length for each in plan.layout.placed if isinstance(each.slot, RestSlot)]
    return Measures(
        length=seconds(timeline.length),
        words_a_minute=count / seconds(timeline.length) * 60,
        speech=sum(cue.length for cue in timeline.speech) / timeline.length,
        quiet=sum(_quiet(timeline)) / timeline.length,
        first_touch=seconds(touch),
        before_touch=seconds(touch - _not_waited(plan, touch)),
        rest=seconds(sum(rests)),
        after_words=seconds(min(_after_words(plan), default=0)),
        dropped=len(left_out),
        dropped_protecting=sum(p.reminder.speak.role in ALWAYS for p in left_out),
    )


def body(plan: Plan) -> tuple[Placed, ...]:
    """Return what the scripts' own steps came to: nothing of the welcome and of the ending."""
    placed = plan.layout.placed
    first = next(i for i, each in enumerate(placed) if isinstance(each.slot, BedEdge))
    last = next(i for i, each in enumerate(placed) if _ends(each))
    return placed[first + 1 : last]


def first_touch(plan: Plan) -> int:
    """Return when a hand or a tool is first put on the body, in frames, by a cue or in a hold.

    What comes before time to get ready is no touch: "stand with your back to the wall, ball in hand".
    """
    steps = body(plan)
    for each, following in zip(steps, [*steps, None][1:], strict=True):
        match each.slot:
            case HoldSlot():
                return each.start
            case SpeechSlot(line=line) if line and _touches(line.text):
                if not (following and isinstance(following.slot, ReadySlot)):
                    return each.start
            case _:
                pass
    return steps[-1].start if steps else 0


def _not_waited(plan: Plan, touch: int) -> int:
    """Return the frames before the first touch in which the listener need not wait."""
    found = 0
    for each in plan.layout.placed:
        match each.slot:
            case ReadySlot() if each.start < touch:
                found += each.length
            case SpeechSlot(line=line) if line and line.text in phrases().full_safety:
                found += each.length
            case _:
                pass
    return found


def _ends(placed: Placed) -> bool:
    return isinstance(placed.slot, StepStart) and placed.slot.kind is Part.ENDING


def _touches(text: str) -> bool:
    return bool(_HAND.search(text) and _BODY.search(text))


def _quiet(timeline: Timeline) -> list[int]:
    """Return the frames of each hold in which nobody speaks."""
    starts = [cue.start for cue in timeline.speech]
    found = []
    for hold in timeline.holds:
        first, last = bisect_left(starts, hold.start), bisect_left(starts, hold.end)
        found.append(hold.length - sum(cue.length for cue in timeline.speech[first:last]))
    return found


def _after_words(plan: Plan) -> list[int]:
    """Return for each hold with words the silence after them."""
    starts = [cue.start for cue in plan.timeline.speech]
    found = []
    for each in plan.layout.placed:
        if isinstance(each.slot, HoldSlot) and each.slot.speak and each.slot.speak.line:
            end = each.start + begun_by(each.slot, plan.lengths)
            following = bisect_left(starts, end)
            if following < len(starts):
                found.append(starts[following] - end)
    return found
