"""Arrays and SVG to PNG, and QR codes for a terminal; the only module that uses resvg and segno."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from voice_coach.errors import ExportError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MARK = b"Software\0voice-coach"
"""In a PNG that was drawn here, before its pixels."""
_RGB = 2
_UP = 2
"""The filter that keeps the difference to the row above: flat pictures become almost nothing."""


def encode(pixels: NDArray[np.uint8]) -> bytes:
    """Return a picture of shape (height, width, 3), 8 bits each of red, green and blue, as PNG."""
    import numpy as np  # here: `coach show` needs this module, and must not wait for numpy

    height, width, _ = pixels.shape
    rows = pixels.reshape(height, -1)
    above = np.vstack([np.zeros_like(rows[:1]), rows[:-1]])
    marked = np.hstack([np.full((height, 1), _UP, np.uint8), rows - above])
    head = struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(marked.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def rasterize(svg: str, zoom: float = 2.0) -> bytes:
    """Return an SVG as PNG, `zoom` pixels for each of its own.

    Raises:
        ExportError: no library here can draw it; the message says which can.
    """
    try:
        import resvg_py
    except ImportError:
        remedy = "install it by `pip install 'voice-coach[pictures]'`, or write .svg"
        raise ExportError(f"Writing a PNG needs the package resvg-py: {remedy}.") from None
    picture = bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
    head = picture.index(b"IDAT") - 4
    return picture[:head] + _chunk(b"tEXt", MARK) + picture[head:]


def qr_for_terminal(text: str) -> str:
    """Return lines of a QR code for a terminal; empty: segno is not installed."""
    try:
        import segno
    except ImportError:
        return ""
    lines = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(lines, compact=True, border=2)
    return lines.getvalue()
