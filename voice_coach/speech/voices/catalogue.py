"""The voices that can be installed: where their files are, how large they must be, whose they are.

An address may lead anywhere: a file counts only when its size and SHA-256 are those told here.
`VOICE_COACH_CATALOGUE` may hold the path of another catalogue, such as one of a mirror.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from voice_coach.errors import CoachError, UnknownVoiceError, nearest, printable, why

_OURS = Path(__file__).with_name("catalogue.json")


class RemoteFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a voice."""

    name: str
    """In the voice's folder."""
    address: str
    bytes: int
    sha256: str
    """64 hexadecimal digits."""


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A voice that can be installed."""

    name: str
    engine: str
    """The name of its family; see `speech.engines`."""
    language: str
    """Such as en-GB."""
    kind: str
    """Such as natural."""
    about: str
    """In a few words, such as British, female."""
    licence: str
    """By its SPDX identifier."""
    attribution: str
    rate: int
    """Its sample rate in Hz."""
    files: tuple[RemoteFile, ...]
    """The model first."""
    words: float | None = None
    """Words a minute at its own speed, as its family counts them; None: as its family's, for nobody
    has measured it."""

    @property
    def bytes(self) -> int:
        """Of all its files."""
        return sum(file.bytes for file in self.files)

    @property
    def megabytes(self) -> float:
        """The same in units of 10^6 bytes."""
        return self.bytes / 1e6


def catalogue() -> dict[str, Entry]:
    """Return all voices that can be installed, by name.

    Raises:
        CoachError: the catalogue that `VOICE_COACH_CATALOGUE` names can not be read.
    """
    path = Path(os.environ.get("VOICE_COACH_CATALOGUE") or _OURS)
    try:
        entries = msgspec.json.decode(path.read_bytes(), type=list[Entry])
    except OSError as fault:
        raise CoachError(f"The catalogue {path} can not be read: {why(fault)}.") from None
    except msgspec.MsgspecError as fault:
        raise CoachError(f"{path} is no catalogue of voices: {fault}.") from None
    return {entry.name: entry for entry in entries}


def entry_of(name: str) -> Entry:
    """Return the entry of a voice.

    Raises:
        UnknownVoiceError: there is none of that name.
        CoachError: as `catalogue`.
    """
    known = catalogue()
    if name not in known:
        hint = nearest(name, known) or f" There are {', '.join(known)}."
        raise UnknownVoiceError(f'There is no voice "{printable(name)}" to install.{hint}')
    return known[name]
