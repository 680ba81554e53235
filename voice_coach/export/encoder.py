"""PCM blocks to an encoded file: by ffmpeg where that is installed, else by libsndfile.

Both have the same encoders inside. The libsndfile that comes with soundfile is there always; its
LAME and its libopus are compiled for any processor, and take three times as long.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import soundfile

from voice_coach.errors import ExportError
from voice_coach.export.external import feed, ffmpeg, samples_in
from voice_coach.export.recording import Recording
from voice_coach.export.splice import Splicer
from voice_coach.sound.pcm import Pcm
from voice_coach.temporary import temporary_folder
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
        ExportError: it can not be encoded.
        OSError, CoachError: as the splicer's file raises them.
    """
    program = ffmpeg(faster[0]) if faster else None
    if program:
        _by_ffmpeg([program, *samples_in(recording.channels), "-c:a", *faster], recording, splicer)
    else:
        _by_libsndfile(recording, splicer, kind)


def _by_ffmpeg(argv: Sequence[str], recording: Recording, splicer: Splicer) -> None:
    """Encode into a file, for there is something to fill in at its head; then take its bytes."""
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
            raise ExportError(f"The sound can not be encoded: {fault}") from None
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
