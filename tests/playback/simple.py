"""A session that hums, voices that fail or wait, and time that tests turn."""

import threading
import time
from collections.abc import Callable

import numpy as np

from voice_coach.plan.timeline import HoldSpan, Line, SpeechEvent, StepMark, Timeline
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.transport import State, Transport
from voice_coach.sound.mixer import Mixer
from voice_coach.sound.spectrum import Mono
from voice_coach.units import RATE

TIMELINE = Timeline(
    length=60 * RATE,
    speech=tuple(SpeechEvent(s * RATE, 3 * RATE, Line(f"Cue {s}.")) for s in range(2, 58, 7)),
    chimes=(),
    steps=tuple(StepMark(s * RATE, f"Step {s}", "T") for s in (0, 15, 30, 45)),
    holds=(HoldSpan(16 * RATE, 10 * RATE), HoldSpan(31 * RATE, 12 * RATE)),
)


class Clock:
    """Time that tests turn."""

    now = 0.0

    def __call__(self) -> float:
        """Return seconds."""
        return self.now


def hum(line: Line) -> np.ndarray:
    """A loud tone instead of a voice: any step in it would be heard."""
    return (0.5 * np.sin(2 * np.pi * 220 * np.arange(3 * RATE) / RATE)).astype(np.float32)


class HumBed:
    """A bed that hums, an octave under the voice."""

    def block(self, timeline: Timeline, start: int, count: int) -> np.ndarray:
        """Return frames of it, as a bed does."""
        tone = 0.3 * np.cos(2 * np.pi * 110 * np.arange(start, start + count) / RATE)
        return np.repeat(tone[:, None], 2, axis=1).astype(np.float32)


class Stuck:
    """A voice that hums, but is stuck on some lines until it is let go."""

    def __init__(self, *texts: str) -> None:
        self.texts, self.go = texts, threading.Event()
        self.begun: list[str] = []

    def __call__(self, line: Line) -> np.ndarray:
        """Return the clip of a line, in the end."""
        self.begun.append(line.text)
        if line.text in self.texts:
            self.go.wait()
        return hum(line)


class Broken:
    """A voice that hums, but fails at some lines."""

    def __init__(self, *texts: str, fault: str = "The voice is broken.") -> None:
        self.texts, self.fault = texts, fault
        self.tried: list[str] = []

    def __call__(self, line: Line) -> np.ndarray:
        """Return the clip of a line, or fail."""
        self.tried.append(line.text)
        if line.text in self.texts:
            raise ValueError(self.fault)
        return hum(line)


def player_of(
    voice: Callable[[Line], Mono] = hum,
    timeline: Timeline = TIMELINE,
    clock: Callable[[], float] = time.monotonic,
) -> Player:
    """A player at the start of a session; no clip is made yet."""
    return Player(Mixer(timeline, voice), Prompts(hum), Transport(timeline), clock=clock)


def state_of(player: Player) -> State:
    """Where a player stands now: asked anew each time, as it moves on between two looks."""
    return player.transport.state


def make_all(mixer: Mixer) -> None:
    """Make every clip that can be made."""
    while event := mixer.missing(0, mixer.timeline.length):
        try:
            mixer.make(event)
        except ValueError:
            continue
