"""Where reminders go: the rule, as a table, and its promises for any hold."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rig.examples import examples

from voice_coach.errors import Place
from voice_coach.plan.durations import needed_by
from voice_coach.plan.reminders import APART, EDGE, SETTLE, place_reminders, protects, settling
from voice_coach.plan.slots import HoldSlot, ReminderSlot, SpeechSlot
from voice_coach.plan.timeline import Line
from voice_coach.script.terms import Anchor, Role
from voice_coach.units import frames, seconds

PLACE = Place("t.yaml", 1, 1)
Asked = tuple[Any, ...]
"""What its time counts from (or a share), seconds, spoken seconds, and perhaps a role."""
TABLE: dict[str, tuple[Any, ...]] = {
    "at its time": ([("start", 15, 3)], 45, 5, [15]),
    "before the end": ([("end", 10, 3)], 45, 5, [35]),
    "by share": ([(0.5, 0, 3)], 40, 5, [20]),
    "6 s after the first words": ([("start", 3, 3)], 45, 5, [11]),
    "after the one before": ([("start", 15, 6), ("start", 18, 3)], 45, 5, [15, 23]),
    "no room before the end": ([("start", 43, 3)], 45, 5, [None]),
    "half a second before the end": ([("start", 41.5, 3), ("start", 41.6, 3)], 45, 5, [41.5, None]),
    "flush with the end": ([("end", 3, 3)], 45, 5, [None]),
    "clear of the end": ([("end", 3.5, 3)], 45, 5, [41.5]),
    "no room before an end reminder": ([("start", 33, 3), ("end", 10, 3)], 45, 5, [None, 35]),
    "fits before an end reminder": ([("start", 30, 3), ("end", 10, 3)], 45, 5, [30, 35]),
    "the last end reminder first": ([("end", 10, 8), ("end", 4, 3)], 45, 5, [None, 41]),
    "end reminder into the first words": ([("end", 35, 3)], 45, 5, [None]),
    "before the hold": ([("end", 50, 3)], 45, 5, [None]),
    "after the hold": ([("start", 60, 3)], 45, 5, [None]),
    "a dropped one makes room": ([("start", 20, 30), ("start", 25, 3)], 45, 5, [None, 25]),
    "a full cycle after the first words": ([("start", 3, 3)], 45, 5, [15], 10),
    "what protects is moved, never dropped": ([("start", 43, 3, Role.EXIT)], 45, 5, [40]),
    "what protects goes first": ([("start", 20, 3, Role.CAUTION), ("end", 24, 3)], 45, 5, [20, None]),
    "two that protect share what there is": (
        [("start", 1, 3, Role.EXIT), ("start", 60, 3, Role.EXIT)], 21, 5, [11, 16],
    ),
}  # fmt: skip


def hold(reminders: list[Asked], stroke: float = 0.0) -> tuple[HoldSlot, dict[str, int]]:
    """A hold with reminders, and how long each is spoken."""
    lengths, found = {}, []
    for index, (anchor, offset, words, *role) in enumerate(reminders):
        line = Line(str(index))
        lengths[line.text] = frames(words)
        share = anchor if isinstance(anchor, float) else 0.0
        kind = Anchor.END if anchor == "end" else Anchor.START
        speak = SpeechSlot(PLACE, line, (line,), role[0] if role else Role.GUIDE)
        found.append(ReminderSlot(speak, kind, frames(offset), share))
    slot = HoldSlot(PLACE, (0, 0, 0), None, None, tuple(found), frames(stroke), ticks=False)
    return slot, lengths


@pytest.mark.parametrize("case", TABLE)
def test_rule(case: str) -> None:
    """Each reminder starts where the rule says, or is left out."""
    reminders, length, free, wanted, *stroke = TABLE[case]
    slot, lengths = hold(reminders, *stroke)
    found = place_reminders(slot, frames(length), frames(free), lambda s: lengths[s.line.text])
    starts = {f.reminder.speak.line.text: f.start for f in found}
    assert [starts[str(i)] for i in range(len(wanted))] == [
        None if at is None else frames(at) for at in wanted
    ]


def test_room_counts_what_is_spoken_before() -> None:
    """The room that is told is what lies between the words before and what comes next."""
    slot, lengths = hold([("start", 9, 6)])
    (found,) = place_reminders(slot, frames(20), frames(10), lambda s: lengths[s.line.text])
    assert found.start is None
    assert seconds(found.room) == 20 - 0.5 - 16
    assert found.room < found.length


REMINDERS = st.lists(
    st.tuples(
        st.sampled_from(["start", "end", 0.25, 0.5, 0.9]),
        st.floats(0.1, 90).map(lambda s: round(s, 1)),
        st.floats(0.3, 12).map(lambda s: round(s, 1)),
        st.sampled_from([Role.GUIDE, Role.GUIDE, Role.EXIT, Role.CAUTION]),
    ),
    max_size=6,
)


@examples(300)
@given(
    reminders=REMINDERS,
    extra=st.floats(0, 60),
    free=st.floats(0, 15),
    stroke=st.sampled_from([0, 4, 10]),
)
def test_reminders_keep_clear(
    reminders: list[Asked], extra: float, free: float, stroke: float
) -> None:
    """In a hold with room for what protects: that is said, and all keep apart, and from both ends."""
    slot, lengths = hold(
        [(a, 0 if isinstance(a, float) else s, w, r) for a, s, w, r in reminders], stroke
    )
    by_line = {Line(text): length for text, length in lengths.items()}
    length = frames(free) + max(needed_by(slot, by_line), settling(slot)) + frames(extra)
    found = place_reminders(slot, length, frames(free), lambda s: lengths[s.line.text])
    assert len(found) == len(reminders)
    placed = sorted((f.start, f.end) for f in found if f.start is not None)
    assert all(a[1] + APART <= b[0] for a, b in zip(placed, placed[1:], strict=False))
    for one in found:
        if one.start is None:
            assert not protects(one.reminder)
            continue
        assert one.start >= frames(free) + max(SETTLE, frames(stroke))
        assert one.end + (APART if protects(one.reminder) else EDGE) <= length
        if not protects(one.reminder):
            assert one.start >= one.planned
            assert one.reminder.anchor is Anchor.START or one.start == one.planned


def test_silent_reminders_take_no_room() -> None:
    """A reminder that has no words on either side is no reminder."""
    slot, lengths = hold([("start", 10, 3)])
    (one,) = slot.reminders
    silent = ReminderSlot(SpeechSlot(PLACE, None, (), Role.GUIDE), one.anchor, one.offset, 0.0)
    mute = HoldSlot(PLACE, (0, 0, 0), None, None, (silent,), 0, ticks=False)
    assert place_reminders(mute, frames(30), 0, lambda s: 0) == []
    assert lengths
