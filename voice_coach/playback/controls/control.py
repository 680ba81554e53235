"""The seam of all controls, and the queue through which they ask.

A control runs on threads of its own. It asks; the loop carries out, one wish after another, on
the thread that plays the session, and tells what came of it.
"""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeAlias

from voice_coach.playback.status import Status
from voice_coach.playback.transport import Command

PATIENT = 5.0
"""Longest wait for an answer, in seconds."""


class Origin(Enum):
    """Who asks: it matters where the session waits for the listener, or has lost its device."""

    KEY = "key"
    """Pressed, perhaps blindly."""
    BUTTON = "button"
    """Of headphones or a desktop: pressed as blindly, and sent by headphones that go off."""
    PROGRAM = "program"
    """Another process: it means what it says."""


@dataclass(frozen=True, slots=True)
class Request:
    """One wish."""

    command: Command
    origin: Origin
    answered: Callable[[bool], object]
    """Told whether it had a meaning."""


@dataclass(frozen=True, slots=True)
class DeviceGone:
    """A monitor tells that the device is lost."""

    opening: int
    """Which opening of the output it watched: an older one no longer matters."""


@dataclass(frozen=True, slots=True)
class DeviceOpened:
    """The device was opened anew, or could not be."""

    request: Request
    """For which wish."""
    fault: Exception | None


@dataclass(frozen=True, slots=True)
class Suspend:
    """Ctrl-Z."""


Item: TypeAlias = "Request | DeviceGone | DeviceOpened | Suspend"


@dataclass(frozen=True, slots=True)
class CommandQueue:
    """Takes commands from any thread, and from signal handlers; gives the status."""

    status: Callable[[], Status]
    """Where the session stands now."""
    _items: queue.SimpleQueue[Item] = field(default_factory=queue.SimpleQueue, init=False)

    def ask(
        self,
        command: Command,
        origin: Origin = Origin.PROGRAM,
        answered: Callable[[bool], object] = lambda done: None,
    ) -> None:
        """Ask for a command; `answered` is told, on the loop's thread, whether it had a meaning."""
        self._items.put(Request(command, origin, answered))

    def ask_and_wait(self, command: Command, origin: Origin = Origin.PROGRAM) -> bool:
        """Ask for a command and return whether it had a meaning; False where nobody answers."""
        answer: Future[bool] = Future()
        self.ask(command, origin, answer.set_result)
        try:
            return answer.result(PATIENT)
        except NotInTime:
            return False

    def put(self, item: Item) -> None:
        """Tell of something else than a wish."""
        self._items.put(item)

    def next(self, seconds: float) -> Item | None:
        """Return what comes next, after at most so many seconds."""
        with contextlib.suppress(queue.Empty):
            return self._items.get(timeout=seconds) if seconds else self._items.get_nowait()
        return None


class Control(Protocol):
    """A way to steer a session."""

    @property
    def holds_terminal(self) -> bool:
        """It changes the terminal, and is stopped while Ctrl-Z holds the process."""

    def start(self, commands: CommandQueue) -> None:
        """Begin to ask, from threads of its own; may be called again after `stop`.

        Raises:
            CoachError: it can not; the session is played without it.
        """

    def stop(self) -> None:
        """Stop asking, and put everything back as it was; may be called twice."""

    def refresh(self) -> None:
        """Look whether something has changed that is shown elsewhere; called often."""
