"""Installing a voice: its files arrive, are checked, and take their names; then it must speak."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from voice_coach.atomic import atomic_write, make_folder
from voice_coach.errors import CoachError, UsageError, VoiceError, why
from voice_coach.provenance import sha256_of
from voice_coach.speech.engines.family import SAMPLE, Family
from voice_coach.speech.engines.registry import FAMILIES
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Utterance
from voice_coach.speech.voices.download import STALL, downloaded
from voice_coach.speech.voices.offers import (
    MANIFEST,
    Offer,
    RemoteFile,
    installed,
    listed_files,
    remove_files,
    voices_folder,
    write_manifest,
)

_SPARE = 1 << 20
"""Bytes that must stay free on the disk."""
Progress = Callable[[int, int], None]
"""Takes how many bytes of how many of a file have arrived."""
_Fetch = Callable[[RemoteFile], Iterator[bytes]]


def install(
    offer: Offer, carried: Path | None = None, progress: Progress = lambda done, of: None,
    stall: float = STALL,
) -> None:  # fmt: skip
    """Install a voice. After a fault nothing of it is left, unless it was installed before.

    Args:
        offer: the voice.
        carried: a folder that holds its files; None: they are downloaded.
        progress: called for each block of a file.
        stall: seconds without a byte after which a connection counts as lost.

    Raises:
        UsageError: a file in the way is not ours.
        CoachError: it cannot be had, is not what was offered, or does not speak.
    """
    family = _family(offer)
    folder = voices_folder() / offer.name
    _check_ours(offer, folder)
    fetch: _Fetch = partial(_carried, carried) if carried else partial(downloaded, stall=stall)
    try:
        make_folder(folder)
        _check_space(folder, offer)
        for file in offer.files:
            _bring(file, folder / file.name, fetch, progress)
        write_manifest(offer)
    except BaseException:
        if offer.name not in installed():
            remove_files(offer)
        raise
    _check_speech(offer, family)


def _check_ours(offer: Offer, folder: Path) -> None:
    """Make sure that a file in the way is of an earlier version of the voice, or the very one."""
    ours = listed_files(offer.name)
    same = {file.name for file in offer.files if _is(folder / file.name, file)}
    wanted = [MANIFEST, *(file.name for file in offer.files)]
    strange = [name for name in wanted if (folder / name).exists() and name not in ours | same]
    if strange:
        names = ", ".join(str(folder / name) for name in strange)
        remedy = "Nothing was replaced; move it away, and try again."
        raise UsageError(f"{names}: was not written here. {remedy}")


def _family(offer: Offer) -> Family:
    """Return the engine of a voice, if it can speak."""
    family = next((each for each in FAMILIES if each.name == offer.engine), None)
    if family is None:
        raise CoachError(f"{offer.name} needs the engine {offer.engine}, which is unknown here.")
    if family.fault():
        raise CoachError(f"{offer.name} could not speak: {family.fault()}.\n{family.remedy}")
    return family


def _check_space(folder: Path, offer: Offer) -> None:
    needed, free = offer.bytes + _SPARE, shutil.disk_usage(folder).free
    if free < needed:
        raise CoachError(
            f"{offer.name} needs {needed / 1e6:.1f} MB, but {folder} has {free / 1e6:.1f} MB free. "
            "Nothing was installed."
        )


def _bring(file: RemoteFile, target: Path, fetch: _Fetch, progress: Progress) -> None:
    """Put a file under its name if it is what was offered; leave alone what is there already."""
    if _is(target, file):
        return
    digest, size = hashlib.sha256(), 0
    with atomic_write(target) as out:
        for block in fetch(file):
            digest.update(block)
            out.write(block)
            size += len(block)
            progress(size, file.bytes)
        if digest.hexdigest() != file.sha256:
            raise _wrong(file, f"SHA-256 {digest.hexdigest()[:16]}...", f"{file.sha256[:16]}...")


def _is(path: Path, file: RemoteFile) -> bool:
    return path.is_file() and sha256_of(path) == file.sha256


def _carried(folder: Path, file: RemoteFile) -> Iterator[bytes]:
    """Yield a file that somebody brought here."""
    source = folder / file.name
    if not source.is_file():
        raise CoachError(
            f"{folder} has no file {file.name} ({file.bytes:,} bytes, SHA-256 {file.sha256}).\n"
            f"It comes from {file.address}"
        )
    try:
        with source.open("rb") as data:
            if (size := source.stat().st_size) != file.bytes:
                raise _wrong(file, f"{size:,} bytes", f"{file.bytes:,}")
            while block := data.read(1 << 20):
                yield block
    except OSError as fault:
        raise CoachError(f"{source} cannot be read: {why(fault)}.") from None


def _wrong(file: RemoteFile, actual: str, expected: str) -> CoachError:
    return CoachError(
        f"{file.name} is not the file that was offered: it has {actual}, not {expected}. "
        "Nothing was installed."
    )


def _check_speech(offer: Offer, family: Family) -> None:
    """Let a voice speak a line; remove it if it does not."""
    try:
        if offer.name not in installed(offer.engine):
            raise VoiceError("its files are gone.")
        list(Synthesizer(family).speak([Utterance((SAMPLE,), offer.name, family.rate)]))
    except VoiceError as fault:
        remove_files(offer)
        reason = str(fault).splitlines()[0]
        raise CoachError(f"{offer.name} does not speak and was removed: {reason}") from None
