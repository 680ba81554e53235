"""Plays a session, from its first sound to its last.

Here a session meets what is remembered of it. At each cue that begins, a thread of its own writes
down the place (`bookmark`), how far it came (`history`), and whether the safety text was heard
(`heard`). A slow disk must not hold up keys, so only the newest cue counts (`Latest`): one note says
all that the ones before it would have said.
"""

from __future__ import annotations

import contextlib
import logging
import math
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

from voice_coach.errors import DeviceError, UsageError, nearest
from voice_coach.plan.timeline import Section, Timeline
from voice_coach.playback.controls.available import available
from voice_coach.playback.crossfade import Volume
from voice_coach.playback.device import Device
from voice_coach.playback.loop import PlaybackLoop
from voice_coach.playback.output import output
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.remote import exclusive
from voice_coach.playback.screen import Screen
from voice_coach.playback.transport import Transport
from voice_coach.session import bookmark, heard, history
from voice_coach.session.history import Entry
from voice_coach.session.open import Session, grow
from voice_coach.session.spec import OutputSpec, SessionSpec
from voice_coach.units import format_clock, frames, parse_clock, seconds

_log = logging.getLogger(__name__)
CHANGED = "coach: the script has become shorter since; the session starts from its beginning."


def play(session: Session, entry: Entry | None = None) -> None:
    """Play a session to its end; keys, other processes and media buttons control it.

    Args:
        session: as it was opened.
        entry: where the history notes how far it came; None: nothing is noted.

    Raises:
        CoachError: another session is playing, the device does not open, or the session cannot
            go on.
    """
    player = player_of(session, _position(session.spec, session.mixer.timeline))
    begun = player.transport.position
    grow(session, player)
    with exclusive() as folder:
        loop = loop_of(player, session.spec.output)
        loop.title, loop.controls = session.program.title, available(folder)
        cues: Latest[int] = Latest(_keeper(session.spec, loop, entry))
        loop.on_cue = cues.put
        try:
            _run(loop, session.spec.output, begun)
        finally:
            cues.close()
            _note_end(player, entry)
    if player.finished:
        bookmark.forget()


def player_of(session: Session, position: int) -> Player:
    """Return the player of a session that begins at a frame."""
    prompts = Prompts(session.mixer.voice, session.narrator.speak)
    volume = Volume(20 * math.log10(session.spec.volume / 100))
    at = Transport(session.mixer.timeline).at(position)
    return Player(session.mixer, prompts, at, volume)


def loop_of(player: Player, spec: OutputSpec) -> PlaybackLoop:
    """Return the loop of a player, with its output and what belongs to that.

    Raises:
        UsageError, DeviceError: there is no such output.
    """
    through = spec.through or "miniaudio"
    device = Device(player, output(through, spec.device))
    loop = PlaybackLoop(player, device, Screen(plain=spec.captions))
    # Imported only where needed, but before the sound begins: each takes 50 ms, and holds up the
    # thread that fills the device's buffer.
    if through != "silent":
        from voice_coach.playback.awake import awake
        from voice_coach.playback.device import PulseMonitor

        loop.during, device.monitor = awake, PulseMonitor()
    return loop


def _run(loop: PlaybackLoop, spec: OutputSpec, begun: int) -> None:
    """Play; where nobody chose a device and none opens, show the words instead."""
    try:
        loop.run()
    except DeviceError as fault:
        if spec.through or spec.device or loop.player.transport.position > begun:
            raise
        print(f"coach: {fault}", file=sys.stderr)
        loop.device.output, loop.device.monitor = output("silent"), None
        loop.during = contextlib.nullcontext
        loop.run()


def _keeper(spec: SessionSpec, loop: PlaybackLoop, entry: Entry | None) -> Callable[[int], None]:
    """Return what is done at each cue that begins."""
    player = loop.player

    def keep(cue: int) -> None:
        bookmark.keep(spec, cue, player.volume.percent)
        if entry is not None:
            if not history.ever():
                loop.screen.say(history.NOTICE)
            _note(entry, player)
        timeline = player.transport.timeline  # looked up each time: it may grow while it is played
        if (
            timeline.steps[timeline.step_at(timeline.speech[cue].start)].kind
            is not Section.ORIENTATION
        ):
            heard.note_begun()
        if player.safety_heard.is_set():
            heard.note()
            player.safety_heard.clear()

    return keep


def _note_end(player: Player, entry: Entry | None) -> None:
    """Note how far it came, on a thread of its own: a disk that hangs must not hold up the end."""
    if entry is not None and entry.played.length:
        last = Latest(partial(_note, entry))
        last.put(player)
        last.close()


def _note(entry: Entry, player: Player) -> None:
    at = player.transport
    length = at.timeline.length
    reached = min(at.position, length)
    entry.keep(seconds(reached), seconds(length), finished=player.finished)


def _position(spec: SessionSpec, timeline: Timeline) -> int:
    """Return the frame where a session begins."""
    if spec.cue is None:
        return start_position(timeline, spec.start)
    if spec.cue < len(timeline.speech):
        return timeline.speech[spec.cue].start
    # In the last words, where it would otherwise begin, nobody would find what they had not heard.
    print(CHANGED, file=sys.stderr)
    return 0


def start_position(timeline: Timeline, wanted: str) -> int:
    """Return the frame to start at: a step by number or title, or a time; empty: the first.

    Raises:
        UsageError: there is no such step or time.
    """
    if not wanted:
        return 0
    titles = {step.title.lower(): step.start for step in reversed(timeline.steps)}
    if wanted.lower() in titles:
        return titles[wanted.lower()]
    if wanted.isdigit():
        if not 1 <= int(wanted) <= len(timeline.steps):
            last = len(timeline.steps)
            raise UsageError(f"There are steps 1 to {last}; `coach show` lists them.")
        return timeline.steps[int(wanted) - 1].start
    try:
        at = frames(parse_clock(wanted))
    except ValueError:
        hint = nearest(wanted.lower(), titles)
        message = f'"{wanted}" is neither a step nor a time such as 4:30.{hint}'
        raise UsageError(message) from None
    if at >= timeline.length:
        raise UsageError(f"The session ends at {format_clock(timeline.length)}; start before that.")
    return at


T = TypeVar("T")


@dataclass(slots=True)
class Latest(Generic[T]):
    """Hands values to `work` on a thread of its own; of those that wait, only the newest."""

    work: Callable[[T], object]
    _values: queue.SimpleQueue[T | None] = field(default_factory=queue.SimpleQueue, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def put(self, value: T) -> None:
        """Hand over a value; returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self._values.put(value)

    def close(self, seconds: float = 1.0) -> None:
        """Wait until the newest value is worked on, but no longer than that."""
        if self._thread is not None:
            self._values.put(None)
            self._thread.join(seconds)
            self._thread = None

    def _run(self) -> None:
        last = False
        while not last:
            value, last = self._newest()
            if value is None:
                continue
            try:
                self.work(value)
            except Exception:  # the next value is worked on all the same
                _log.debug("cannot work on %r", value, exc_info=True)

    def _newest(self) -> tuple[T | None, bool]:
        """Wait for a value; return the newest of those that wait, and whether it is the last."""
        value = self._values.get()
        while value is not None and not self._values.empty():
            newer = self._values.get()
            if newer is None:
                return value, True
            value = newer
        return value, value is None
