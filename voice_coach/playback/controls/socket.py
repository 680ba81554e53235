"""Other processes steer a running session over its endpoint.

One line of JSON each way: ``{"command": "pause"}`` and ``{"done": true, "status": {...}}``.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import socket
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from voice_coach.errors import CoachError, why
from voice_coach.playback.controls.control import CommandQueue, Origin
from voice_coach.playback.remote import Endpoint
from voice_coach.playback.transport import Command

SECONDS = 2.0
"""A caller says all it has to say within."""
CALLERS = 16
"""Callers that have said nothing yet; of more, the oldest is hung up on."""
LAST_WORDS = 0.5
"""Longest wait, in seconds, for the answers to what was carried out when the session ends."""
_MOST = 4096
_LOOK = 0.5


@dataclass(slots=True)
class SocketControl:
    """The session's end. Who starts it holds the session's lock: the endpoint is his."""

    endpoint: Endpoint
    holds_terminal: bool = field(default=False, init=False)
    _commands: CommandQueue | None = field(default=None, init=False)
    _token: str = field(default="", init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _silent: deque[socket.socket] = field(default_factory=deque, init=False)
    _answering: deque[threading.Thread] = field(default_factory=deque, init=False)

    def start(self, commands: CommandQueue) -> None:
        """Begin to listen.

        Raises:
            CoachError: the endpoint can not be had.
        """
        try:
            listening, self._token = self.endpoint.listen()
        except OSError as fault:
            raise CoachError(f"no remote control in this session: {why(fault)}") from None
        listening.settimeout(_LOOK)
        self._commands, self._ended = commands, threading.Event()
        serving = threading.Thread(target=self._serve, args=(listening, self._ended), daemon=True)
        serving.start()

    def stop(self) -> None:
        """Stop listening; the endpoint goes. Who is being answered gets the answer first."""
        if self._commands is not None:
            self._commands = None
            self._ended.set()
            with contextlib.suppress(OSError):
                self.endpoint.remove()
            until = time.monotonic() + LAST_WORDS
            for talk in tuple(self._answering):
                talk.join(max(0.0, until - time.monotonic()))

    def refresh(self) -> None:
        """Nothing is shown elsewhere."""

    def _serve(self, listening: socket.socket, ended: threading.Event) -> None:
        with listening:
            while not ended.is_set():
                try:
                    caller, _ = listening.accept()
                except TimeoutError:
                    continue
                except OSError:  # no descriptor is left: make room
                    self._hang_up(0)
                    ended.wait(0.05)
                    continue
                self._admit(caller)

    def _admit(self, caller: socket.socket) -> None:
        self._hang_up(CALLERS - 1)
        self._silent.append(caller)
        try:
            threading.Thread(target=self._talk, args=(caller,), daemon=True).start()
        except RuntimeError:  # no more threads
            self._silent.remove(caller)
            caller.close()

    def _hang_up(self, left: int) -> None:
        """Hang up on the callers that have been silent longest, until so many are left."""
        with contextlib.suppress(IndexError):
            while len(self._silent) > left:
                with contextlib.suppress(OSError):
                    self._silent.popleft().shutdown(socket.SHUT_RDWR)

    def _talk(self, caller: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError), caller:
            try:
                line = _line(caller)
            finally:
                with contextlib.suppress(ValueError):
                    self._silent.remove(caller)
            asked = json.loads(line)
            self._answering.append(threading.current_thread())
            try:
                self._reply(caller, self._answer(asked) if isinstance(asked, dict) else None)
            finally:
                self._answering.remove(threading.current_thread())

    @staticmethod
    def _reply(caller: socket.socket, answer: dict[str, Any] | None) -> None:
        if answer is not None:
            caller.settimeout(SECONDS)
            caller.sendall(json.dumps(answer).encode() + b"\n")

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        """Carry out a request; None: the caller may not ask, or nobody answers any more."""
        commands, token = self._commands, str(asked.get("token", ""))
        if commands is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            return None
        name = str(asked["command"])
        done = name == "status" or commands.ask_and_wait(Command(name), Origin.PROGRAM)
        return {"done": done, "status": commands.status().as_dict()}


def _line(caller: socket.socket) -> bytes:
    """Return the first line that a caller sends, however slowly, within `SECONDS`."""
    line, until = b"", time.monotonic() + SECONDS
    while not line.endswith(b"\n") and len(line) < _MOST:
        caller.settimeout(max(0.001, until - time.monotonic()))
        part = caller.recv(_MOST - len(line))
        if not part:
            break
        line += part
    return line
