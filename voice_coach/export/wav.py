"""A session as WAV: 48 kHz, 16 bit, the mix sample for sample; RF64 where it outgrows 4 GiB."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, BinaryIO

from voice_coach.export.recording import Quality, Recording
from voice_coach.export.tags import Tags
from voice_coach.plan.timeline import Chapter
from voice_coach.units import RATE

if TYPE_CHECKING:
    from voice_coach.sound.files import Pcm

_MOST = 0xFFFF_FFFF
"""What 32 bits hold: bytes of a RIFF file, and frames that a cue point can name."""


class Wav:
    """The `Format` WAV."""

    streams = True
    bit_rates: Mapping[Quality, int] = {}

    def write(self, recording: Recording, file: BinaryIO) -> list[str]:
        """Write a file; chapters and tags follow the sound, where no simple reader trips over them."""
        kept = [chapter for chapter in recording.chapters if chapter.start <= _MOST]
        size = recording.length * recording.channels * 2
        tail = cue_points(kept) + information(recording.tags)
        file.write(header(recording.length, recording.channels, len(tail)))
        for block in recording.blocks:
            file.write(_little(block).data)
        file.write(bytes(size % 2) + tail)
        lost = len(recording.chapters) - len(kept)
        return [f"{lost} chapters begin too late for a WAV file to name them."] if lost else []


def header(frames: int, channels: int = 2, tail: int = 0) -> bytes:
    """Return the header of a WAV file of `frames`, known before the first one is written.

    Up to 4 GiB it is plain RIFF; beyond, RF64 with its 64-bit sizes (EBU Tech 3306). It is our
    own because the length is known here: the same bytes go to a file and down a pipe, where no
    writer can come back to fill in sizes.

    Args:
        frames: in the file.
        channels: 1 or 2.
        tail: bytes that follow the samples.
    """
    frame = channels * 2
    data = frames * frame
    form = b"fmt " + _le(16, 4) + _le(1, 2) + _le(channels, 2) + _le(RATE, 4)
    form += _le(RATE * frame, 4) + _le(frame, 2) + _le(16, 2)
    if 36 + data + tail <= _MOST:
        return b"RIFF" + _le(36 + data + tail, 4) + b"WAVE" + form + b"data" + _le(data, 4)
    sizes = b"ds64" + _le(28, 4) + _le(72 + data + tail, 8)
    sizes += _le(data, 8) + _le(frames, 8) + _le(0, 4)
    filler = b"\xff" * 4
    return b"RF64" + filler + b"WAVE" + sizes + form + b"data" + filler


def cue_points(chapters: Iterable[Chapter]) -> bytes:
    """Return the chunks that mark chapters and name them.

    All names come in a row: with other chunks in between, FFmpeg finds only the first.
    """
    marks = list(enumerate(chapters, 1))
    if not marks:
        return b""
    points = b"".join(
        _le(number, 4) + _le(chapter.start, 4) + b"data" + bytes(8) + _le(chapter.start, 4)
        for number, chapter in marks
    )
    labels = b"".join(_chunk(b"labl", _le(number, 4) + _text(c.title)) for number, c in marks)
    return _chunk(b"cue ", _le(len(marks), 4) + points) + _chunk(b"LIST", b"adtl" + labels)


def information(tags: Tags) -> bytes:
    """Return the chunk of tags."""
    fields = {
        b"INAM": tags.title,
        b"IART": tags.artist,
        b"IPRD": tags.album,
        b"IGNR": tags.genre,
        b"ICRD": tags.date,
        b"ICMT": tags.comment,
        b"ILNG": tags.language,
    }
    chunks = b"".join(_chunk(name, _text(text)) for name, text in fields.items() if text)
    return _chunk(b"LIST", b"INFO" + chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + _le(len(data), 4) + data + bytes(len(data) % 2)


def _text(text: str) -> bytes:
    return text.encode("utf-8", "replace") + b"\0"


def _little(block: Pcm) -> Pcm:
    return block.byteswap() if sys.byteorder == "big" else block


def _le(value: int, size: int) -> bytes:
    return value.to_bytes(size, "little")
