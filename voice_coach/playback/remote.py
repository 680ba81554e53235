"""Asks a running session from another process; `controls.socket` answers."""

from __future__ import annotations

import json
import socket
from typing import Any

from voice_coach.errors import CoachError, why
from voice_coach.playback.endpoint import SECONDS, Endpoint, endpoint, runtime_folder

NOBODY = "No session is playing; start one with: coach play NAME"
SILENT = "The player does not answer; press q where it runs."
_MOST = 1 << 16


def ask(command: str, place: Endpoint | None = None) -> dict[str, Any]:
    """Send a command to the running session and return its answer.

    Args:
        command: by name, or ``status``.
        place: where it listens; None: where this user's sessions do.

    Raises:
        CoachError: no session is playing, or it does not answer.
    """
    try:
        place = place or endpoint(runtime_folder())
    except OSError as fault:
        raise CoachError(f"No session can be reached: {why(fault)}.") from None
    try:
        caller, token = place.connect()
        with caller:
            caller.settimeout(2 * SECONDS)
            request = {"command": command, **({"token": token} if token else {})}
            caller.sendall(json.dumps(request).encode() + b"\n")
            return _answer(caller)
    except (FileNotFoundError, ConnectionRefusedError):
        raise CoachError(NOBODY) from None
    except (OSError, ValueError):
        raise CoachError(NOBODY if _has_ended(place) else SILENT) from None


def playing() -> bool:
    """Tell whether a session is playing that can be asked."""
    try:
        ask("status")
    except CoachError:
        return False
    return True


def _has_ended(place: Endpoint) -> bool:
    """Tell whether the session that was asked is gone by now."""
    try:
        place.connect()[0].close()
    except (FileNotFoundError, ConnectionRefusedError):
        return True
    except OSError:
        pass
    return False


def _answer(caller: socket.socket) -> dict[str, Any]:
    with caller.makefile("rb") as lines:
        answer: dict[str, Any] = json.loads(lines.readline(_MOST))
    if not isinstance(answer, dict):
        raise ValueError("no answer")
    return answer
