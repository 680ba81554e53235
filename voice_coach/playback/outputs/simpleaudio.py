"""Sound through simpleaudio (`voice-coach[simpleaudio]`).

simpleaudio plays a finished buffer and knows no pull, pause or position. It does not copy the
buffer, though, it reads it as it plays. So a long, empty one is handed over, and a thread of ours
fills it a little ahead of what sounds. The next one begins while the end of this one still sounds.
"""

from __future__ import annotations

import contextlib
import mmap
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import simpleaudio

from voice_coach.errors import DeviceError
from voice_coach.playback.output import Pull
from voice_coach.sound.files import Pcm
from voice_coach.units import RATE, frames

BLOCK = frames(0.05)
AHEAD = frames(0.3)
"""Frames filled before they sound: ALSA's own buffer of 100 ms and room for a late thread."""
BUFFER = frames(3600)
"""An hour; only what is about to sound takes memory."""
_FRAME = 4
"""Bytes: two channels of two bytes."""
_RELEASE = frames(10)
"""What was played is given back in pieces of this size."""


@dataclass(slots=True)
class _Buffer:
    """An empty buffer that is playing."""

    memory: mmap.mmap = field(default_factory=lambda: mmap.mmap(-1, BUFFER * _FRAME))
    samples: Pcm = field(init=False)
    playing: Any = field(init=False)
    begun: float = field(init=False)
    filled: int = field(default=AHEAD, init=False)
    _released: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.samples = np.frombuffer(self.memory, np.int16).reshape(-1, 2)

    def play(self) -> None:
        """Begin to play; the first `AHEAD` frames sound meanwhile.

        Raises:
            DeviceError: no device opens.
        """
        try:
            self.playing = simpleaudio.play_buffer(self.samples, 2, 2, RATE)
        except Exception as fault:  # it raises SimpleaudioError and, from C, others
            message = f"simpleaudio opens no device ({fault}). Connect a speaker, or: coach export"
            raise DeviceError(message) from None
        self.begun = time.monotonic()

    def fill(self, pull: Pull) -> float:
        """Fill one more block; returns the seconds until the next is due."""
        count = min(BLOCK, BUFFER - self.filled)
        self.samples[self.filled : self.filled + count] = pull(count)
        self.filled += count
        self._release()
        return max(0.0, self.begun + (self.filled - AHEAD) / RATE - time.monotonic())

    @property
    def full(self) -> bool:
        """Nothing more fits in; its last `AHEAD` frames are still to sound."""
        return self.filled >= BUFFER

    def _release(self) -> None:
        """Give back the memory of what was played, where the system takes it."""
        start = self._released
        if sys.platform != "win32" and self.filled - 2 * AHEAD - start >= _RELEASE:
            self._released = start + _RELEASE // mmap.PAGESIZE * mmap.PAGESIZE
            with contextlib.suppress(OSError):
                length = (self._released - start) * _FRAME
                self.memory.madvise(mmap.MADV_DONTNEED, start * _FRAME, length)


@dataclass(slots=True)
class SimpleaudioOutput:
    """The default device of simpleaudio."""

    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _buffers: list[_Buffer] = field(default_factory=list, init=False)
    """The one that is filled comes last."""
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
        buffer = _Buffer()
        buffer.samples[:AHEAD] = pull(AHEAD)
        buffer.play()
        self._buffers = [buffer]
        self._thread = threading.Thread(target=self._run, args=(pull,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop the device."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        for buffer in self._buffers:
            buffer.playing.stop()
        self._buffers = []

    def _run(self, pull: Pull) -> None:
        """Fill as it sounds. Where the device has gone, stop pulling: that counts as a loss."""
        while self._buffers[-1].playing.is_playing():
            if self._ended.wait(self._buffers[-1].fill(pull)):
                return
            if self._buffers[-1].full:
                following = _Buffer()
                try:
                    following.play()
                except DeviceError:
                    return
                self._buffers = [self._buffers[-1], following]


def open_output(device: str) -> SimpleaudioOutput:
    """Return the output.

    Raises:
        DeviceError: a device was named, and simpleaudio cannot choose.
    """
    if device:
        raise DeviceError("simpleaudio plays to the default device only; leave out --device.")
    return SimpleaudioOutput()
