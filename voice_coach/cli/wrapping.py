"""Long lines on a terminal: they wrap at words; elsewhere a line stays one line."""

from __future__ import annotations

import os


def wrapped(text: str, descriptor: int = 1) -> str:
    """Return text as it is shown on a standard stream: 1 is output, 2 is errors."""
    try:
        if not os.isatty(descriptor):
            return text
    except OSError:
        return text
    import shutil  # here, as below: most commands write no long line

    width = shutil.get_terminal_size().columns
    return "\n".join(part for line in text.splitlines() for part in parts(line, width))


def parts(line: str, width: int) -> list[str]:
    """Return a line as lines of at most `width` characters; a longer word keeps its length."""
    import textwrap

    return textwrap.wrap(
        line,
        max(width, 20),
        subsequent_indent="  ",
        break_on_hyphens=False,
        break_long_words=False,
    ) or [""]
