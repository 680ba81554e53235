"""Ogg pages, as far as the head of a file needs them."""

from __future__ import annotations

import zlib

MOST = 255 * 255
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
    """Return a page with one whole packet of at most `MOST - 1` bytes in the place of its own."""
    whole, rest = divmod(len(packet), 255)
    lacing = b"\xff" * whole + bytes([rest])
    head = page[: _HEAD - 5] + bytes(4) + bytes([len(lacing)])
    new = head + lacing + packet
    return new[: _HEAD - 5] + checksum(new).to_bytes(4, "little") + new[_HEAD - 1 :]


def checksum(data: bytes) -> int:
    """Return Ogg's CRC-32: zlib's polynomial with the highest bit first, from 0, not inverted."""
    mirrored = zlib.crc32(data.translate(_REVERSED), 0xFFFF_FFFF) ^ 0xFFFF_FFFF
    return int(f"{mirrored:032b}"[::-1], 2)
