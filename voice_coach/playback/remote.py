"""How other processes find the playing session, and ask it; `controls.socket` answers.

One line of JSON goes each way over a socket: ``{"command": "pause"}``, then
``{"done": true, "status": {...}}``.

    POSIX      player.sock in the runtime folder, which only the user can enter
    elsewhere  a port of this machine, which every user can reach; so player.json in the user's own
               folder has the port and a token, and each request must carry the token

Why not `multiprocessing.connection`? Its handshake with a key runs inside `Listener.accept`, without
a time limit: one caller that says nothing keeps out all others for good, and on a port that caller
may even be another user's. Nor can `Client` give up on a session that is suspended. A plain socket
has timeouts for both, in no more lines.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from voice_coach import paths
from voice_coach.errors import CoachError, why

NOBODY = "No session is playing; start one with: coach play NAME"
SILENT = "The player does not answer; press q where it runs."
CONNECT = 5.0
"""Longest wait for a connection, in seconds."""
ANSWER = 10.0
"""Longest wait for an answer, in seconds: longer than the session's own, so it can refuse."""
_LONGEST = 1 << 16
"""Bytes of an answer, at most."""


def ask(command: str, place: Endpoint | None = None) -> dict[str, Any]:
    """Send a command to the playing session and return its answer.

    Args:
        command: by name, or ``status``.
        place: where the session listens; None: where this user's sessions do.

    Raises:
        CoachError: no session is playing, or it does not answer.
    """
    try:
        place = place or endpoint(runtime_folder())
    except OSError as fault:
        raise CoachError(f"Cannot reach a session: {why(fault)}.") from None
    try:
        caller, token = place.connect()
        with caller:
            caller.settimeout(ANSWER)
            request = {"command": command, **({"token": token} if token else {})}
            caller.sendall(json.dumps(request).encode() + b"\n")
            with caller.makefile("rb") as lines:
                answer: dict[str, Any] = json.loads(lines.readline(_LONGEST))
        if not isinstance(answer, dict):
            raise ValueError("not an answer")
    except (FileNotFoundError, ConnectionRefusedError):
        raise CoachError(NOBODY) from None
    except (OSError, ValueError):
        raise CoachError(NOBODY if _has_ended(place) else SILENT) from None
    return answer


def playing() -> bool:
    """Return whether a session is playing that answers."""
    try:
        ask("status")
    except CoachError:
        return False
    return True


def _has_ended(place: Endpoint) -> bool:
    """Return whether the session that was asked is gone by now."""
    try:
        place.connect()[0].close()
    except (FileNotFoundError, ConnectionRefusedError):
        return True
    except OSError:
        pass
    return False


def runtime_folder() -> Path:
    """Return the folder for what exists only while a session plays; only the user can enter it.

    Raises:
        CoachError: others can enter it.
        OSError: it cannot be made.
    """
    folder = paths.runtime()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32" and not _private(folder):  # there it is in the user's profile
        raise CoachError(f"Others can enter {folder}; remove it and try again.")
    return folder


@contextlib.contextmanager
def exclusive() -> Iterator[Path | None]:
    """Be the only playing session: of two at once, one could not be stopped.

    Yields the runtime folder, which belongs to the holder alone; None where it cannot be had: after
    one warning the session is played without remote control.

    Raises:
        CoachError: another session is playing.
    """
    with contextlib.ExitStack() as held:
        try:
            folder = runtime_folder()
            lock = os.open(folder / "player.lock", os.O_RDWR | os.O_CREAT, 0o600)
            held.callback(os.close, lock)  # which unlocks it, as the end of the process does
        except (CoachError, OSError) as fault:
            cause = why(fault) if isinstance(fault, OSError) else str(fault)
            print(f"coach: no remote control in this session: {cause}", file=sys.stderr)
            yield None
            return
        if not _locked(lock):
            raise CoachError("A session is already playing; end it with: coach stop")
        yield folder


def _locked(lock: int) -> bool:
    """Lock a file for this process; return False where another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Endpoint(Protocol):
    """A place to listen and to call. Each request must carry its token; "" means none."""

    @property
    def path(self) -> Path:
        """What a caller finds it by; gone: nobody can call."""

    def listen(self) -> tuple[socket.socket, str]:
        """Return a listening socket and the token; what a killed session left is replaced.

        Raises:
            OSError: it cannot be had.
        """

    def connect(self) -> tuple[socket.socket, str]:
        """Return a socket to the session and the token.

        Raises:
            OSError: no session listens; FileNotFoundError or ConnectionRefusedError where that is
                certain.
        """


def endpoint(folder: Path) -> Endpoint:
    """Return the endpoint that this system offers."""
    if sys.platform != "win32":
        return LocalEndpoint(folder)
    return LoopbackEndpoint(folder)


if sys.platform != "win32":

    def _private(folder: Path) -> bool:
        """Return whether only the user can enter a folder, or put another one in its place."""
        status, above = folder.lstat(), folder.parent.stat()
        ours = status.st_uid == os.getuid() and above.st_uid in (os.getuid(), 0)
        others = status.st_mode & 0o077 or (
            above.st_mode & 0o022 and not above.st_mode & stat.S_ISVTX
        )
        return stat.S_ISDIR(status.st_mode) and ours and not others

    @dataclass(frozen=True, slots=True)
    class LocalEndpoint:
        """A local socket in the folder; it needs no token."""

        folder: Path

        @property
        def path(self) -> Path:
            return self.folder / "player.sock"

        def listen(self) -> tuple[socket.socket, str]:
            self.path.unlink(missing_ok=True)
            listening = socket.socket(socket.AF_UNIX)
            try:
                listening.bind(str(self.path))
                self.path.chmod(0o600)
                listening.listen()
            except OSError:
                listening.close()
                raise
            return listening, ""

        def connect(self) -> tuple[socket.socket, str]:
            caller = socket.socket(socket.AF_UNIX)
            try:
                caller.settimeout(CONNECT)
                caller.connect(str(self.path))
            except OSError:
                caller.close()
                raise
            return caller, ""


@dataclass(frozen=True, slots=True)
class LoopbackEndpoint:
    """A port of this machine; a file in the folder has its number and the token."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "player.json"

    def listen(self) -> tuple[socket.socket, str]:
        self.path.unlink(missing_ok=True)
        listening = socket.create_server(("127.0.0.1", 0))
        token = secrets.token_hex(16)
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "w", encoding="ascii") as out:
                json.dump({"port": listening.getsockname()[1], "token": token}, out)
        except OSError:
            listening.close()
            raise
        return listening, token

    def connect(self) -> tuple[socket.socket, str]:
        try:
            known = json.loads(self.path.read_text(encoding="ascii"))
            port, token = int(known["port"]), str(known["token"])
        except (ValueError, KeyError, TypeError):
            raise FileNotFoundError(str(self.path)) from None
        return socket.create_connection(("127.0.0.1", port), CONNECT), token
