"""Other processes steer a running player over a local socket that only its user can open.

One line of JSON each way: ``{"command": "pause"}`` and ``{"done": true, "status": {...}}``.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from voice_coach.errors import CoachError

SECONDS = 5.0
"""Longest wait for an answer."""
_MOST = 4096

Answer = Callable[[str], "dict[str, Any]"]
"""Carries out a command by name and tells what came of it; called from the socket's thread."""

NOBODY = "No session is playing; start one with: coach play NAME"


def address() -> Path:
    """Return where the socket lies, in a folder that only the user can enter."""
    with warnings.catch_warnings():  # of a runtime folder that is not private: ours is, see below
        warnings.simplefilter("ignore")
        folder = platformdirs.user_runtime_path("voice-coach", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o077:
        raise CoachError(f"{folder} can be entered by others; remove it and try again.")
    return folder / "player.sock"


@dataclass(slots=True)
class Listener:
    """The player's end."""

    answer: Answer
    _socket: socket.socket | None = field(default=None, init=False)

    def open(self) -> None:
        """Begin to listen.

        Raises:
            CoachError: another session is playing.
        """
        if not hasattr(socket, "AF_UNIX"):
            return
        path = address()
        if _answers(path):
            raise CoachError("A session is playing already; end it with: coach stop")
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        path.chmod(0o600)
        self._socket.listen()
        threading.Thread(target=self._serve, args=(self._socket,), daemon=True).start()

    def close(self) -> None:
        """Stop listening; the socket goes."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            with contextlib.suppress(OSError, CoachError):
                address().unlink()

    def _serve(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):  # closed: the session is over
            while True:
                caller, _ = listening.accept()
                threading.Thread(target=self._talk, args=(caller,), daemon=True).start()

    def _talk(self, caller: socket.socket) -> None:
        caller.settimeout(SECONDS)
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError), caller:
            asked = json.loads(caller.makefile("rb").readline(_MOST))
            caller.sendall(json.dumps(self.answer(str(asked["command"]))).encode() + b"\n")


def ask(command: str) -> dict[str, Any]:
    """Send a command to the running player and return its answer.

    Raises:
        CoachError: no player runs, or it does not answer.
    """
    if not hasattr(socket, "AF_UNIX"):
        raise CoachError("Steering from another process needs local sockets, which are missing.")
    try:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(SECONDS)
            caller.connect(str(address()))
            caller.sendall(json.dumps({"command": command}).encode() + b"\n")
            answer: dict[str, Any] = json.loads(caller.makefile("rb").readline())
            return answer
    except (FileNotFoundError, ConnectionRefusedError):
        raise CoachError(NOBODY) from None
    except (OSError, ValueError):
        raise CoachError("The player does not answer; press q where it runs.") from None


def playing() -> bool:
    """Tell whether a player runs."""
    return hasattr(socket, "AF_UNIX") and _answers(address())


def _answers(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(SECONDS)
            caller.connect(str(path))
            return True
    except OSError:
        return False
