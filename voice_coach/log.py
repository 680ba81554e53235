"""The log that `--verbose` writes; without it nothing is written.

It is written on a thread of its own, so that a slow disk cannot delay a session.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voice_coach import paths
from voice_coach.errors import CoachError, why
from voice_coach.version import __version__

if TYPE_CHECKING:
    from logging.handlers import QueueListener

MOST_BYTES = 1 << 20
"""Of the file; one more file keeps what is older."""
_listening: list[QueueListener] = []


def file() -> Path:
    """Return the file."""
    return paths.logs() / "coach.log"


def start() -> Path:
    """Start writing; return the file.

    Raises:
        CoachError: it cannot be written.
    """
    import logging
    import queue
    from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler

    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        writing = RotatingFileHandler(file(), maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8")
    except OSError as fault:
        raise CoachError(f"The log {file()} cannot be written: {why(fault)}.") from None
    writing.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    root = logging.getLogger("voice_coach")
    root.addHandler(QueueHandler(waiting))
    root.setLevel(logging.DEBUG)
    _listening.append(QueueListener(waiting, writing))
    _listening[0].start()
    root.debug("voice-coach %s, %s, %s", __version__, sys.version.split()[0], platform.platform())
    root.debug("called: %s", sys.argv[1:])
    return file()


def ended(fault: BaseException | None) -> None:
    """Record how a command ended, with the traceback of an error, and stop."""
    if _listening:
        import logging

        logging.getLogger("voice_coach").debug("ended: %r", fault, exc_info=fault)
        _listening.pop().stop()
