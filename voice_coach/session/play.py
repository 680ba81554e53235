"""A session to the ears, from its first sound to its last."""

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Callable
from functools import partial

from voice_coach.errors import DeviceError
from voice_coach.plan.phrases import phrases
from voice_coach.plan.timeline import Section, Timeline
from voice_coach.playback.controls.available import available
from voice_coach.playback.crossfade import Volume
from voice_coach.playback.device import Device
from voice_coach.playback.exclusive import exclusive
from voice_coach.playback.latest import Latest
from voice_coach.playback.loop import PlaybackLoop, cue_position, start_position
from voice_coach.playback.output import output
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.screen import Screen
from voice_coach.playback.transport import Transport
from voice_coach.session import bookmark, heard, history
from voice_coach.session.history import Entry
from voice_coach.session.open import Session, grow
from voice_coach.session.spec import OutputSpec, SessionSpec
from voice_coach.units import seconds


def play(session: Session, entry: Entry | None = None) -> None:
    """Play a session to its end; keys, other processes and media buttons steer it.

    Args:
        session: as it was opened.
        entry: where the history notes how far it came; None: nothing is noted.

    Raises:
        CoachError: another one plays, the device does not open, or the session can not go on.
    """
    player = player_of(session, _position(session.spec, session.mixer.timeline))
    begun = player.transport.position
    grow(session, player)
    with exclusive() as folder:
        loop = loop_of(player, session.spec.output)
        loop.title, loop.controls = session.program.title, available(folder)
        loop.on_cue = _keeper(session.spec, loop, entry)
        try:
            _run(loop, session.spec.output, begun)
        finally:
            _at_the_end(player, entry)
    if player.finished:
        bookmark.forget()


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


def _at_the_end(player: Player, entry: Entry | None) -> None:
    """Note how far it came, on a thread of its own: a disk that hangs holds up nothing."""
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
    """Return the frame where a session is to begin."""
    if spec.cue is None:
        return start_position(timeline, spec.start)
    return cue_position(timeline, spec.cue)


def player_of(session: Session, position: int) -> Player:
    """Return the player of a session that begins at a frame."""
    prompts = Prompts(session.mixer.voice, session.narrator.speak)
    volume = Volume(20 * math.log10(session.spec.volume / 100))
    at = Transport(session.mixer.timeline).at(position)
    return Player(session.mixer, prompts, at, volume)


def loop_of(player: Player, spec: OutputSpec) -> PlaybackLoop:
    """Return the loop of a player, with its output and what belongs to that.

    Raises:
        DeviceError: there is no such output.
    """
    through = spec.through or "miniaudio"
    loop = PlaybackLoop(
        player, Device(player, output(through, spec.device)), Screen(plain=spec.captions)
    )
    # Imported only where needed, but before the sound begins: each takes 50 ms, and holds up the
    # thread that fills the device's buffer.
    if through != "silent":
        from voice_coach.playback.awake import awake
        from voice_coach.playback.device import PulseMonitor

        loop.during, loop.device.monitor = awake, PulseMonitor()
    return loop


def _keeper(spec: SessionSpec, loop: PlaybackLoop, entry: Entry | None) -> Callable[[int], None]:
    """Return what keeps, at each cue, the place, and what was heard of a session's beginning."""
    player = loop.player

    def keep(cue: int) -> None:
        bookmark.keep(spec, cue, player.volume.percent)
        if entry is not None:
            if not history.ever():
                loop.screen.say(history.TOLD)
            _note(entry, player)
        timeline = player.transport.timeline  # looked up anew: it may grow while it is played
        if timeline.steps[timeline.step_at(timeline.speech[cue].start)].kind is Section.ORIENTATION:
            return
        heard.note_begun()
        if cue and timeline.speech[cue - 1].line.text == phrases().full_safety[-1]:
            heard.note(spec)

    return keep
