"""Sides made equally long by construction: slots that face each other share their room."""

from __future__ import annotations

from msgspec.structs import replace

from voice_coach.plan.slots import HoldSlot, Slot, SpeechSlot


def balance_sides(done: list[list[Slot]]) -> list[list[Slot]]:
    """Give slots at the same point of each side the same peers.

    Args:
        done: for each side its slots, of the same shape.
    """
    shared = [_share(same) for same in zip(*done, strict=True)]
    return [list(slots) for slots in zip(*shared, strict=True)]


def _share(same: tuple[Slot, ...]) -> list[Slot]:
    speaks = [slot for slot in same if isinstance(slot, SpeechSlot)]
    holds = [slot for slot in same if isinstance(slot, HoldSlot)]
    if len(speaks) == len(same):
        return list(_shared_speaks(speaks))
    return list(_shared_holds(holds)) if len(holds) == len(same) else list(same)


def _shared_speaks(speaks: list[SpeechSlot]) -> list[SpeechSlot]:
    peers = tuple(dict.fromkeys(line for one in speaks for line in one.peers))
    return [replace(one, peers=peers) for one in speaks]


def _shared_holds(holds: list[HoldSlot]) -> list[HoldSlot]:
    first = [one.speak for one in holds if one.speak]
    spoken = _shared_speaks(first) if first else [None for _ in holds]
    reminders = [
        [
            replace(r, speak=s)
            for r, s in zip(same, _shared_speaks([r.speak for r in same]), strict=True)
        ]
        for same in zip(*(one.reminders for one in holds), strict=True)
    ]
    return [
        replace(one, speak=words, reminders=tuple(of_side[index] for of_side in reminders))
        for index, (one, words) in enumerate(zip(holds, spoken, strict=True))
    ]
