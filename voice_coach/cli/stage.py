"""A named session to a running stage: what `play` and `resume` share."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from voice_coach.cli.options import Choices, Mix, opened, voice_of
from voice_coach.cli.studio import clips_of, mixer_of
from voice_coach.errors import DeviceError
from voice_coach.playback import bookmark
from voice_coach.playback.bookmark import Bookmark
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


@dataclass(frozen=True, slots=True)
class Sound:
    """How a session is heard."""

    output: str = ""
    """Empty: miniaudio, or captions where there is no device."""
    device: str = ""
    volume: float = 0.0
    """In dB, at most 0."""
    captions: bool = False
    """Lines of words only, no status line."""


def perform(
    names: Sequence[str],
    choices: Choices,
    sound: Sound,
    mix: Mix,
    start: str = "",
    cue: int | None = None,
) -> None:
    """Play a session to its end.

    Args:
        names: of the scripts.
        choices: what shapes the session.
        sound: how it is heard.
        mix: what lies around the voice.
        start: a step by number or title, or a time; empty: from the beginning.
        cue: number of the spoken cue to begin with, instead.

    Raises:
        CoachError: as everything below raises it.
    """
    voice = voice_of(choices)
    plan = opened(names, choices, voice.measure)
    position = (
        start_position(plan.timeline, start) if cue is None else cue_position(plan.timeline, cue)
    )
    mixer = mixer_of(plan, clips_of(voice, mix), mix)
    feedback = Prompts(mixer.voice)
    player = Player(mixer, feedback, Transport(plan.timeline).at(position), Volume(sound.volume))

    def now() -> Status:
        return status(plan.program.title, player.transport)

    _later(lambda: feedback.prepare(plan.timeline, rest=lambda: time.sleep(0.03)))
    stage = _stage(player, sound, sound.output or "miniaudio")
    with _steered(stage, now) as refresh:
        keep = _keeper(names, choices, mix, player)

        def tick() -> None:
            refresh()
            keep()

        stage.each_tick = tick
        try:
            stage.run()
        except DeviceError as fault:
            if sound.output or sound.device or player.transport.position > position:
                raise
            print(f"coach: {fault}", file=sys.stderr)
            stage.output, stage.during = output("silent"), contextlib.nullcontext
            stage.run()
    if player.finished:
        bookmark.forget()


def _stage(player: Player, sound: Sound, through: str) -> PlaybackLoop:
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
def _steered(stage: PlaybackLoop, now: Callable[[], Status]) -> Iterator[Callable[[], None]]:
    """Let other processes and media buttons steer; yields what keeps the desktop informed."""

    def answer(command: str) -> dict[str, Any]:
        done = command == "status" or _asked(stage, Command(command))
        return {"done": done, "status": now().as_dict()}

    listener = Listener(answer)
    listener.open()
    buttons = _buttons(stage, now)
    try:
        yield buttons.refresh if buttons else lambda: None
    finally:
        listener.close()
        if buttons:
            buttons.close()


def _buttons(stage: PlaybackLoop, now: Callable[[], Status]) -> Any:
    """Return the media buttons, where their package is installed."""
    try:
        from voice_coach.playback.mediakeys import Buttons
    except ImportError:
        return None
    buttons = Buttons(stage.press_button, now)
    buttons.open()
    return buttons


def _asked(stage: PlaybackLoop, command: Command) -> bool:
    """Ask the stage from another thread and wait for what came of it."""
    answers: list[bool] = []
    answered = threading.Event()

    def heed(done: bool) -> None:
        answers.append(done)
        answered.set()

    stage.ask(command, heed)
    return answered.wait(5) and answers[0]


def _keeper(names: Sequence[str], choices: Choices, mix: Mix, player: Player) -> Callable[[], None]:
    """Return what keeps the bookmark: called often, it writes once a cue."""
    kept = -1
    kept_names = tuple(os.path.abspath(name) if os.path.exists(name) else name for name in names)

    def keep() -> None:
        nonlocal kept
        at = player.transport
        cue = sum(each.start <= at.position for each in at.timeline.speech) - 1
        if cue != kept and cue >= 0 and not player.finished:
            bookmark.keep(Bookmark(kept_names, choices.as_json(), asdict(mix), cue))
            kept = cue

    return keep


def _later(work: Callable[[], None]) -> None:
    """Do work on a thread of its own, once the first seconds, which matter most, are over."""
    timer = threading.Timer(3.0, work)
    timer.daemon = True
    timer.start()
