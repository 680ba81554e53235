"""The controls that this system offers."""

from __future__ import annotations

import sys
from pathlib import Path

from voice_coach.playback.controls.control import Control
from voice_coach.playback.controls.socket import SocketControl
from voice_coach.playback.remote import endpoint


def available(folder: Path | None) -> list[Control]:
    """Return a session's controls, not yet started.

    What they import is imported now: while the session sounds it would hold up the thread that
    fills the device's buffer.

    Args:
        folder: what `exclusive` yields; None: no other process can control the session.
    """
    controls: list[Control] = [_keyboard()]
    if folder is not None:
        controls.append(SocketControl(endpoint(folder)))
    try:
        from voice_coach.playback.controls.mpris import MediaButtons
    except ImportError:  # its package is optional
        return controls
    return [*controls, MediaButtons()]


def _keyboard() -> Control:
    if sys.platform == "win32":
        from voice_coach.playback.controls.keyboard import ConsoleKeyboard

        return ConsoleKeyboard()
    else:  # noqa: RET505 - so that a type checker passes over it on Windows
        from voice_coach.playback.controls.keyboard import Keyboard

        return Keyboard()
