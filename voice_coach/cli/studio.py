"""A plan and its voice to the mixer that both playing and exporting use."""

from __future__ import annotations

import os
from collections.abc import Callable

from voice_coach.cli.options import Mix
from voice_coach.plan.planner import Plan
from voice_coach.plan.timeline import Line
from voice_coach.sound.bed import NAMES, load_bed
from voice_coach.sound.equalizer import VoiceTone
from voice_coach.sound.mixer import Mixer
from voice_coach.sound.spectrum import Mono
from voice_coach.sound.voicing import render_speech
from voice_coach.speech.narrator import Narrator

LEAN = 4.0
"""Decibels between the ears for a side: clear in headphones, harmless on one loudspeaker."""


def clips_of(voice: Narrator, mix: Mix) -> Callable[[Line], Mono]:
    """Return what makes the clip of a line."""
    tone = VoiceTone(mix.voice_tone)
    return lambda line: render_speech(voice.take(line), tone)


def mixer_of(plan: Plan, clip: Callable[[Line], Mono], mix: Mix) -> Mixer:
    """Return the mixer of a planned session; `clip` makes the clip of a line.

    Raises:
        UsageError: there is no such bed.
    """
    wanted = mix.bed if mix.bed in NAMES else os.path.expanduser(mix.bed)
    return Mixer(plan.timeline, clip, load_bed(wanted, mix.bed_volume), LEAN if mix.lean else 0.0)
