"""An engine as the rest of the program knows it, without loading it, and its voices."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from voice_coach.plan.timeline import Pace
from voice_coach.speech.take import Trim

SAMPLE = "Let your shoulders sink, and breathe out slowly."
"""What a voice says to be heard, or to show that it speaks."""


class Voice(Struct, frozen=True):
    """A voice as it is offered."""

    name: str
    language: str
    kind: str
    """Such as natural, formant, beeps."""
    licence: str
    megabytes: float
    """On disk, its engine's own files included."""


class Family(Struct, frozen=True, kw_only=True):
    """An engine, as everybody but the process that speaks needs it."""

    name: str
    module: str
    """Where `start(voice) -> Engine` is; imported in the process that speaks."""
    identity: Callable[[str], str]
    """What makes the sound of a voice by name, with all versions that change a byte of it: part of
    a take's key."""
    fault: Callable[[], str]
    """Why it cannot be used, or nothing."""
    offers: Callable[[], list[Voice]]
    """Its voices, the best first."""
    suffix: str = ""
    """A voice may also be a file whose name ends so."""
    remedy: str
    """What to do where it does not start."""
    rate: int
    """Words a minute by default, as the engine counts: 115 to 125 are heard."""
    slow: float = 1.0
    """Of the rate, where a line settles or closes: 100 to 110 words a minute are heard."""
    pauses: tuple[float, float] = (0.40, 0.50)
    """Seconds between two sentences of a line, and of a slow one."""
    lexicon: Path | None = None
    """Words that it says wrongly; see `speech.lexicon`."""
    trim: Trim = Trim()
    """What of the sound around a sentence is silence."""
    tone: str = "plain"
    """How the voice is shaped unless somebody chooses; see `sound.names.VoiceTone`."""
    forks: bool = False
    """Each take needs a fresh state, so that the same words make the same bytes."""
    here: bool = False
    """Speaks in this process: it can neither hang nor crash."""
    lines_each: int = 10**9
    """One more process is worth its start for each so many lines; at most one for each processor."""

    def knows(self, voice: str) -> bool:
        """Return whether a voice, by name or by the path of its file, is one of these."""
        if self.suffix and voice.endswith(self.suffix):
            return True
        return any(each.name == voice for each in self.offers())

    def named(self, voice: str) -> str:
        """Return a voice's name so that it means the same from any folder."""
        if self.suffix and voice.endswith(self.suffix):
            return os.path.abspath(os.path.expanduser(voice))
        return voice

    def pause(self, pace: Pace) -> float:
        """Return the seconds between two sentences."""
        return self.pauses[pace is Pace.SLOW]

    def paced(self, rate: int, pace: Pace) -> int:
        """Return the rate at a pace."""
        return round(rate * self.slow) if pace is Pace.SLOW else rate
