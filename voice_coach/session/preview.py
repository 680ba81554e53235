"""A voice to be heard: one line through the chosen output."""

from __future__ import annotations

from voice_coach.plan.timeline import Line, SpeechEvent, Timeline
from voice_coach.playback.device import Device
from voice_coach.playback.exclusive import exclusive
from voice_coach.playback.loop import PlaybackLoop
from voice_coach.playback.output import output
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.screen import Screen
from voice_coach.playback.transport import Transport
from voice_coach.session.open import clip_of, mixer_of, narrator_of
from voice_coach.session.spec import OutputSpec, SessionSpec
from voice_coach.sound.prefetch import Prefetcher
from voice_coach.speech.engines.family import SAMPLE
from voice_coach.units import frames

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
    narrator = narrator_of(spec)
    said = Line(line)
    length = narrator.measure([said])[said]
    event = SpeechEvent(_AROUND, length, said)
    timeline = Timeline(length + 2 * _AROUND, (event,), (), (), ())
    clips = Prefetcher(lambda line: clip_of(narrator, spec.mix, line))
    player = Player(mixer_of(spec, timeline, clips), Prompts(clips), Transport(timeline))
    with exclusive():
        _loop(player, spec.output).run()
    return narrator.note


def _loop(player: Player, spec: OutputSpec) -> PlaybackLoop:
    opened = output(spec.through or "miniaudio", spec.device)
    return PlaybackLoop(player, Device(player, opened), Screen(plain=True))
