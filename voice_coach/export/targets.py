"""Checks of what an export may write to, before anything is written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from voice_coach.errors import UsageError
from voice_coach.export.captions import CAPTIONS
from voice_coach.export.formats import entry_of


def caption_targets(wanted: str, audio: Path | None) -> list[Path]:
    """Return the files of captions.

    Args:
        wanted: the name of one, or kinds such as ``vtt,srt``, to go beside the audio; or nothing.
        audio: where the audio goes; None: down a pipe.

    Raises:
        UsageError: a kind that is not known, or there is no audio file to go beside.
    """
    if not wanted:
        return []
    kinds = [f".{kind.strip().lower()}" for kind in wanted.split(",")]
    if not all(kind in CAPTIONS for kind in kinds):
        entry_of(Path(wanted), CAPTIONS)
        return [Path(wanted)]
    if audio is None:
        raise UsageError("The audio has no name for captions to share; name their file.")
    return [audio.with_suffix(kind) for kind in dict.fromkeys(kinds)]


def check_targets(targets: Sequence[Path], sources: Iterable[Path]) -> None:
    """Make sure that no file is written twice, and none that is being read.

    Raises:
        UsageError: one would be.
    """
    taken: dict[object, Path] = {}
    read = {_identity(path) for path in sources}
    for path in targets:
        identity = _identity(path)
        if _is_stream(path):
            continue
        if identity in read:
            raise UsageError(f"{path} is read for this session; choose another name.")
        if identity in taken:
            raise UsageError(f"{path} would be written twice; give each file its own name.")
        taken[identity] = path


def _identity(path: Path) -> object:
    """Return what two names of one file have in common: links are looked through."""
    try:
        status = os.stat(path)
    except OSError:
        return os.path.normcase(os.path.realpath(path))
    return (status.st_dev, status.st_ino)


def _is_stream(path: Path) -> bool:
    """Return whether it is a device or a pipe, which may be written to twice."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
