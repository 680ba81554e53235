"""Sides made equally long by construction: slots that face each other share their room."""

from __future__ import annotations

from msgspec.structs import replace

from voice_coach.plan.moments import Moment, Speak, Stay


def equal(done: list[list[Moment]]) -> list[list[Moment]]:
    """Give slots at the same point of each side the same peers.

    Args:
        done: for each side its moments, of the same shape.
    """
    shared = [_share(same) for same in zip(*done, strict=True)]
    return [list(moments) for moments in zip(*shared, strict=True)]


def _share(same: tuple[Moment, ...]) -> list[Moment]:
    if all(isinstance(moment, Speak) for moment in same):
        return list(_shared_speaks([m for m in same if isinstance(m, Speak)]))
    if all(isinstance(moment, Stay) for moment in same):
        return list(_shared_stays([m for m in same if isinstance(m, Stay)]))
    return list(same)


def _shared_speaks(speaks: list[Speak]) -> list[Speak]:
    peers = tuple(dict.fromkeys(line for one in speaks for line in one.peers))
    return [replace(one, peers=peers) for one in speaks]


def _shared_stays(stays: list[Stay]) -> list[Stay]:
    first = [one.speak for one in stays if one.speak]
    spoken = _shared_speaks(first) if first else [None for _ in stays]
    reminders = [
        [
            replace(r, speak=s)
            for r, s in zip(same, _shared_speaks([r.speak for r in same]), strict=True)
        ]
        for same in zip(*(one.reminders for one in stays), strict=True)
    ]
    return [
        replace(one, speak=words, reminders=tuple(of_side[index] for of_side in reminders))
        for index, (one, words) in enumerate(zip(stays, spoken, strict=True))
    ]
