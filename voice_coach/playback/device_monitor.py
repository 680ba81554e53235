"""Watches the sound server for the loss of the device in use: the one module that imports pulsectl.

PulseAudio and PipeWire move a stream to another device when its own goes away, and tell neither
the stream nor miniaudio. Headphones pulled out must not make a loudspeaker talk to the room.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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
    """Wait a moment; tell whether our stream is elsewhere by then, or its sink or server gone.

    That there is no stream on a sink that is still there is no loss: after an underrun ALSA makes
    its stream anew.
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
        found = _sinks(pulse)
        if found or ended.wait(_LISTEN / 4):
            return found
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
