"""No sound, in real time: for captions without a device, and for tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from voice_coach.playback.output import Pull
from voice_coach.units import RATE, frames

BLOCK = frames(0.05)


@dataclass(slots=True)
class SilentOutput:
    """Pulls as a device would, and throws away what it gets."""

    clock: Callable[[], float] = time.monotonic
    """Seconds; never runs backwards."""
    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    @property
    def latency(self) -> int:
        """One block."""
        return BLOCK

    def start(self, pull: Pull) -> None:
        """Begin to pull, on a thread of its own."""
        self._ended.clear()
        threading.Thread(target=self._run, args=(pull,), daemon=True).start()

    def stop(self) -> None:
        """Stop pulling."""
        self._ended.set()

    def _run(self, pull: Pull) -> None:
        # Against the start, not the block before: waits that come late do not add up.
        start, pulled = self.clock(), 0
        while not self._ended.is_set():
            pull(BLOCK)
            pulled += BLOCK
            self._ended.wait(max(0.0, start + pulled / RATE - self.clock()))


def open_output(device: str) -> SilentOutput:
    """Return the output; it has no devices to choose from."""
    return SilentOutput()
