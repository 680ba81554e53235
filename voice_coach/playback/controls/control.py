"""The interface of all controls, and the queue through which they ask.

A control runs on threads of its own. It only asks; the loop carries out one request after another,
on the thread that plays the session, and answers each.
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
    """Where a command came from: it matters while the session waits for the listener or a device."""

    KEY = "key"
    """Pressed, perhaps blindly."""
    BUTTON = "button"
    """Of headphones or a desktop: pressed as blindly, and sent by headphones that go off."""
    PROGRAM = "program"
    """Another process: it means what it says."""


@dataclass(frozen=True, slots=True)
class Request:
    """A command that somebody asked for."""

    command: Command
    origin: Origin
    answered: Callable[[bool], object]
    """Called with whether it could be carried out."""


@dataclass(frozen=True, slots=True)
class DeviceGone:
    """A monitor reports that the device is lost."""

    opening: int
    """Which opening of the output it watched: an older one no longer matters."""


@dataclass(frozen=True, slots=True)
class DeviceOpened:
    """The device was opened again, or could not be."""

    request: Request
    """What to carry out now that it is open."""
    fault: Exception | None


@dataclass(frozen=True, slots=True)
class Suspend:
    """Ctrl-Z."""


Item: TypeAlias = "Request | DeviceGone | DeviceOpened | Suspend"


@dataclass(frozen=True, slots=True)
class CommandQueue:
    """Takes commands from any thread, and from signal handlers; gives the status."""

    status: Callable[[], Status]
    """Where the session is now."""
    _items: queue.SimpleQueue[Item] = field(default_factory=queue.SimpleQueue, init=False)

    def ask(
        self,
        command: Command,
        origin: Origin = Origin.PROGRAM,
        answered: Callable[[bool], object] = lambda done: None,
    ) -> None:
        """Ask for a command; the loop's thread calls `answered` with whether it was carried out."""
        self._items.put(Request(command, origin, answered))

    def ask_and_wait(self, command: Command, origin: Origin = Origin.PROGRAM) -> bool:
        """Ask for a command and return whether it was carried out; False if nobody answers."""
        answer: Future[bool] = Future()
        self.ask(command, origin, answer.set_result)
        try:
            return answer.result(PATIENT)
        except NotInTime:
            return False

    def put(self, item: Item) -> None:
        """Report something other than a command."""
        self._items.put(item)

    def next(self, seconds: float) -> Item | None:
        """Return what comes next; None if nothing does within `seconds`."""
        with contextlib.suppress(queue.Empty):
            return self._items.get(timeout=seconds) if seconds else self._items.get_nowait()
        return None


class Control(Protocol):
    """A way to control a session."""

    @property
    def holds_terminal(self) -> bool:
        """It changes the terminal, and is stopped while Ctrl-Z holds the process."""

    def start(self, commands: CommandQueue) -> None:
        """Begin to ask, from threads of its own; may be called again after `stop`.

        Raises:
            CoachError: it cannot; the session is played without it.
        """

    def stop(self) -> None:
        """Stop asking, and put everything back as it was; may be called twice."""

    def refresh(self) -> None:
        """Look whether something has changed that is shown elsewhere; called often."""
