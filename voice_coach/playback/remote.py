"""Asks a running session from another process; `controls.socket` answers."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from voice_coach import paths
from voice_coach.errors import CoachError, why

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


SECONDS = 5.0
"""Longest wait for a connection."""


class Endpoint(Protocol):
    """A place to listen and to call. Its token has to stand in each request; "" asks for none."""

    def listen(self) -> tuple[socket.socket, str]:
        """Return a listening socket and the token; a leftover of a killed session is replaced.

        Raises:
            OSError: it can not be had.
        """

    def connect(self) -> tuple[socket.socket, str]:
        """Return a socket to the session and the token.

        Raises:
            OSError: no session listens; FileNotFoundError or ConnectionRefusedError where that is
                certain.
        """

    def remove(self) -> None:
        """Take the place away; the session has ended."""


def runtime_folder() -> Path:
    """Return the folder for what lives as long as a session; only the user can enter it.

    Raises:
        CoachError: others can.
        OSError: it can not be made.
    """
    folder = paths.runtime()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32" and not _private(folder):  # there it lies in the user's profile
        raise CoachError(f"{folder} can be entered by others; remove it and try again.")
    return folder


def endpoint(folder: Path) -> Endpoint:
    """Return the endpoint that this system offers."""
    if sys.platform != "win32":
        return LocalEndpoint(folder)
    return LoopbackEndpoint(folder)


if sys.platform != "win32":

    def _private(folder: Path) -> bool:
        """Tell whether only the user can enter a folder, or put another in its place."""
        found, above = folder.lstat(), folder.parent.stat()
        ours = found.st_uid == os.getuid() and above.st_uid in (os.getuid(), 0)
        others = found.st_mode & 0o077 or (
            above.st_mode & 0o022 and not above.st_mode & stat.S_ISVTX
        )
        return stat.S_ISDIR(found.st_mode) and ours and not others

    @dataclass(frozen=True, slots=True)
    class LocalEndpoint:
        """A local socket in the folder."""

        folder: Path

        def listen(self) -> tuple[socket.socket, str]:
            """Return a listening socket; needs no token."""
            self.remove()
            listening = socket.socket(socket.AF_UNIX)
            try:
                listening.bind(str(self._path))
                self._path.chmod(0o600)
                listening.listen()
            except OSError:
                listening.close()
                raise
            return listening, ""

        def connect(self) -> tuple[socket.socket, str]:
            """Return a socket to the session."""
            caller = socket.socket(socket.AF_UNIX)
            try:
                caller.settimeout(SECONDS)
                caller.connect(str(self._path))
            except OSError:
                caller.close()
                raise
            return caller, ""

        def remove(self) -> None:
            """Remove the socket."""
            with contextlib.suppress(FileNotFoundError):
                self._path.unlink()

        @property
        def _path(self) -> Path:
            return self.folder / "player.sock"


@dataclass(frozen=True, slots=True)
class LoopbackEndpoint:
    """A port of this machine; its number and a token stand in a file of the folder."""

    folder: Path

    def listen(self) -> tuple[socket.socket, str]:
        """Return a listening socket and its new token."""
        self.remove()
        listening = socket.create_server(("127.0.0.1", 0))
        token = secrets.token_hex(16)
        known = {"port": listening.getsockname()[1], "token": token}
        try:
            kept = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(kept, "w", encoding="ascii") as file:
                json.dump(known, file)
        except OSError:
            listening.close()
            raise
        return listening, token

    def connect(self) -> tuple[socket.socket, str]:
        """Return a socket to the session, and the token from the file."""
        try:
            known = json.loads(self._path.read_text(encoding="ascii"))
            port, token = int(known["port"]), str(known["token"])
        except (ValueError, KeyError, TypeError):
            raise FileNotFoundError(str(self._path)) from None
        return socket.create_connection(("127.0.0.1", port), SECONDS), token

    def remove(self) -> None:
        """Remove the file."""
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    @property
    def _path(self) -> Path:
        return self.folder / "player.json"
