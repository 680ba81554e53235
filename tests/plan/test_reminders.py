"""Where reminders go: the rule, as a table, and its promises for any hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_coach.errors import Place
from voice_coach.plan.reminders import APART, place_reminders
from voice_coach.plan.slots import HoldSlot, ReminderSlot, SpeechSlot
from voice_coach.plan.timeline import Line
from voice_coach.script.terms import Anchor, Role
from voice_coach.units import frames, seconds

PLACE = Place("t.yaml", 1, 1)
TABLE = {
    "at its time": ([("start", 15, 3)], 45, 5, [15]),
    "before the end": ([("end", 10, 3)], 45, 5, [35]),
    "by share": ([(0.5, 0, 3)], 40, 5, [20]),
    "after the first words": ([("start", 3, 3)], 45, 5, [5.5]),
    "after the one before": ([("start", 15, 6), ("start", 18, 3)], 45, 5, [15, 21.5]),
    "no room before the end": ([("start", 43, 3)], 45, 5, [None]),
    "half a second before the end": ([("start", 41.5, 3), ("start", 41.6, 3)], 45, 5, [41.5, None]),
    "flush with the end": ([("end", 3, 3)], 45, 5, [None]),
    "clear of the end": ([("end", 3.5, 3)], 45, 5, [41.5]),
    "no room before an end reminder": ([("start", 33, 3), ("end", 10, 3)], 45, 5, [None, 35]),
    "fits before an end reminder": ([("start", 31.5, 3), ("end", 10, 3)], 45, 5, [31.5, 35]),
    "end reminders do not touch": ([("end", 10, 8), ("end", 4, 3)], 45, 5, [None, 41]),
    "end reminder into the first words": ([("end", 41, 3)], 45, 5, [None]),
    "before the hold": ([("end", 50, 3)], 45, 5, [None]),
    "after the hold": ([("start", 60, 3)], 45, 5, [None]),
    "a dropped one makes room": ([("start", 20, 30), ("start", 25, 3)], 45, 5, [None, 25]),
}


def hold(reminders: list[tuple[object, float, float]]) -> tuple[HoldSlot, dict[str, int]]:
    """A hold with reminders: what their time counts from (or a share), seconds, spoken seconds."""
    lengths, found = {}, []
    for index, (anchor, offset, words) in enumerate(reminders):
        line = Line(str(index))
        lengths[line.text] = frames(words)
        share = anchor if isinstance(anchor, float) else 0.0
        kind = Anchor.END if anchor == "end" else Anchor.START
        speak = SpeechSlot(PLACE, line, (line,), Role.GUIDE)
        found.append(ReminderSlot(speak, kind, frames(offset), share))
    return HoldSlot(PLACE, 0, 0, 0, None, None, tuple(found), 0), lengths


@pytest.mark.parametrize("case", TABLE)
def test_rule(case: str) -> None:
    """Each reminder starts where the rule says, or is left out."""
    reminders, length, free, wanted = TABLE[case]
    slot, lengths = hold(reminders)
    found = place_reminders(slot, frames(length), frames(free), lambda s: lengths[s.line.text])
    starts = {f.reminder.speak.line.text: f.start for f in found}
    assert [starts[str(i)] for i in range(len(wanted))] == [
        None if at is None else frames(at) for at in wanted
    ]


def test_room_counts_what_is_spoken_before() -> None:
    """The room that is told is what lies between the words before and what comes next."""
    slot, lengths = hold([("start", 9, 6)])
    (found,) = place_reminders(slot, frames(16), frames(10), lambda s: lengths[s.line.text])
    assert found.start is None
    assert seconds(found.room) == 16 - 0.5 - 10.5
    assert found.room < found.length


REMINDERS = st.lists(
    st.tuples(
        st.sampled_from(["start", "end", 0.25, 0.5, 0.9]),
        st.floats(0.1, 90).map(lambda s: round(s, 1)),
        st.floats(0.3, 12).map(lambda s: round(s, 1)),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(reminders=REMINDERS, length=st.integers(5, 90), share=st.floats(0, 1))
def test_reminders_keep_clear(
    reminders: list[tuple[object, float, float]], length: int, share: float
) -> None:
    """Whatever is asked for: half a second apart, after the first words, clear of the end."""
    slot, lengths = hold([(a, 0 if isinstance(a, float) else s, w) for a, s, w in reminders])
    free = round(frames(length) * share)
    found = place_reminders(slot, frames(length), free, lambda s: lengths[s.line.text])
    assert len(found) == len(reminders)
    placed = sorted((f.start, f.start + f.length) for f in found if f.start is not None)
    edges = [(0, free), *placed, (frames(length), 0)]
    for (_, end), (start, _) in zip(edges, edges[1:], strict=False):
        assert not placed or end + APART <= start
    for one in found:
        assert one.start is None or one.start >= one.planned
        assert (one.start is None) == (one.room < one.length)


def test_silent_reminders_take_no_room() -> None:
    """A reminder that has no words on either side is no reminder."""
    slot, lengths = hold([("start", 10, 3)])
    (one,) = slot.reminders
    silent = ReminderSlot(SpeechSlot(PLACE, None, (), Role.GUIDE), one.anchor, one.offset, 0.0)
    mute = HoldSlot(PLACE, 0, 0, 0, None, None, (silent,), 0)
    assert place_reminders(mute, frames(30), 0, lambda s: 0) == []
    assert lengths
