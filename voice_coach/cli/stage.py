"""A named session to a running stage: what `play` and `resume` share."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from voice_coach.cli.options import Choices, Mix, opened, voice_of
from voice_coach.cli.studio import clips_of, mixer_of
from voice_coach.errors import DeviceError
from voice_coach.playback import bookmark
from voice_coach.playback.bookmark import Bookmark
from voice_coach.playback.controls.available import available
from voice_coach.playback.crossfade import Volume
from voice_coach.playback.exclusive import exclusive
from voice_coach.playback.loop import PlaybackLoop
from voice_coach.playback.output import output
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.screen import Screen
from voice_coach.playback.start import cue_position, start_position
from voice_coach.playback.transport import Transport


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
    prompts = Prompts(mixer.voice, voice.measure)
    player = Player(mixer, prompts, Transport(plan.timeline).at(position), Volume(sound.volume))
    with exclusive() as folder:
        loop = _loop(player, sound, sound.output or "miniaudio")
        loop.title, loop.controls = plan.program.title, available(folder)
        loop.on_cue = _keeper(names, choices, mix)
        try:
            loop.run()
        except DeviceError as fault:
            if sound.output or sound.device or player.transport.position > position:
                raise
            print(f"coach: {fault}", file=sys.stderr)
            loop.output, loop.during, loop.monitor = output("silent"), contextlib.nullcontext, None
            loop.run()
    if player.finished:
        bookmark.forget()


def _loop(player: Player, sound: Sound, through: str) -> PlaybackLoop:
    found = PlaybackLoop(player, output(through, sound.device), Screen(plain=sound.captions))
    # Imported only where needed, but before the sound begins: each takes 50 ms, and holds up the
    # thread that fills the device's buffer.
    if through != "silent":
        from voice_coach.playback.awake import awake
        from voice_coach.playback.device_monitor import PulseMonitor

        found.during, found.monitor = awake, PulseMonitor()
    return found


def _keeper(names: Sequence[str], choices: Choices, mix: Mix) -> Callable[[int], None]:
    """Return what keeps the bookmark at a cue."""
    kept_names = tuple(os.path.abspath(name) if os.path.exists(name) else name for name in names)

    def keep(cue: int) -> None:
        bookmark.keep(Bookmark(kept_names, choices.as_json(), asdict(mix), cue))

    return keep
