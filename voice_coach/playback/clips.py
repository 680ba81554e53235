"""Makes a session's clips beside it, in the order in which they will be wanted."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass, field

from voice_coach.playback.player import Player
from voice_coach.playback.transport import State, last_cue
from voice_coach.units import frames

AHEAD = frames(20.0)
FIRST = frames(3.0)
"""What is made before a device is opened, if it takes no longer than `PATIENT`."""
PATIENT = 0.5
MOST = 8
"""Threads, where the voice is stuck on one clip after another."""
_AGAIN = 0.5
"""Seconds until it is looked again whether the session came so far that a clip is wanted."""


@dataclass(slots=True)
class ClipMaker:
    """Threads that make the clips of the next `AHEAD` frames.

    One is at work at a time. After a jump another begins from the new place at once: the one
    before may be held up by a clip that nobody waits for any more.
    """

    player: Player
    faults: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue, init=False)
    """What went wrong, once for each cause."""
    _told: set[str] = field(default_factory=set, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _threads: list[threading.Thread] = field(default_factory=list, init=False)

    def start(self) -> None:
        """Begin, and wait a moment for the first clips: what they import would disturb the sound."""
        self._ended = threading.Event()
        threading.Thread(target=self._watch, args=(self._ended,), daemon=True).start()
        at = self.player.transport.position
        until = time.monotonic() + PATIENT
        while self.player.mixer.late(at, FIRST) is not None and time.monotonic() < until:
            self._ended.wait(0.005)

    def stop(self) -> None:
        """Stop; a clip that is being made is left to itself."""
        self._ended.set()
        self.player.jumped.set()

    def _watch(self, ended: threading.Event) -> None:
        while not ended.is_set():
            self.player.jumped.clear()
            self._begin(ended)
            while not ended.is_set() and not self.player.jumped.wait(_AGAIN):
                if not self._at_work():  # there was room for none
                    self._begin(ended)

    def _begin(self, ended: threading.Event) -> None:
        """Begin to make clips from where the session is now, if there may be one more thread."""
        self._threads = self._at_work()
        if len(self._threads) < MOST:
            maker = threading.Thread(target=self._run, args=(ended,), daemon=True)
            self._threads.append(maker)
            try:
                maker.start()
            except RuntimeError:  # no more threads: the one before goes on
                self._threads.remove(maker)

    def _at_work(self) -> list[threading.Thread]:
        return [thread for thread in self._threads if thread.is_alive()]

    def _run(self, ended: threading.Event) -> None:
        mine = threading.current_thread()
        while not ended.is_set() and self._threads[-1] is mine:
            if not self._make_next():
                ended.wait(_AGAIN)

    def _make_next(self) -> bool:
        """Make what is wanted first; return whether there was anything."""
        at, mixer = self.player.transport, self.player.mixer
        first = last_cue(at.timeline, at.position)  # a pause may lead back to it
        event = mixer.missing(first, at.position - first + AHEAD)
        try:
            if event is not None:
                mixer.make(event)
            elif at.state is not State.ENDED:
                self.player.prompts.refresh(at, self.player.volume.percent)
        except Exception as fault:
            self._tell(fault)
        return event is not None

    def _tell(self, fault: Exception) -> None:
        cause = str(fault) or type(fault).__name__
        if cause not in self._told:
            self._told.add(cause)
            self.faults.put(cause)
