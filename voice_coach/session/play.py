"""A session to the ears, from its first sound to its last."""

from __future__ import annotations

import contextlib
import math
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from voice_coach.errors import DeviceError
from voice_coach.playback.crossfade import Volume
from voice_coach.playback.loop import PlaybackLoop
from voice_coach.playback.output import output
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.remote import Listener
from voice_coach.playback.screen import Screen
from voice_coach.playback.start import cue_position, start_position
from voice_coach.playback.status import Status, status
from voice_coach.playback.transport import Command, Transport
from voice_coach.session import bookmark
from voice_coach.session.open import Session
from voice_coach.session.spec import OutputSpec, SessionSpec


def play(session: Session) -> None:
    """Play a session to its end.

    Raises:
        CoachError: as everything below raises it.
    """
    spec, timeline = session.spec, session.timeline
    if spec.cue is None:  # noqa: SIM108 - two lines read better than one of 110
        position = start_position(timeline, spec.start)
    else:
        position = cue_position(timeline, spec.cue)
    prompts = Prompts(session.mixer.voice)
    volume = Volume(20 * math.log10(spec.volume / 100))
    player = Player(session.mixer, prompts, Transport(timeline).at(position), volume)

    def now() -> Status:
        return status(session.program.title, player.transport)

    _later(lambda: prompts.prepare(timeline, rest=lambda: time.sleep(0.03)))
    loop = _loop(player, spec.output, spec.output.through or "miniaudio")
    with _steered(loop, now) as refresh:
        keep = _keeper(spec, player)

        def tick() -> None:
            refresh()
            keep()

        loop.each_tick = tick
        try:
            loop.run()
        except DeviceError as fault:
            if spec.output.through or spec.output.device or player.transport.position > position:
                raise
            print(f"coach: {fault}", file=sys.stderr)
            loop.output, loop.during = output("silent"), contextlib.nullcontext
            loop.run()
    if player.finished:
        bookmark.forget()


def _loop(player: Player, sound: OutputSpec, through: str) -> PlaybackLoop:
    found = PlaybackLoop(player, output(through, sound.device), Screen(plain=sound.captions))
    # Imported only where needed, but before the sound begins: each takes 50 ms, and holds up the
    # thread that fills the device's buffer.
    if through == "miniaudio":
        from voice_coach.playback.device_monitor import PulseMonitor

        found.monitor = PulseMonitor()
    if through != "silent":
        from voice_coach.playback.awake import awake

        found.during = awake
    return found


@contextlib.contextmanager
def _steered(loop: PlaybackLoop, now: Callable[[], Status]) -> Iterator[Callable[[], None]]:
    """Let other processes and media buttons steer; yields what keeps the desktop informed."""

    def answer(command: str) -> dict[str, Any]:
        done = command == "status" or _asked(loop, Command(command))
        return {"done": done, "status": now().as_dict()}

    listener = Listener(answer)
    listener.open()
    buttons = _buttons(loop, now)
    try:
        yield buttons.refresh if buttons else lambda: None
    finally:
        listener.close()
        if buttons:
            buttons.close()


def _buttons(loop: PlaybackLoop, now: Callable[[], Status]) -> Any:
    """Return the media buttons, where their package is installed."""
    try:
        from voice_coach.playback.mediakeys import Buttons
    except ImportError:
        return None
    buttons = Buttons(loop.press_button, now)
    buttons.open()
    return buttons


def _asked(loop: PlaybackLoop, command: Command) -> bool:
    """Ask the loop from another thread and wait for what came of it."""
    answers: list[bool] = []
    answered = threading.Event()

    def heed(done: bool) -> None:
        answers.append(done)
        answered.set()

    loop.ask(command, heed)
    return answered.wait(5) and answers[0]


def _keeper(spec: SessionSpec, player: Player) -> Callable[[], None]:
    """Return what keeps the bookmark: called often, it writes once a cue."""
    kept = -1

    def keep() -> None:
        nonlocal kept
        at = player.transport
        cue = sum(each.start <= at.position for each in at.timeline.speech) - 1
        if cue != kept and cue >= 0 and not player.finished:
            bookmark.keep(spec, cue, round(100 * 10 ** (player.volume.decibels / 20)))
            kept = cue

    return keep


def _later(work: Callable[[], None]) -> None:
    """Do work on a thread of its own, once the first seconds, which matter most, are over."""
    timer = threading.Timer(3.0, work)
    timer.daemon = True
    timer.start()
