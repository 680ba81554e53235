"""A device tried: a soft tone, and whether all of it was asked for."""

from __future__ import annotations

import math
import threading

import numpy as np

from voice_coach.plan.timeline import Line, SpeechEvent, Timeline
from voice_coach.playback.device import Device
from voice_coach.playback.loop import PlaybackLoop
from voice_coach.playback.output import Output, output
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.remote import exclusive
from voice_coach.playback.screen import Screen
from voice_coach.playback.transport import Transport
from voice_coach.session.open import Session
from voice_coach.session.spec import OutputSpec, SessionSpec
from voice_coach.sound.files import Pcm
from voice_coach.speech.engines.family import SAMPLE
from voice_coach.units import RATE, frames

TONE, LEVEL, LASTS = 440.0, 0.06, frames(0.8)
"""Hz, share of full scale, frames: soft, and as short as can be heard without doubt."""
PATIENT = 5.0
"""Seconds that a device may take to ask for its first samples: wireless ones connect first."""


def sounded(opened: Output) -> bool:
    """Play a soft tone; return whether the device asked for all of it.

    Raises:
        DeviceError: it does not open.
    """
    done, played = threading.Event(), [0]

    def pull(count: int) -> Pcm:
        block = tone(played[0], count)
        played[0] += count
        if played[0] > LASTS + opened.latency:
            done.set()
        return block

    opened.start(pull)
    try:
        return done.wait(PATIENT)
    finally:
        opened.stop()


def tone(start: int, count: int) -> Pcm:
    """Return frames of the tone, which swells and fades: int16, shape (count, 2)."""
    at = np.arange(start, start + count)
    swell = np.sin(np.pi * np.clip(at / LASTS, 0, 1)) ** 2
    wave = LEVEL * swell * np.sin(2 * math.pi * TONE * at / RATE)
    return np.repeat(np.rint(wave * 32767).astype(np.int16)[:, None], 2, axis=1)


_AROUND = frames(0.3)


def preview(spec: SessionSpec, line: str = SAMPLE) -> str:
    """Speak one line in a session's voice; return what the listener should know of who speaks.

    Args:
        spec: tells the voice and the output; it needs no script.
        line: what is said.

    Raises:
        VoiceError: there is no such voice, or it does not speak.
        CoachError: a session is playing, or the device does not open.
    """
    session = Session(spec)
    narrator = session.narrator
    said = Line(line)
    length = narrator.measure([said])[said]
    event = SpeechEvent(_AROUND, length, said)
    timeline = Timeline(length + 2 * _AROUND, (event,), (), (), ())
    player = Player(session.mixer_of(timeline), Prompts(session.clips), Transport(timeline))
    with exclusive():
        _loop(player, spec.output).run()
    return narrator.note


def _loop(player: Player, spec: OutputSpec) -> PlaybackLoop:
    opened = output(spec.through or "miniaudio", spec.device)
    return PlaybackLoop(player, Device(player, opened), Screen(plain=True))
