"""Voices by name: which engine speaks a voice, and which is the default."""

from __future__ import annotations

from voice_coach.speech.engines import beeps, espeak, hibari, piper, system
from voice_coach.speech.engines.engine import Family, Voice

FAMILIES = (hibari.FAMILY, espeak.FAMILY, piper.FAMILY, beeps.FAMILY, system.FAMILY)
"""The first that can be used speaks by default; what takes long to look through comes last."""
LAST = espeak.DEFAULT
"""Who speaks where no better voice can."""


def family_of(voice: str) -> Family:
    """Return the engine of a voice by name; what none knows is eSpeak's to judge."""
    for family in FAMILIES:
        if family.knows(voice):
            return family
    return espeak.FAMILY


def default_voice() -> str:
    """Return the best voice that can be used."""
    usable = next(family for family in FAMILIES if not family.fault())
    return usable.offers()[0].name


def usable_voices() -> list[Voice]:
    """Return every voice that can be used, the best first."""
    return [voice for family in FAMILIES if not family.fault() for voice in family.offers()]


def missing(voice: str) -> str:
    """Return what is to be told where a voice speaks because a better one can not; or nothing."""
    for family in FAMILIES:
        if family is family_of(voice):
            return ""
        if family.fault():
            told = f"{family.offers()[0].name} can not speak: {family.fault()}. {voice} speaks."
            return f"{told}\n{family.remedy}"
    return ""
