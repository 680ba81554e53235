"""The controls that there are here and now."""

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
        folder: what `exclusive` yields; None: no other process can steer.
    """
    found: list[Control] = [_keyboard()]
    if folder is not None:
        found.append(SocketControl(endpoint(folder)))
    buttons = _media_buttons()
    return found if buttons is None else [*found, buttons]


def _keyboard() -> Control:
    if sys.platform == "win32":
        from voice_coach.playback.controls.keyboard import ConsoleKeyboard

        return ConsoleKeyboard()
    else:  # noqa: RET505 - so that a type checker passes over it on Windows
        from voice_coach.playback.controls.keyboard import Keyboard

        return Keyboard()


def _media_buttons() -> Control | None:
    """Return the media buttons, where their package is installed."""
    try:
        from voice_coach.playback.controls.mpris import MediaButtons
    except ImportError:
        return None
    return MediaButtons()
