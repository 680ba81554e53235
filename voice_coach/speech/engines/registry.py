"""Voices by name: which engine speaks a voice, and which is the default."""

from __future__ import annotations

from voice_coach.errors import printable
from voice_coach.speech.engines import beeps, espeak, hibari, piper, system
from voice_coach.speech.engines.family import Family, Voice

FAMILIES = (hibari.FAMILY, espeak.FAMILY, piper.FAMILY, beeps.FAMILY, system.FAMILY)
"""The first that can be used speaks by default; the slowest to look through is last."""
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


def foreign(voice: str) -> str:
    """Return a note about a voice of another language than that of the sessions; or nothing."""
    family = family_of(voice)
    offered = {each.name: each.language for each in family.offers()}
    # eSpeak names a voice by its language, and what is behind the plus only shapes it.
    language = offered.get(voice, voice.split("+")[0] if family is espeak.FAMILY else "")
    if not language or language.lower().startswith("en"):
        return ""
    name = printable(voice)
    return (
        f"{name} is a voice for {language}; the sessions, their safety words too, are in English."
    )


def missing(voice: str) -> str:
    """Return a note if a voice speaks only because a better one cannot; or nothing."""
    for family in FAMILIES:
        if family is family_of(voice):
            return ""
        if family.fault():
            better = family.offers()[0].name
            return (
                f"{better} cannot speak: {family.fault()}. {voice} speaks instead.\n{family.remedy}"
            )
    return ""
