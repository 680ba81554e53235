"""The voices that were installed: a folder each, which counts when its manifest and its files are whole.

The manifest is written last, when all files have been checked; without it there is no voice.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import platformdirs

from voice_coach.atomic import atomic_write
from voice_coach.errors import CoachError, UnknownVoiceError, nearest, printable, why
from voice_coach.speech.voices.catalogue import Entry

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
