"""Tags, chapters and cover as FLAC and Ogg Opus hold them: Vorbis comments and a picture block."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from voice_coach.export.tags import Tags
from voice_coach.plan.timeline import Chapter
from voice_coach.units import format_timestamp

MOST = 999
"""Chapters that can be numbered."""
_COVER = 3
"""The kind of picture: front cover."""


def fields(tags: Tags, chapters: Iterable[Chapter]) -> Iterator[str]:
    """Yield a comment for each tag and two for each chapter: its time, its name."""
    pairs = {
        "TITLE": tags.title,
        "ARTIST": tags.artist,
        "ALBUM": tags.album,
        "GENRE": tags.genre,
        "DATE": tags.date,
        "LANGUAGE": tags.language,
        "COMMENT": tags.comment,
    }
    yield from (f"{name}={text}" for name, text in pairs.items() if text)
    for number, chapter in enumerate(chapters, 1):
        yield f"CHAPTER{number:03}={format_timestamp(chapter.start_ms)}"
        yield f"CHAPTER{number:03}NAME={chapter.title}"


def comment(vendor: bytes, lines: Iterable[str]) -> bytes:
    """Return a comment packet, without what a container puts around it."""
    packed = [sized(line.encode("utf-8", "replace")) for line in lines]
    return sized(vendor) + len(packed).to_bytes(4, "little") + b"".join(packed)


def sized(data: bytes) -> bytes:
    """Return bytes with their number before them."""
    return len(data).to_bytes(4, "little") + data


def picture(png: bytes) -> bytes:
    """Return a PNG as a picture block, again without what a container puts around it."""
    width, height = png[16:20], png[20:24]
    kind, depth = b"image/png", 24
    numbers = [width, height, _be(depth), _be(0), _be(len(png))]
    return _be(_COVER) + _be(len(kind)) + kind + _be(0) + b"".join(numbers) + png


def _be(value: int) -> bytes:
    return value.to_bytes(4, "big")


MOST_OGG = 255 * 255
"""Bytes of a packet that ends on its own page."""
_HEAD = 27
_REVERSED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


def page_end(data: bytes, start: int = 0) -> int | None:
    """Return where the page that begins at `start` ends; None: not in `data`."""
    if len(data) < start + _HEAD:
        return None
    segments = data[start + _HEAD - 1]
    body = start + _HEAD + segments
    if len(data) < body:
        return None
    end = body + sum(data[start + _HEAD : body])
    return end if len(data) >= end else None


def page_body(page: bytes) -> bytes:
    """Return what a whole page holds."""
    return page[_HEAD + page[_HEAD - 1] :]


def with_body(page: bytes, packet: bytes) -> bytes:
    """Return a page with one whole packet of at most `MOST_OGG - 1` bytes in the place of its own."""
    whole, rest = divmod(len(packet), 255)
    lacing = b"\xff" * whole + bytes([rest])
    head = page[: _HEAD - 5] + bytes(4) + bytes([len(lacing)])
    new = head + lacing + packet
    return new[: _HEAD - 5] + checksum(new).to_bytes(4, "little") + new[_HEAD - 1 :]


def checksum(data: bytes) -> int:
    """Return Ogg's CRC-32: zlib's polynomial with the highest bit first, from 0, not inverted."""
    mirrored = zlib.crc32(data.translate(_REVERSED), 0xFFFF_FFFF) ^ 0xFFFF_FFFF
    return int(f"{mirrored:032b}"[::-1], 2)
