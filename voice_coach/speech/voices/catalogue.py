"""The voices that can be installed: where their files are, how large they must be, whose they are.

An address may lead anywhere: a file counts only when its size and SHA-256 are those told here.
`VOICE_COACH_CATALOGUE` may hold the path of another catalogue, such as one of a mirror.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import platformdirs
from msgspec import Struct

from voice_coach.atomic import atomic_write
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


_MANIFEST = "manifest.json"


def voices_folder() -> Path:
    """Return where voices are kept."""
    return platformdirs.user_data_path("voice-coach", appauthor=False) / "voices"


def installed(engine: str = "") -> dict[str, Entry]:
    """Return the voices that are whole, by name; those of one engine, or all."""
    try:
        names = sorted(os.listdir(voices_folder()))
    except OSError:
        return {}
    found = [entry for name in names if (entry := _manifest(name))]
    return {entry.name: entry for entry in found if engine in ("", entry.engine)}


def model_of(entry: Entry) -> Path:
    """Return the path of an installed voice's model."""
    return voices_folder() / entry.name / entry.files[0].name


def words_of(name: str, engine: str, else_: float) -> float:
    """Return the words a minute of an installed voice at its own speed, where they were measured."""
    entry = installed(engine).get(name)
    return entry.words if entry and entry.words else else_


def write_manifest(entry: Entry) -> None:
    """Let a voice count as installed: its files are whole.

    Raises:
        CoachError: it can not be written.
    """
    with atomic_write(voices_folder() / entry.name / _MANIFEST) as file:
        file.write(msgspec.json.format(msgspec.json.encode(entry)))


def remove(name: str) -> None:
    """Remove an installed voice.

    Raises:
        UnknownVoiceError: it is not installed.
        CoachError: it can not be removed.
    """
    import shutil  # here: every command that speaks reads this module

    known = installed()
    if name not in known:
        hint = nearest(name, known)
        raise UnknownVoiceError(f'The voice "{printable(name)}" was not installed.{hint}')
    folder = voices_folder() / name
    try:
        (folder / _MANIFEST).unlink()  # first: what is left half-way is no voice any more
        shutil.rmtree(folder)
    except OSError as fault:
        raise CoachError(f"{folder} can not be removed: {why(fault)}.") from None


def _manifest(name: str) -> Entry | None:
    """Return what a folder holds; None where a file is missing or of another size."""
    folder = voices_folder() / name
    try:
        entry = msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=Entry)
        whole = all((folder / file.name).stat().st_size == file.bytes for file in entry.files)
    except (OSError, msgspec.MsgspecError):
        return None
    return entry if whole and entry.name == name and entry.files else None
