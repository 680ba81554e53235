"""Installing a voice: its files come, are checked, and take their names; then it speaks as a proof."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from voice_coach.errors import CoachError, VoiceError, why
from voice_coach.speech.engines.family import SAMPLE, Family
from voice_coach.speech.engines.registry import FAMILIES
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Utterance
from voice_coach.speech.voices.catalogue import (
    Entry,
    RemoteFile,
    installed,
    voices_folder,
    write_manifest,
)
from voice_coach.speech.voices.download import STALL, BrokenLine, Progress, download

_SPARE = 1 << 20
_Fetch = Callable[[RemoteFile, Path, Progress], None]
"""Puts a file into a path, whole or not."""


def install(
    entry: Entry, carried: Path | None = None, told: Progress = lambda done, of: None,
    stall: float = STALL,
) -> None:  # fmt: skip
    """Install a voice. After a fault nothing of it is left, but what a broken line had brought.

    Args:
        entry: the voice.
        carried: a folder that has its files; None: they are downloaded.
        told: hears how many bytes of a file are there.
        stall: seconds without a byte after which a line counts as broken.

    Raises:
        CoachError: it can not be had, is not what the catalogue says, or does not speak.
    """
    family = _family(entry)
    folder = voices_folder() / entry.name

    def fetch(file: RemoteFile, part: Path, told: Progress) -> None:
        if carried is None:
            download(file, part, told, stall)
        else:
            _carry(file, carried, part)

    with _undone(folder):
        _make(folder, entry)
        for file in entry.files:
            _bring(file, folder, fetch, told)
        write_manifest(entry)
        _prove(entry, family)


def _family(entry: Entry) -> Family:
    """Return the engine of a voice, which can speak."""
    family = next((each for each in FAMILIES if each.name == entry.engine), None)
    if family is None:
        raise CoachError(f"{entry.name} needs the engine {entry.engine}, which is not known here.")
    if family.fault():
        raise CoachError(f"{entry.name} could not speak: {family.fault()}.\n{family.remedy}")
    return family


@contextlib.contextmanager
def _undone(folder: Path) -> Iterator[None]:
    """Remove what is half-installed, after any fault that going on would not mend."""
    try:
        yield
    except BrokenLine:
        with contextlib.suppress(OSError):  # nothing came
            folder.rmdir()
            folder.parent.rmdir()
        raise
    except (CoachError, OSError) as fault:
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.parent.rmdir()  # where no other voice is
        if isinstance(fault, OSError):
            raise CoachError(_of_the_disk(folder, fault)) from None
        raise


def _of_the_disk(folder: Path, fault: OSError) -> str:
    full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
    reason = "the disk is full" if full else why(fault)
    return f"{folder} can not be written: {reason}. Nothing is installed."


def _make(folder: Path, entry: Entry) -> None:
    """Make the folder of a voice, where there is space for it."""
    folder.mkdir(parents=True, exist_ok=True)
    here = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    wanted, free = entry.bytes - here + _SPARE, shutil.disk_usage(folder).free
    if free < wanted:
        told = (
            f"{entry.name} needs {wanted / 1e6:.1f} MB, and {folder} has {free / 1e6:.1f} MB free."
        )
        raise CoachError(f"{told} Nothing is installed.")


def _bring(file: RemoteFile, folder: Path, fetch: _Fetch, told: Progress) -> None:
    """Let a file of a voice take its name, if it is what the catalogue says."""
    target, part = folder / file.name, folder / f"{file.name}.part"
    if target.is_file() and _sha256(target) == file.sha256:
        return
    fetch(file, part, told)
    if (digest := _sha256(part)) != file.sha256:
        raise _wrong(file, f"the SHA-256 {digest[:16]}...", f"{file.sha256[:16]}...")
    os.replace(part, target)
    part.with_name(f"{part.name}.tag").unlink(missing_ok=True)


def _wrong(file: RemoteFile, found: str, told: str) -> CoachError:
    what = f"{file.name} is not the file of the catalogue: it has {found}, not {told}."
    return CoachError(f"{what} Nothing is installed.")


def _carry(file: RemoteFile, carried: Path, part: Path) -> None:
    """Copy a file that somebody brought here."""
    source = carried / file.name
    if not source.is_file():
        told = f"{carried} has no file {file.name} ({file.bytes:,} bytes, SHA-256 {file.sha256})."
        raise CoachError(f"{told}\nIt comes from {file.address}")
    if source.stat().st_size != file.bytes:
        raise _wrong(file, f"{source.stat().st_size:,} bytes", f"{file.bytes:,}")
    with _read(source) as data, part.open("wb") as copy:
        shutil.copyfileobj(data, copy)
        copy.flush()
        os.fsync(copy.fileno())


def _read(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as fault:
        raise CoachError(f"{source} can not be read: {why(fault)}.") from None


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def _prove(entry: Entry, family: Family) -> None:
    """Let a voice speak a line."""
    try:
        if entry.name not in installed(entry.engine):
            raise VoiceError("its files are gone.")
        list(Synthesizer(family).speak([Utterance((SAMPLE,), entry.name, family.rate)]))
    except VoiceError as fault:
        reason = str(fault).splitlines()[0]
        raise CoachError(f"{entry.name} does not speak, and is not kept: {reason}") from None
