"""Encoders that are programs of their own: they get samples on their standard input."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import voice_coach.resources as resources
from voice_coach.errors import ExportError
from voice_coach.sound.pcm import Pcm
from voice_coach.units import RATE

_FULL = "No space left on device"


@cache
def ffmpeg(encoder: str) -> str | None:
    """Return the program ffmpeg, where it is on the path and knows an encoder."""
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    return program if encoder in _told(program, "-encoders").split() else None


def knows(program: str, muxer: str, option: str) -> bool:
    """Tell whether this ffmpeg has an option for a kind of file; old ones lack some."""
    return f"-{option}" in _told(program, "-h", f"muxer={muxer}").split()


def _told(program: str, *asked: str) -> str:
    """Return what ffmpeg tells of itself; nothing where it does not run."""
    quiet: dict[str, Any] = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    try:
        told = subprocess.run([program, "-hide_banner", *asked], **quiet, timeout=20)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return ""
    return str(told.stdout)


def samples_in(channels: int) -> list[str]:
    """Return the arguments by which ffmpeg reads what `feed` gives it, and is quiet."""
    form = ["-f", "s16le", "-ar", str(RATE), "-ac", str(channels)]
    return ["-v", "error", *form, "-i", "pipe:0"]


def feed(argv: Sequence[str], blocks: Iterable[Pcm]) -> None:
    """Run a command that reads samples, 16 bits little-endian, from its standard input.

    Raises:
        ExportError: it failed; tells its last words.
    """
    root = Path(resources.__file__).parents[1]  # where -m finds the child, and nothing else
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": root}
    with subprocess.Popen(argv, **pipes, stdout=subprocess.DEVNULL) as process:
        assert process.stdin
        try:
            for block in blocks:
                process.stdin.write(block.astype("<i2", copy=False).data)
            _, said = process.communicate()
        except BrokenPipeError:
            said = _last_words(process)
        except BaseException:
            process.kill()
            _last_words(process)
            raise
    if process.returncode or said.strip():  # ffmpeg 5 ends with 0 on a full disk, too
        raise ExportError(f"The audio can not be encoded: {_reason(said)}.")


def _last_words(process: subprocess.Popen[bytes]) -> bytes:
    """Return what a process says at its end; nothing more is said to it."""
    stdin, process.stdin = process.stdin, None
    _, said = process.communicate()
    try:
        if stdin:
            stdin.close()
    except BrokenPipeError:  # what was still in the buffer
        pass
    return said


def _reason(said: bytes) -> str:
    told = said.decode(errors="replace").strip()
    if _FULL in told:
        return "the disk is full; free some space or choose another folder"
    return told.rpartition("\n")[2].rstrip(".") or "the encoder ended without a word"
