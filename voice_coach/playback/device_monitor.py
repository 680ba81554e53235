"""Watches the sound server for the loss of the device in use: the one module that imports pulsectl.

PulseAudio and PipeWire move a stream to another device when its own goes away, and tell neither
the stream nor miniaudio. Headphones pulled out must not make a loudspeaker talk to the room.
"""

from __future__ import annotations

import contextlib
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


@dataclass(slots=True)
class PulseMonitor:
    """Calls `lost` when our stream was moved off its device, or both are gone."""

    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def start(self, lost: Callable[[], None]) -> None:
        """Begin to watch, on a thread of its own; `lost` is called once at most."""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=_watch, args=(lost, self._ended), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._ended.set()


def _watch(lost: Callable[[], None], ended: threading.Event) -> None:
    if pulsectl is None:
        return
    with (
        contextlib.suppress(pulsectl.PulseError),
        pulsectl.Pulse("voice-coach", connect=False) as pulse,
    ):
        pulse.connect(autospawn=False)  # with a timeout, it would wait for all of it
        first = _first_sinks(pulse, ended)
        while first and not ended.is_set():
            if _moved(pulse, first, ended) and not ended.is_set():
                lost()
                return


def _moved(pulse: Any, first: set[int], ended: threading.Event) -> bool:
    """Wait a moment; tell whether our stream is elsewhere by then, or its server gone.

    ALSA makes a stream anew after an underrun: for a moment there is none.
    """
    try:
        _wait_for_change(pulse)
        if not _sinks(pulse):
            ended.wait(_LISTEN)
        return not first & _sinks(pulse)
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
