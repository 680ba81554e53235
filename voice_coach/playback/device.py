"""The device that plays a session: opened, watched, and opened anew after a loss."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from voice_coach.playback.output import Output
from voice_coach.playback.player import Player
from voice_coach.units import seconds

_log = logging.getLogger(__name__)
OVERDUE = 1.0
"""Seconds without a pull after which the device counts as lost."""
WAKING = 4.0
"""Seconds after opening in which a device may be slow: wireless ones connect first."""


class DeviceMonitor(Protocol):
    """Tells when the device in use goes away, where the output itself is not told."""

    def start(self, lost: Callable[[], None]) -> None:
        """Begin to watch; `lost` may be called from any thread, more than once."""

    def stop(self) -> None:
        """Stop watching."""


@dataclass(slots=True)
class Device:
    """An output, as it is opened once or several times."""

    player: Player
    output: Output
    monitor: DeviceMonitor | None = None
    gone: Callable[[int], None] = field(default=lambda opening: None, init=False)
    """Called, from any thread, with the number of the opening whose device has gone."""
    opening: int = field(default=0, init=False)
    """How often it was opened."""
    _opened_at: float = field(default=0.0, init=False)
    _looked_at: float = field(default=0.0, init=False)
    _closing: threading.Lock = field(default_factory=threading.Lock, init=False)

    def open(self) -> None:
        """Let the output pull from the player, and be told when it goes away.

        Raises:
            DeviceError: it does not open.
        """
        self.opening += 1
        self._opened_at = self.player.pulled_at = self.player.clock()
        self.player.opened()
        _log.debug("opens %r, the %s. time", self.output, self.opening)
        self.output.start(self.player.pull)
        self._opened_at = self.player.clock()  # that took its time; what wakes up has its own
        if self.monitor:
            self.monitor.start(partial(self.gone, self.opening))

    def reopen(self, done: Callable[[Exception | None], None]) -> None:
        """Open it anew, or another one in its place, on a thread of its own: that may take seconds.

        Args:
            done: told, on that thread, that it is open, or why it is not.
        """
        threading.Thread(target=self._reopen, args=(done,), daemon=True).start()

    def _reopen(self, done: Callable[[Exception | None], None]) -> None:
        fault: Exception | None = None
        try:
            self.close()
            if not self.player.ended.is_set():
                self.open()
        except Exception as found:  # whatever it is, who waits for it is told
            fault = found
        if self.player.ended.is_set():  # meanwhile: nobody else closes it
            self.close()
        done(fault)

    def close(self) -> None:
        """Close it; may be called twice, and by two threads."""
        with self._closing:
            if self.monitor:  # first: that the output goes is no loss
                self.monitor.stop()
            self.output.stop()

    def overdue(self) -> bool:
        """Tell whether it has not asked for samples as it should; to be asked all the time.

        Time in which this whole process stood still, as stopped, is not the device's fault.
        """
        now = self.player.clock()
        if now - self._looked_at > OVERDUE:
            self.player.pulled_at = now
        self._looked_at = now
        return self._late(now)

    def drain(self) -> None:
        """Let what was pulled be heard, so that the end is not cut off."""
        if not self._late(self.player.clock()):
            time.sleep(seconds(self.output.latency) + 0.02)

    def _late(self, now: float) -> bool:
        return now - self.player.pulled_at > OVERDUE and now - self._opened_at > WAKING
