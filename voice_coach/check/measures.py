"""What a laid-out session is like for its listener: shares of the time, first touch, last rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from voice_coach.check.wording import words
from voice_coach.errors import Place, Problem
from voice_coach.plan.context import ALWAYS
from voice_coach.plan.durations import begun_by
from voice_coach.plan.layout import Placed
from voice_coach.plan.phrases import phrases
from voice_coach.plan.planner import Plan
from voice_coach.plan.program import Guide, Length
from voice_coach.plan.reminders import Placement
from voice_coach.plan.slots import BedEdge, HoldSlot, ReadySlot, RestSlot, SpeechSlot, StepStart
from voice_coach.plan.timeline import Section, Timeline
from voice_coach.script.terms import Anchor, Posture, Safety
from voice_coach.units import format_clock, seconds


class Case(Struct, frozen=True):
    """The length and the guide of a session that is judged."""

    length: Length
    guide: Guide
    name: str = ""


def warning(place: Place, code: str, message: str) -> Problem:
    """Return a warning that can be switched off by its code."""
    return Problem(place, message, warning=True, code=code)


def holds(plan: Plan) -> Iterator[tuple[Placed, HoldSlot]]:
    """Yield each hold of a session, with its place on the timeline."""
    for each in plan.layout.placed:
        if isinstance(each.slot, HoldSlot):
            yield each, each.slot


_COUNTS = {
    re.compile(r"\bthree more\b", re.I): 3,
    re.compile(r"\btwo (more|last)\b", re.I): 2,
    re.compile(r"\b((one|a|once) (slow |light |easy |long )*more|last)\b", re.I): 1,
}
_SECONDS = re.compile(r"\b(five|six|seven|eight|ten|fifteen|twenty) more seconds\b", re.I)
_NUMBERS = {"five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "fifteen": 15, "twenty": 20}
_BREATH = 10.0
"""Seconds of a slow breath."""
_FEW, _MANY = 0.55, 1.75
"""Of the cycles that "one more" means, what may be left; half a cycle more for two and for three."""


def counts(plan: Plan) -> Iterator[Problem]:
    """Yield each "one more" and each "ten more seconds" that is not true."""
    for each, hold in holds(plan):
        for placement in each.reminders:
            line = placement.reminder.speak.line
            if line and placement.start is not None:
                yield from _count(hold, placement, line.text, seconds(each.length - placement.end))


def _count(hold: HoldSlot, placement: Placement, text: str, remaining: float) -> Iterator[Problem]:
    place = placement.reminder.speak.place
    timed = _SECONDS.search(text)
    if timed and abs(remaining - _NUMBERS[timed[1].lower()]) > 0.3 * _NUMBERS[timed[1].lower()]:
        yield warning(place, "count-wrong", f'{remaining:.0f} s are left after "{text}"')
    cycle = _BREATH if "breath" in text.lower() else seconds(hold.stroke)
    count = next((n for pattern, n in _COUNTS.items() if pattern.search(text)), 0)
    if not cycle or not count or timed or placement.reminder.anchor is Anchor.START:
        return
    strokes = remaining / cycle
    if not count - 1 + _FEW <= strokes <= count - 1 + _MANY:
        offset = seconds(placement.length) + count * cycle
        message = f'{strokes:.1f} strokes are left after "{text}"; say it at -{offset:.1f}s'
        yield warning(place, "count-wrong", message)


MOST_SHARE = 0.45
"""Of the session in which somebody speaks."""
LEAST_QUIET = 0.40
"""Of the session in holds, with nobody speaking."""
LEAST_QUIET_ROUTINE = 0.45
LESS_AT_SHORT = 0.05
"""What a short session may have less: greeting, safety and ending do not get shorter."""
FIRST_TOUCH = 60.0
"""Seconds; or a share of the session, whichever is later."""
FIRST_TOUCH_SHARE = 0.20
LENGTH_TOLERANCE = 5.0
"""Seconds."""


def shares(plan: Plan, case: Case, found: Measures) -> Iterator[Problem]:
    """Yield where there is too much speech, too little quiet, or a late first touch."""
    heading = plan.program.headings[0]
    home = heading.place
    if heading.safety is Safety.SHORT:
        return
    limit = max(FIRST_TOUCH, FIRST_TOUCH_SHARE * found.length)
    if found.before_touch > limit and not plan.program.parts[0].routine:
        message = (
            f"the first touch comes after {found.before_touch:.0f} s, not counting time to get ready;"
            f" it should come within {limit:.0f} s"
        )
        yield warning(home, "first-touch", message)
    if Posture.PRONE in heading.posture:
        return
    if found.speech > MOST_SHARE:
        message = (
            f"speech fills {found.speech:.1%} of the session; it should be at most {MOST_SHARE:.0%}"
        )
        yield warning(home, "speech-share", message)
    least = LEAST_QUIET_ROUTINE if plan.program.parts[0].routine else LEAST_QUIET
    least -= LESS_AT_SHORT if case.length is Length.SHORT else 0
    if found.quiet < least:
        message = f"quiet massage fills {found.quiet:.1%} of the session; it should be at least {least:.0%}"
        yield warning(home, "quiet-share", message)


def promise(plan: Plan, case: Case) -> Iterator[Problem]:
    """Yield a promised length that is not met."""
    promised = plan.program.promised.get(case.length)
    if promised and abs(seconds(plan.timeline.length) - promised) > LENGTH_TOLERANCE:
        actual = format_clock(plan.timeline.length)
        message = f"{case.length.value} is promised as {promised / 60:g} min, but lasts {actual}"
        yield warning(plan.program.headings[0].place, "length", message)


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
    """Of one session at one length, narrated in one way. Times in seconds, shares from 0 to 1."""

    length: float
    words_a_minute: float
    speech: float
    """Share of the time in which somebody speaks."""
    quiet: float
    """Share of the time in holds, with nobody speaking."""
    first_touch: float
    before_touch: float
    """The same, not counting time to get ready, which the listener ends, and the full safety text,
    which is heard once a day."""
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
        quiet=_quiet(timeline) / timeline.length,
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
    last = next(
        i
        for i, each in enumerate(placed)
        if isinstance(each.slot, StepStart) and each.slot.kind is Section.ENDING
    )
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
            case SpeechSlot(line=line) if line:
                # A tool on a part of the body: "ball" and "back", "fingers" and "jaw".
                touches = _HAND.search(line.text) and _BODY.search(line.text)
                if touches and not (following and isinstance(following.slot, ReadySlot)):
                    return each.start
            case _:
                pass
    return steps[-1].start if steps else 0


def _not_waited(plan: Plan, touch: int) -> int:
    """Return the frames before the first touch that the listener need not wait through."""
    frames_free = 0
    for each in plan.layout.placed:
        match each.slot:
            case ReadySlot() if each.start < touch:
                frames_free += each.length
            case SpeechSlot(line=line) if line and line.text in phrases().full_safety:
                frames_free += each.length
            case _:
                pass
    return frames_free


def _quiet(timeline: Timeline) -> int:
    """Return the frames of all holds in which nobody speaks."""
    starts = [cue.start for cue in timeline.speech]
    quiet = 0
    for hold in timeline.holds:
        first, last = bisect_left(starts, hold.start), bisect_left(starts, hold.end)
        quiet += hold.length - sum(cue.length for cue in timeline.speech[first:last])
    return quiet


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
