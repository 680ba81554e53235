"""The device that plays a session: opened, watched, and opened again after a loss."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from voice_coach.playback.output import Output
from voice_coach.playback.player import Player
from voice_coach.units import seconds

_log = logging.getLogger(__name__)
OVERDUE = 1.0
"""Seconds without a pull after which the device counts as lost."""
WAKING = 4.0
"""Seconds after opening in which a device may be slow: wireless ones connect first."""


class DeviceMonitor(Protocol):
    """Notices when the device in use goes away and the output itself does not."""

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
    """Called, from any thread, with the number of the opening whose device has gone. The number tells a
    late report about an earlier device from a loss of the one in use."""
    opening: int = field(default=0, init=False)
    """How often it was opened."""
    _opened_at: float = field(default=0.0, init=False)
    _looked_at: float = field(default=0.0, init=False)
    _closing: threading.Lock = field(default_factory=threading.Lock, init=False)

    def open(self) -> None:
        """Let the output pull from the player, and watch for its loss.

        Raises:
            DeviceError: it does not open.
        """
        self.opening += 1
        self._opened_at = self.player.pulled_at = self.player.clock()
        self.player.opened()
        _log.debug("opens %r, the %s. time", self.output, self.opening)
        self.output.start(self.player.pull)
        self._opened_at = self.player.clock()  # opening took its time; waking up is timed from here
        if self.monitor:
            self.monitor.start(partial(self.gone, self.opening))

    def reopen(self, done: Callable[[Exception | None], None]) -> None:
        """Open it again, or another one in its place, on a thread of its own: that may take seconds.

        Args:
            done: called on that thread with None once it is open, or with what went wrong.
        """
        threading.Thread(target=self._reopen, args=(done,), daemon=True).start()

    def _reopen(self, done: Callable[[Exception | None], None]) -> None:
        fault: Exception | None = None
        try:
            self.close()
            # What an opened device leaves refers to itself in circles, 16 kB each time. By itself it
            # would be looked for after hundreds of losses; now, nothing sounds that this could hold up.
            gc.collect()
            if not self.player.ended.is_set():
                self.open()
        except Exception as error:  # whatever it is: the loop waits for an answer
            fault = error
        # The session may have ended while this opened; the loop has closed the old device by then,
        # and nobody else will close the new one.
        if self.player.ended.is_set():
            self.close()
        done(fault)

    def close(self) -> None:
        """Close it; may be called twice, and by two threads."""
        with self._closing:
            if self.monitor:  # first: it must not report our own closing as a loss
                self.monitor.stop()
            self.output.stop()

    def overdue(self) -> bool:
        """Return whether it has stopped asking for samples; to be called every fraction of a second.

        Time in which this whole process was suspended is not the device's fault.
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


try:
    import pulsectl
except (ImportError, OSError):  # another system, or no libpulse: nobody moves our stream
    pulsectl = None

_LISTEN = 0.2
"""Seconds between two looks at whether to stop."""
_FIND = 50
"""Looks for our own stream, `_LISTEN` / 4 apart, before giving up."""
_SEEN = 0.3
"""Longest wait, in seconds, for the first look; a sound server needs a hundredth of that."""


@dataclass(slots=True)
class PulseMonitor:
    """Calls `lost` when our stream was moved off its device, or both are gone."""

    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    def start(self, lost: Callable[[], None]) -> None:
        """Begin to watch, on a thread of its own; `lost` is called once at most.

        Returns when it has seen where the stream is: what goes after that is missed.
        """
        if pulsectl is None:
            return
        self._ended, seen = threading.Event(), threading.Event()
        threading.Thread(target=_watch, args=(lost, self._ended, seen), daemon=True).start()
        seen.wait(_SEEN)

    def stop(self) -> None:
        """Stop watching."""
        self._ended.set()


def _watch(lost: Callable[[], None], ended: threading.Event, seen: threading.Event) -> None:
    try:
        with pulsectl.Pulse("voice-coach", connect=False) as pulse:
            pulse.connect(autospawn=False)  # with a timeout, it would wait for all of it
            first = _first_sinks(pulse, ended)
            seen.set()
            while first and not ended.is_set():
                if _moved(pulse, first) and not ended.is_set():
                    lost()
                    return
    except pulsectl.PulseError:
        pass
    finally:
        seen.set()


def _moved(pulse: Any, first: set[int]) -> bool:
    """Wait a moment; return whether our stream is elsewhere by then, or its sink or server gone.

    A missing stream on a sink that still exists does not count: after an underrun ALSA makes a
    new stream.
    """
    try:
        _wait_for_change(pulse)
        now = _sinks(pulse) or {sink.index for sink in pulse.sink_list()}
        return not first & now
    except pulsectl.PulseDisconnected:
        return True


def _first_sinks(pulse: Any, ended: threading.Event) -> set[int]:
    """Return where our stream is as soon as there is one; nothing where none comes."""
    for _ in range(_FIND):
        sinks = _sinks(pulse)
        if sinks or ended.wait(_LISTEN / 4):
            return sinks
    return set()


def _sinks(pulse: Any) -> set[int]:
    """Return the numbers of the sinks on which we play."""
    own = str(os.getpid())
    streams = pulse.sink_input_list()
    return {each.sink for each in streams if each.proplist.get("application.process.id") == own}


def _wait_for_change(pulse: Any) -> None:
    def stop(event: Any) -> None:
        raise pulsectl.PulseLoopStop

    pulse.event_mask_set("sink_input", "sink")
    pulse.event_callback_set(stop)
    pulse.event_listen(timeout=_LISTEN)
