"""An address as a code to scan, where something to draw it with is installed: the one with segno."""

from __future__ import annotations

import io


def qr_for_terminal(text: str) -> str:
    """Return lines of a QR code for a terminal; empty: nothing here can draw it."""
    try:
        import segno
    except ImportError:
        return ""
    lines = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(lines, compact=True, border=2)
    return lines.getvalue()
