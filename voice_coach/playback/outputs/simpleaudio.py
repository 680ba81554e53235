"""Sound through simpleaudio (`voice-coach[simpleaudio]`).

simpleaudio plays a finished buffer and knows no pull, pause or position. It does not copy the
buffer, though, it reads it as it plays. So a long, empty one is handed over, and a thread of ours
fills it a little ahead of what sounds.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import simpleaudio

from voice_coach.errors import DeviceError
from voice_coach.playback.output import Pull
from voice_coach.sound.mixer import Pcm
from voice_coach.units import RATE, frames

BLOCK = frames(0.05)
AHEAD = frames(0.3)
"""Frames filled before they sound: ALSA's own buffer of 100 ms and room for a late thread."""
BUFFER = frames(1800)
"""Half an hour; only what was filled takes memory. Then the next buffer follows."""


@dataclass(slots=True)
class SimpleaudioOutput:
    """The default device of simpleaudio."""

    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _playing: Any = field(default=None, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    @property
    def latency(self) -> int:
        """What is filled ahead."""
        return AHEAD

    def start(self, pull: Pull) -> None:
        """Begin to play.

        Raises:
            DeviceError: no device opens.
        """
        self._ended.clear()
        buffer = self._play_empty(pull)
        self._thread = threading.Thread(target=self._run, args=(pull, buffer), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop the device."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._playing is not None:
            self._playing.stop()
            self._playing = None

    def _play_empty(self, pull: Pull) -> Pcm:
        buffer = np.zeros((BUFFER, 2), np.int16)
        _fill(buffer, 0, AHEAD, pull)
        try:
            self._playing = simpleaudio.play_buffer(buffer, 2, 2, RATE)
        except Exception as fault:  # it raises SimpleaudioError and, from C, others
            message = f"simpleaudio opens no device ({fault}). Connect a speaker, or: coach export"
            raise DeviceError(message) from None
        return buffer

    def _run(self, pull: Pull, buffer: Pcm) -> None:
        start, filled = time.monotonic(), AHEAD
        while not self._ended.is_set():
            count = min(BLOCK, BUFFER - filled)
            _fill(buffer, filled, count, pull)
            filled += count
            self._ended.wait(max(0.0, start + (filled - AHEAD) / RATE - time.monotonic()))
            if filled == BUFFER and not self._ended.is_set():
                self._playing.wait_done()
                buffer = self._play_empty(pull)
                start, filled = time.monotonic(), AHEAD


def _fill(buffer: Pcm, start: int, count: int, pull: Pull) -> None:
    buffer[start : start + count] = pull(count)


def open_output(device: str) -> SimpleaudioOutput:
    """Return the output.

    Raises:
        DeviceError: a device was named, and simpleaudio can not choose.
    """
    if device:
        raise DeviceError("simpleaudio plays to the default device only; leave out --device.")
    return SimpleaudioOutput()
