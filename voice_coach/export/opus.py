"""A session as Ogg Opus: the smallest file for its quality."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import BinaryIO

from voice_coach.errors import ExportError
from voice_coach.export import vorbis
from voice_coach.export.encoder import encode
from voice_coach.export.recording import Quality, Recording
from voice_coach.export.splice import Splice, Splicer

_MARK = b"OpusTags"
_CHANNEL_MOST, _CHANNEL_SPAN = 256, 250
"""Kilobits a second of a channel at libsndfile's level 0, and by how much level 1 is lower."""


class Opus:
    """The `Format` Ogg Opus."""

    streams = True
    bit_rates: Mapping[Quality, int] = {Quality.LOW: 48, Quality.NORMAL: 64, Quality.HIGH: 96}

    def write(self, recording: Recording, file: BinaryIO) -> list[str]:
        """Write a file."""
        packet, remarks = _tags(recording)
        each = self.bit_rates[recording.quality] // 2  # a lone channel needs as much as one of two
        level = (_CHANNEL_MOST - each) / _CHANNEL_SPAN
        faster = ["libopus", "-b:a", f"{each * recording.channels}k", "-f", "opus"]
        encode(
            recording,
            Splicer(file, lambda head: _splice(head, packet)),
            faster,
            format="OGG",
            subtype="OPUS",
            compression_level=level,
        )
        return remarks


def _tags(recording: Recording) -> tuple[bytes, list[str]]:
    """Return the comments, cut to one page, and what was left out."""
    vendor, chapters = b"libopus", recording.chapters[: vorbis.MOST]
    cover = recording.cover()
    art = [f"METADATA_BLOCK_PICTURE={b64encode(vorbis.picture(cover)).decode()}"] if cover else []
    while True:
        lines = [*vorbis.fields(recording.tags, chapters), *art]
        packet = _MARK + vorbis.comment(vendor, lines)
        if len(packet) < vorbis.MOST_OGG:
            break
        chapters, art = (chapters, []) if art else (chapters[:-10], art)
    lost = len(recording.chapters) - len(chapters)
    remarks = ["The cover picture does not fit into Opus beside the chapters."]
    remarks = remarks * (bool(cover) and not art)
    return packet, remarks + [f"Opus has no room for the last {lost} chapters."] * (lost > 0)


def _splice(head: bytes, packet: bytes) -> Splice | None:
    """Put our comments in the place of libopus's, the second page, once that is there."""
    start = vorbis.page_end(head)
    end = vorbis.page_end(head, start) if start else None
    if start is None or end is None:
        return None
    page = head[start:end]
    if not vorbis.page_body(page).startswith(_MARK):
        raise ExportError("The encoder writes Opus in an unknown way; please report it.")
    return Splice(start, end, vorbis.with_body(page, packet))
