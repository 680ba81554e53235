"""A session as one serialisable value: what is played, in which words and voice, and through what."""

from __future__ import annotations

import os
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import replace

from voice_coach import lossless
from voice_coach.errors import UsageError, printable
from voice_coach.library import catalog
from voice_coach.plan.program import Length, Narration
from voice_coach.sound.names import BEDS
from voice_coach.speech.engines.registry import family_of

ORIENTATION = "first-time"
"""The script that explains how sessions work."""


class VoiceSpec(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who speaks."""

    name: str = ""
    """Empty: the best voice that can be used."""
    rate: Annotated[int, Meta(ge=60, le=250)] | None = None
    """Words a minute, 60 to 250, as the voice counts them; None: its own."""


class MixSpec(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What sounds around the voice."""

    bed: str = "none"
    """A shipped bed by name, or the path of a sound file."""
    bed_volume: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """0 to 1."""
    lean: bool = True
    """Cues for a side are louder in that ear."""
    tone: str = ""
    """`plain` or `soft`; empty: the voice's own."""


class OutputSpec(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What it is heard through."""

    through: str = ""
    """Empty: miniaudio, or captions where there is no device."""
    device: str = ""
    """Empty: the default one."""
    captions: bool = False
    """Lines of words only, no status line."""


class SessionSpec(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that makes one session what it is; the same description makes the same samples."""

    names: tuple[str, ...]
    """Of scripts, or paths to them."""
    variant: str = ""
    """Another way to do them, such as chair, where they have it."""
    length: Length | Annotated[float, Meta(gt=0, le=86400)] = Length.STANDARD
    """By name, or in seconds, a day at most."""
    narration: Narration = field(default_factory=Narration)
    voice: VoiceSpec = field(default_factory=VoiceSpec)
    mix: MixSpec = field(default_factory=MixSpec)
    output: OutputSpec = field(default_factory=OutputSpec)
    volume: Annotated[int, Meta(ge=1, le=100)] = 100
    """Percent of the amplitude, 1 to 100."""
    start: str = ""
    """A step by number or title, or a time; empty: the beginning."""
    orientation: bool = False
    """How sessions work is offered first."""
    cue: Annotated[int, Meta(ge=0)] | None = None
    """The number of the spoken cue to begin with, from 0, instead of `start`."""

    def to_json(self) -> bytes:
        """Return it for `from_json`.

        Raises:
            UsageError: a program put something into it that does not belong there.
        """
        try:
            return lossless.encode(self)
        except (TypeError, ValueError, OverflowError, RecursionError) as fault:
            raise UsageError(f"Not a valid session description: {fault}.") from None

    @classmethod
    def from_json(cls, data: bytes) -> SessionSpec:
        """Return what `to_json` wrote.

        Raises:
            UsageError: it is not a description of a session; says where.
        """
        try:
            return lossless.decode(data, cls)
        except msgspec.MsgspecError as fault:
            raise UsageError(f"Not a valid session description: {fault}.") from None

    def checked(self) -> SessionSpec:
        """Return it with values of the right types: a program may put anything into the fields.

        Raises:
            UsageError: a value is of another type or out of range, or words cannot be spoken.
        """
        data = self.to_json()
        spec = self.from_json(data)
        if lossless.NUL in data:
            raise UsageError("Not a valid session description: a text in it has a NUL character.")
        for words in filter(None, (spec.narration.greeting, spec.narration.closing)):
            from voice_coach.script.kinds.scalars import GENERAL, Text  # as slow as scripts

            fault = Text(300, spoken=True, known=GENERAL).fault(words)
            if fault:
                raise UsageError(f'"{printable(words)}" cannot be spoken: {fault}')
        return spec

    def absolute(self) -> SessionSpec:
        """Return it so that it means the same from any folder."""
        names = tuple(_absolute(name) if catalog.is_path(name) else name for name in self.names)
        bed = self.mix.bed
        if bed not in BEDS:
            bed = _absolute(os.path.expanduser(bed))
        voice = self.voice
        if voice.name:
            voice = replace(voice, name=family_of(voice.name).named(voice.name))
        return replace(self, names=names, voice=voice, mix=replace(self.mix, bed=bed))


def _absolute(path: str) -> str:
    return os.path.abspath(path)
