"""The session's end of the remote control; `playback.remote` has the protocol, and the caller's end."""

from __future__ import annotations

import contextlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from voice_coach.errors import CoachError, why
from voice_coach.playback.controls.control import CommandQueue, Origin
from voice_coach.playback.remote import Endpoint
from voice_coach.playback.transport import Command

SECONDS = 2.0
"""In which a caller must have sent its request."""
LAST_WORDS = 0.5
"""Longest wait, in seconds, for the answers to what was carried out when the session ends."""
_LONGEST = 4096
"""Bytes of a request, at most."""
_LOOK = 0.5
"""Seconds between two looks at whether to stop, or whether the endpoint is still there."""


@dataclass(slots=True)
class SocketControl:
    """Listens, and answers each caller on a thread of its own: one that says nothing delays nobody.

    Whoever starts it holds the session's lock, so the endpoint is theirs to replace and remove.
    """

    endpoint: Endpoint
    holds_terminal: bool = field(default=False, init=False)
    _token: str = field(default="", init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _answering: int = field(default=0, init=False)
    """Callers whose request is being carried out."""
    _changed: threading.Condition = field(default_factory=threading.Condition, init=False)
    """Guards the fields above and the endpoint's file."""

    def start(self, commands: CommandQueue) -> None:
        """Begin to listen.

        Raises:
            CoachError: the endpoint cannot be had.
        """
        try:
            listening, self._token = self.endpoint.listen()
        except OSError as fault:
            raise CoachError(f"no remote control in this session: {why(fault)}") from None
        self._ended = threading.Event()
        serving = (listening, commands, self._ended)
        threading.Thread(target=self._serve, args=serving, daemon=True).start()

    def stop(self) -> None:
        """Stop listening; the endpoint goes. Callers that are being answered get their answer first."""
        with self._changed:
            if not self._ended.is_set():
                self._ended.set()
                with contextlib.suppress(OSError):
                    self.endpoint.path.unlink()
            self._changed.wait_for(lambda: not self._answering, LAST_WORDS)

    def refresh(self) -> None:
        """Nothing is shown elsewhere."""

    def _serve(
        self, listening: socket.socket, commands: CommandQueue, ended: threading.Event
    ) -> None:
        while not ended.is_set():
            listening.settimeout(_LOOK)
            try:
                caller, _ = listening.accept()
            except TimeoutError:
                listening = self._still_there(listening, ended)
            except OSError:  # no descriptor is left: callers that say nothing will be hung up on
                ended.wait(_LOOK)
            else:
                talk = threading.Thread(target=self._talk, args=(caller, commands), daemon=True)
                talk.start()
        listening.close()

    def _still_there(self, listening: socket.socket, ended: threading.Event) -> socket.socket:
        """Return what to listen on: where something has swept the runtime folder, a new socket."""
        with self._changed, contextlib.suppress(OSError):
            if not ended.is_set() and not self.endpoint.path.exists():
                fresh, self._token = self.endpoint.listen()
                listening.close()
                return fresh
        return listening

    def _talk(self, caller: socket.socket, commands: CommandQueue) -> None:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError), caller:
            request = json.loads(_line(caller))
            name, token = str(request["command"]), str(request.get("token", ""))
            if not hmac.compare_digest(token.encode(), self._token.encode()):
                return
            with self._counted():
                done = name == "status" or commands.ask_and_wait(Command(name), Origin.PROGRAM)
                answer = {"done": done, "status": commands.status().as_dict()}
                caller.settimeout(SECONDS)
                caller.sendall(json.dumps(answer).encode() + b"\n")

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        with self._changed:
            self._answering += 1
        try:
            yield
        finally:
            with self._changed:
                self._answering -= 1
                self._changed.notify_all()


def _line(caller: socket.socket) -> bytes:
    """Return the first line that a caller sends, however slowly, within `SECONDS`."""
    line, until = b"", time.monotonic() + SECONDS
    while not line.endswith(b"\n") and len(line) < _LONGEST:
        caller.settimeout(max(0.001, until - time.monotonic()))
        part = caller.recv(_LONGEST - len(line))
        if not part:
            break
        line += part
    return line
