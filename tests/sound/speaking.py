"""Takes and clips of real voices; each word is spoken once a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voice_coach.plan.timeline import ChimeEvent, Line, Sound, SpeechEvent, Timeline
from voice_coach.script.terms import Side
from voice_coach.sound.clips import render_speech
from voice_coach.speech.engines.espeak import DEFAULT as DEFAULT_VOICE
from voice_coach.speech.engines.espeak import FAMILY
from voice_coach.speech.narrator import Delivery
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Utterance
from voice_coach.units import frames

VOICES = (DEFAULT_VOICE, "en-us+f2", "en-us+klatt4", "en-us+m3", "en-gb")
LINES = (
    Line(
        "Left side. Lift your hips a little, slide the ball under your left side, and lower slowly."
    ),
    Line("Now stay still, and let your weight sink."),
    Line("Soften your belly. Soften your jaw."),
    Line("Shush."),
    Line("If you feel it on spine, ribs, or tailbone, lift, and move it outward."),
)


@cache
def _said(voice: str) -> dict[Utterance, Take]:
    delivery = Delivery(FAMILY, voice, FAMILY.rate)
    return dict(Synthesizer(FAMILY).speak([delivery.utterance(line) for line in LINES]))


def spoken(voice: str = DEFAULT_VOICE) -> list[Take]:
    """Every take of `LINES` in a voice."""
    return list(_said(voice).values())


def take_of(line: Line, voice: str = DEFAULT_VOICE) -> Take:
    """The take of one of `LINES`."""
    return _said(voice)[Delivery(FAMILY, voice, FAMILY.rate).utterance(line)]


@cache
def clip_of(line: Line) -> NDArray[np.float32]:
    """The clip of one of `LINES` in the default voice."""
    return render_speech(take_of(line))


def timeline(
    *events: SpeechEvent | ChimeEvent, length: int, bed: tuple[int, int] = (0, 0)
) -> Timeline:
    """A timeline of some events."""
    both = sorted(events, key=lambda event: event.start)
    return Timeline(
        length,
        tuple(event for event in both if isinstance(event, SpeechEvent)),
        tuple(event for event in both if isinstance(event, ChimeEvent)),
        (),
        (),
        bed,
    )


def cue(seconds: float, line: Line = LINES[1], side: Side | None = None) -> SpeechEvent:
    """One of `LINES` at a time."""
    return SpeechEvent(frames(seconds), len(clip_of(line)), line, side)


def chime(seconds: float, sound: Sound = Sound.BEGIN, length: float = 1.8) -> ChimeEvent:
    """A chime at a time."""
    return ChimeEvent(frames(seconds), frames(length), sound)


Voice = Callable[[Line], NDArray[np.float32]]


def counting(voice: Voice = clip_of) -> tuple[list[Line], Voice]:
    """A voice that notes each line it is asked for, and those notes."""
    asked: list[Line] = []

    def noted(line: Line) -> NDArray[np.float32]:
        asked.append(line)
        return voice(line)

    return asked, noted
