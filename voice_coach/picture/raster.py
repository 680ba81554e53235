"""SVG to PNG, where something to draw letters with is installed: the one module with resvg."""

from __future__ import annotations

from voice_coach.errors import ExportError


def rasterize(svg: str, zoom: float = 2.0) -> bytes:
    """Return an SVG as PNG, `zoom` pixels for each of its own.

    Raises:
        ExportError: nothing here can draw it; tells what would.
    """
    try:
        import resvg_py
    except ImportError:
        remedy = "install it by `pip install 'voice-coach[pictures]'`, or write .svg"
        raise ExportError(f"A PNG needs something to draw letters with: {remedy}.") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
