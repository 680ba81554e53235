"""Clips: each take shaped, levelled, resampled and limited; and those of a session, held ready."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeAlias

import numpy as np

from voice_coach.errors import assert_never
from voice_coach.plan.timeline import ChimeEvent, Line, SpeechEvent
from voice_coach.sound.chimes import faded, render_chime
from voice_coach.sound.files import at_rate
from voice_coach.sound.limiter import limit_clip
from voice_coach.sound.loudness import gain_to, k_weighted
from voice_coach.sound.names import VoiceTone
from voice_coach.sound.spectrum import Mono, shelf, spectrum, spread
from voice_coach.speech.take import Take

SPEECH = -18.0
"""LUFS of each cue as delivered in stereo (AES TD1008 recommends it for speech on streams)."""


def render_speech(take: Take, tone: VoiceTone = VoiceTone.PLAIN) -> Mono:
    """Return the clip of a take.

    Args:
        take: what a cue says.
        tone: how the voice is shaped.

    Returns:
        float32, shape (frames,), at `units.RATE`; as long as the planner counted.
    """
    samples: Mono = np.divide(np.frombuffer(take.pcm, "<i2"), 32768, dtype=np.float32)
    shaped = spectrum(samples, take.rate)
    if tone is VoiceTone.SOFT:
        shaped = shaped.through(shelf)
    # Measured before resampling: the loudness is the same and there is half as much to measure.
    gain = np.float32(gain_to(SPEECH, k_weighted(shaped), take.rate))
    samples = shaped.through(spread).clip()
    sound = faded(at_rate(samples * gain, take.rate)[: take.frames])
    clip = np.zeros(take.frames, np.float32)  # resampling rounds by a frame or two
    clip[: len(sound)] = sound
    return limit_clip(clip)


SoundEvent: TypeAlias = SpeechEvent | ChimeEvent
KEPT = 64
"""Clips held at a time; a longer session makes them again, so memory does not grow."""


@dataclass(slots=True)
class ClipStore:
    """The clips that are ready or being made, and those that cannot be made."""

    voice: Callable[[Line], Mono]
    """Makes the clip of a line."""
    _clips: OrderedDict[object, Future[Mono]] = field(default_factory=OrderedDict, init=False)
    _failed: set[tuple[object, int]] = field(default_factory=set, init=False)
    """Clips that could not be made, by key and start: where it comes again, it is tried again."""
    _lock: Lock = field(default_factory=Lock, init=False)
    """Several threads may ask at the same time. Never held while a clip is made."""

    def __len__(self) -> int:
        return len(self._clips)

    def begun(self, event: SoundEvent) -> bool:
        """Return whether an event's clip is ready or being made."""
        with self._lock:
            return _key(event) in self._clips

    def settled(self, event: SoundEvent) -> bool:
        """Return whether there is nothing to wait for: the clip is ready, or cannot be made."""
        there = self.at_hand(event) is not None
        return there or (_key(event), event.start) in self._failed

    def at_hand(self, event: SoundEvent) -> Mono | None:
        """Return an event's clip if it is ready."""
        key = _key(event)
        with self._lock:
            clip = self._clips.get(key)
            if clip is None or not clip.done() or clip.exception() is not None:
                return None
            self._clips.move_to_end(key)
        return clip.result()

    def get(self, event: SoundEvent) -> Mono:
        """Return an event's clip; if another thread is making it, wait for that.

        Raises:
            Exception: it cannot be made; as the voice raises it.
        """
        key = _key(event)
        # Whoever puts the future in makes the clip, outside the lock; all others wait for the future.
        with self._lock:
            mine = key not in self._clips
            clip = self._clips.setdefault(key, Future())
            self._clips.move_to_end(key)
            if len(self._clips) > KEPT:
                self._clips.popitem(last=False)
        if mine:
            self._make(event, key, clip)
        return clip.result()

    def _make(self, event: SoundEvent, key: object, clip: Future[Mono]) -> None:
        try:
            clip.set_result(self._rendered(event))
        except BaseException as fault:
            with self._lock:
                # By its start, too, so that the session does not wait for this event again, while
                # the same words later are tried once more.
                self._failed.add((key, event.start))
                self._clips.pop(key, None)
            clip.set_exception(fault)

    def _rendered(self, event: SoundEvent) -> Mono:
        match event:
            case SpeechEvent():
                return self.voice(event.line)
            case ChimeEvent():
                return render_chime(event)
            case _:
                assert_never(event)


def _key(event: SoundEvent) -> object:
    """Return what a clip is kept by: equal events sound the same."""
    match event:
        case SpeechEvent():
            return event.line
        case ChimeEvent():
            return event.sound, event.file, event.length
        case _:
            assert_never(event)
