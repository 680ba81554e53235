"""PCM blocks to an encoded file: by ffmpeg where that is installed, else by libsndfile.

Both have the same encoders inside. The libsndfile that comes with soundfile is there always; its
LAME and its libopus are compiled for any processor, and take three times as long.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import IO, Any

import numpy as np
import soundfile

import voice_coach.resources as resources
from voice_coach.atomic import temporary_folder
from voice_coach.errors import ExportError
from voice_coach.export.recording import Recording
from voice_coach.export.splice import Splicer
from voice_coach.sound.files import Pcm
from voice_coach.units import RATE

_AHEAD = 3
"""Blocks that wait for the encoder."""
_PIECE = 1 << 16


def encode(recording: Recording, splicer: Splicer, faster: Sequence[str], **kind: Any) -> None:
    """Encode a recording.

    Args:
        recording: what to encode; its blocks are used up.
        splicer: takes the bytes.
        faster: the name of ffmpeg's encoder and its arguments, the same settings; or nothing.
        kind: format, subtype and their knobs, as `soundfile.SoundFile` takes them.

    Raises:
        ExportError: it cannot be encoded.
        OSError, CoachError: as the splicer's file raises them.
    """
    program = ffmpeg(faster[0]) if faster else None
    if program:
        _by_ffmpeg([program, *samples_in(recording.channels), "-c:a", *faster], recording, splicer)
    else:
        _by_libsndfile(recording, splicer, kind)


def _by_ffmpeg(argv: Sequence[str], recording: Recording, splicer: Splicer) -> None:
    """Encode into a file first: ffmpeg fills in its head at the end, which a pipe does not allow."""
    with temporary_folder() as folder:
        path = folder / "encoded"
        plain = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
        feed([*argv, *plain, str(path)], recording.blocks)
        with path.open("rb") as encoded:
            while data := encoded.read(_PIECE):
                splicer.write(data)
                splicer.check()


def _by_libsndfile(recording: Recording, splicer: Splicer, kind: Mapping[str, Any]) -> None:
    """Encode in a thread, beside the mixing.

    No signal is handled there, so none is lost in the C code between libsndfile and the file.
    """
    shape = {"mode": "w", "samplerate": RATE, "channels": recording.channels}
    with ThreadPoolExecutor(1) as thread:
        try:
            sound = thread.submit(soundfile.SoundFile, splicer, **shape, **kind).result()
            try:
                for done in _written(thread, sound, recording):
                    done.result()
                    splicer.check()
            finally:
                thread.submit(sound.close).result()
        except (soundfile.SoundFileError, AssertionError) as fault:  # it asserts that all is taken
            splicer.check()
            raise ExportError(f"The sound cannot be encoded: {fault}") from None
        splicer.check()


def _written(
    thread: ThreadPoolExecutor, sound: soundfile.SoundFile, recording: Recording
) -> Iterator[Future[None]]:
    waiting: deque[Future[None]] = deque()
    for block in recording.blocks:
        waiting.append(thread.submit(_write, sound, block))
        if len(waiting) > _AHEAD:
            yield waiting.popleft()
    yield from waiting


def _write(sound: soundfile.SoundFile, block: Pcm) -> None:
    if sound.subtype != "PCM_16":  # of int16, libsndfile 1.2.2 makes noise in MP3
        sound.write(np.divide(block, 32768, dtype=np.float32))
    else:
        sound.write(block)


_FULL = "No space left on device"


@cache
def ffmpeg(encoder: str) -> str | None:
    """Return the program ffmpeg, where it is on the path and knows an encoder."""
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    return program if encoder in _answer(program, "-encoders").split() else None


def knows(program: str, muxer: str, option: str) -> bool:
    """Return whether this ffmpeg has an option for a kind of file; old ones lack some."""
    return f"-{option}" in _answer(program, "-h", f"muxer={muxer}").split()


def _answer(program: str, *arguments: str) -> str:
    """Return what ffmpeg prints about itself; nothing where it does not run."""
    quiet: dict[str, Any] = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    try:
        done = subprocess.run([program, "-hide_banner", *arguments], **quiet, timeout=20)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return ""
    return str(done.stdout)


def samples_in(channels: int) -> list[str]:
    """Return the arguments by which ffmpeg reads what `feed` gives it, and is quiet."""
    form = ["-f", "s16le", "-ar", str(RATE), "-ac", str(channels)]
    return ["-v", "error", *form, "-i", "pipe:0"]


def feed(argv: Sequence[str], blocks: Iterable[Pcm]) -> None:
    """Run a command that reads samples, 16 bits little-endian, from its standard input.

    Raises:
        ExportError: it failed; quotes its last words.
    """
    root = Path(resources.__file__).parents[1]  # where -m finds the child, and nothing else
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": root}
    said = bytearray()
    with subprocess.Popen(argv, **pipes, stdout=subprocess.DEVNULL) as process:
        assert process.stdin
        assert process.stderr
        # Beside the writing: a pipe that nobody reads fills up, and then both sides wait for ever.
        listener = threading.Thread(target=_listen, args=(process.stderr, said))
        listener.start()
        try:
            with contextlib.suppress(BrokenPipeError):  # it ended early; its messages say why
                for block in blocks:
                    process.stdin.write(block.astype("<i2", copy=False).data)
                process.stdin.close()
        except BaseException:
            process.kill()
            raise
        finally:
            with contextlib.suppress(BrokenPipeError):  # what was still in the buffer
                process.stdin.close()
            listener.join()
    if process.returncode or said.strip():  # ffmpeg 5 ends with 0 on a full disk, too
        raise ExportError(f"The audio cannot be encoded: {_reason(bytes(said))}.")


def _listen(stderr: IO[bytes], said: bytearray) -> None:
    """Collect the last words of a process until it ends."""
    while piece := os.read(stderr.fileno(), _PIECE):
        said += piece
        del said[:-_PIECE]


def _reason(said: bytes) -> str:
    text = said.decode(errors="replace").strip()
    if _FULL in text:
        return "the disk is full; free some space or choose another folder"
    return text.rpartition("\n")[2].rstrip(".") or "the encoder ended without a word"
