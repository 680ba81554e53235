"""A session as FLAC: the mix sample for sample, in about half the size of WAV."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from voice_coach.errors import ExportError
from voice_coach.export import vorbis
from voice_coach.export.encoder import encode
from voice_coach.export.recording import Quality, Recording
from voice_coach.export.splice import Splice, Splicer

_FIRST = 42
"""Bytes of the mark and the stream's facts, which libFLAC comes back to fill in."""
_LAST, _COMMENT, _PICTURE = 0x80, 4, 6
_MOST = 0xFF_FFFF
"""Bytes of a block."""


class Flac:
    """The `Format` FLAC."""

    streams = False
    bit_rates: Mapping[Quality, int] = {}

    def write(self, recording: Recording, file: BinaryIO) -> list[str]:
        """Write a file."""
        kept = recording.chapters[: vorbis.MOST]
        encode(
            recording,
            Splicer(file, lambda head: _splice(head, recording)),
            [],
            format="FLAC",
            subtype="PCM_16",
        )
        lost = len(recording.chapters) - len(kept)
        return [f"FLAC numbers {vorbis.MOST} chapters; the last {lost} are left out."] * (lost > 0)


def _splice(head: bytes, recording: Recording) -> Splice | None:
    """Put our comments and cover in the place of libFLAC's comment, once that is there."""
    size = int.from_bytes(head[_FIRST + 1 : _FIRST + 4], "big")
    end = _FIRST + 4 + size
    if len(head) < max(end, _FIRST + 4):
        return None
    if head[:4] != b"fLaC" or head[_FIRST] != _LAST | _COMMENT:
        raise ExportError("This libsndfile writes FLAC in an unknown way; please report it.")
    vendor = head[_FIRST + 8 : _FIRST + 8 + int.from_bytes(head[_FIRST + 4 : _FIRST + 8], "little")]
    lines = vorbis.fields(recording.tags, recording.chapters[: vorbis.MOST])
    blocks = [(_COMMENT, vorbis.comment(vendor, lines))]
    cover = recording.cover()
    blocks += [(_PICTURE, vorbis.picture(cover))] * bool(cover)
    return Splice(_FIRST, end, b"".join(_blocks(blocks)))


def _blocks(blocks: list[tuple[int, bytes]]) -> list[bytes]:
    last = len(blocks) - 1
    return [
        bytes([kind | _LAST * (index == last)]) + min(len(data), _MOST).to_bytes(3, "big") + data
        for index, (kind, data) in enumerate(blocks)
    ]
