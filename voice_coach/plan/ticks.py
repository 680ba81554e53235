"""Ticks of a hold: one a stroke, stepping back where somebody speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from voice_coach.plan.timeline import ChimeEvent, HoldSpan, Sound, SpeechEvent
from voice_coach.units import frames

TICK_LENGTH = frames(0.1)
UNDER = -12.0
"""Of a tick while somebody speaks, in dB."""
_CLEAR = frames(0.25)
"""On both sides of speech; a tick in it steps back, too."""


def ticks(hold: HoldSpan, first: int, speech: Iterable[SpeechEvent]) -> list[ChimeEvent]:
    """Return the ticks of a hold from the frame `first` on; each steps back under speech."""
    words = [e for e in speech if e.end > hold.start - _CLEAR and e.start < hold.end + _CLEAR]
    return [
        ChimeEvent(beat, TICK_LENGTH, Sound.TICK, hold.side, gain=_tick_gain(beat, words))
        for beat in range(first, hold.end - TICK_LENGTH, hold.stroke)
    ]


def _tick_gain(beat: int, words: Sequence[SpeechEvent]) -> float:
    under = any(e.start - _CLEAR < beat + TICK_LENGTH and beat < e.end + _CLEAR for e in words)
    return UNDER if under else 0.0
