"""Makes a session's clips beside it, in the order in which they will be wanted.

One thread watches for jumps (`Player.jumped`), another makes clips. A clip cannot be broken off while
the voice speaks it. So after a jump the thread that makes clips is left alone, and a new one
begins from the new place; the old one sees that it is no longer the newest, and ends after its clip.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass, field

from voice_coach.playback.player import Player
from voice_coach.playback.transport import State, last_cue
from voice_coach.units import frames

AHEAD = frames(20.0)
"""How many frames from the position on clips are made for."""
FIRST = frames(3.0)
"""What is made before a device is opened, if that takes no longer than `PATIENCE`."""
PATIENCE = 0.5
"""Seconds."""
THREADS = 8
"""At most, where the voice is stuck on one clip after another."""
_AGAIN = 0.5
"""Seconds until the next look at whether the session has come so far that a clip is wanted."""


@dataclass(slots=True)
class ClipMaker:
    """Makes the clips of the next `AHEAD` frames, from `start` to `stop`."""

    player: Player
    faults: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue, init=False)
    """What went wrong, once for each cause."""
    _reported: set[str] = field(default_factory=set, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _threads: list[threading.Thread] = field(default_factory=list, init=False)
    """Those that make clips; the newest comes last."""

    def start(self) -> None:
        """Begin, and wait a moment for the first clips: what they import would disturb the sound."""
        self._ended = threading.Event()
        threading.Thread(target=self._watch, args=(self._ended,), daemon=True).start()
        at = self.player.transport.position
        until = time.monotonic() + PATIENCE
        while self.player.mixer.late(at, FIRST) is not None and time.monotonic() < until:
            self._ended.wait(0.005)

    def stop(self) -> None:
        """Stop; a clip that is being made is not waited for."""
        self._ended.set()
        self.player.jumped.set()

    def _watch(self, ended: threading.Event) -> None:
        """Begin to make clips from where the session is now, and again after each jump."""
        while True:
            self.player.jumped.clear()
            # Only now: `stop` sets `ended` before `jumped`, so a stop that comes in between these two
            # lines either is seen here or ends the wait below.
            if ended.is_set():
                return
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            # At the limit every thread is stuck in a clip; the newest of them goes on from the new
            # place once it is free, since it reads the position each time.
            if len(self._threads) < THREADS:
                maker = threading.Thread(target=self._run, args=(ended,), daemon=True)
                self._threads.append(maker)
                maker.start()
            self.player.jumped.wait()

    def _run(self, ended: threading.Event) -> None:
        mine = threading.current_thread()
        while not ended.is_set() and self._threads[-1] is mine:
            if not self._make_next():
                ended.wait(_AGAIN)

    def _make_next(self) -> bool:
        """Make what is wanted first; return whether anything was."""
        at, mixer = self.player.transport, self.player.mixer
        first = last_cue(at.timeline, at.position)  # resuming may lead back to it
        event = mixer.missing(first, at.position - first + AHEAD)
        try:
            if event is not None:
                mixer.make(event)
            elif at.state is not State.ENDED:
                self.player.prompts.refresh(at, self.player.volume.percent)
        except Exception as fault:
            cause = str(fault) or type(fault).__name__
            if cause not in self._reported:
                self._reported.add(cause)
                self.faults.put(cause)
        return event is not None
