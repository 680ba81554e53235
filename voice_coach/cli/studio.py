"""A plan and its voice to the mixer that both playing and exporting use."""

from __future__ import annotations

from voice_coach.cli.options import Choices
from voice_coach.plan.planner import Plan
from voice_coach.plan.timeline import Line
from voice_coach.sound.loudness import Mono
from voice_coach.sound.mixer import Mixer
from voice_coach.sound.voicing import voiced
from voice_coach.speech.narrator import Narrator


def mixer_of(made: Plan, voice: Narrator, choices: Choices) -> Mixer:
    """Return the mixer of a planned session."""

    def clip(line: Line) -> Mono:
        return voiced(voice.takes(line), voice.delivery.pause(line))

    return Mixer(made.timeline, clip)
