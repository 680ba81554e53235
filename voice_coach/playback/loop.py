"""A session from its first sound to its last: player, output, controls and screen, held together.

Commands arrive on the stage from keys, from other processes and from media buttons. They are
carried out one after another on the thread that called `run`.
"""

from __future__ import annotations

import contextlib
import os
import queue
import select
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from voice_coach.errors import DeviceError
from voice_coach.playback.keys import HELP, HELP_TEXT, PAUSE_OR_RESUME, Keys
from voice_coach.playback.output import Output
from voice_coach.playback.player import Player
from voice_coach.playback.process import low_latency, stop_process, suspend_on_sigtstp
from voice_coach.playback.screen import Screen
from voice_coach.playback.transport import Command, State
from voice_coach.units import seconds

OVERDUE = 1.0
"""Seconds without a pull after which the device counts as lost."""
WAKING = 4.0
"""Seconds after opening in which a device may be slow: wireless ones connect first."""
_TICK = 0.1
_BUTTON_QUIET = 2.0
"""Seconds after a loss in which a media button's "play" counts for nothing: headphones that go
off often send one."""


class DeviceMonitor(Protocol):
    """Tells when the device in use goes away, where the output itself is not told."""

    def start(self, lost: Callable[[], None]) -> None:
        """Begin to watch; `lost` may be called from any thread, more than once."""

    def stop(self) -> None:
        """Stop watching."""


@dataclass(slots=True)
class PlaybackLoop:
    """Runs one session."""

    player: Player
    output: Output
    screen: Screen
    keys: Keys = field(default_factory=Keys)
    monitor: DeviceMonitor | None = None
    during: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext
    """Held while the output is open."""
    each_tick: Callable[[], None] = lambda: None
    """Called a few times a second, and after each command."""
    _asked: queue.SimpleQueue[tuple[Command | str, Callable[[bool], None]]] = field(
        default_factory=queue.SimpleQueue, init=False
    )
    _wake: tuple[int, int] = field(init=False)
    _lost_at: float = field(default=-1e9, init=False)
    _opened_at: float = field(default=0.0, init=False)
    _ticked_at: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._wake = os.pipe()
        os.set_blocking(self._wake[0], False)
        os.set_blocking(self._wake[1], False)

    def ask(
        self, command: Command | str, answered: Callable[[bool], None] = lambda done: None
    ) -> None:
        """Ask for a command from any thread; `answered` is told whether it had a meaning."""
        self._asked.put((command, answered))
        with contextlib.suppress(OSError):
            os.write(self._wake[1], b".")

    def press_button(self, command: Command | str) -> None:
        """Ask for a command as a media button: no "play" just after a device was lost."""
        quiet = self.player.clock() - self._lost_at < _BUTTON_QUIET
        if not (quiet and command in (Command.RESUME, PAUSE_OR_RESUME)):
            self.ask(command)

    def run(self) -> None:
        """Play to the end, or until stopped.

        Raises:
            DeviceError: the output does not open.
        """
        with self._open():
            while not self.player.ended.is_set():
                self._tick()
            self._drain()

    @contextlib.contextmanager
    def _open(self) -> Iterator[None]:
        self.player.warm()
        self._start_output()
        threading.Thread(target=self._keep_warm, daemon=True).start()
        try:
            self.keys.open()
            with self.during(), low_latency(), suspend_on_sigtstp(self._suspend):
                self._watch()
                yield
        except BaseException:
            self.player.press(Command.STOP)
            self._drain()
            raise
        finally:
            self.keys.close()
            self.screen.close()
            if self.monitor:
                self.monitor.stop()
            self.output.stop()

    def _keep_warm(self) -> None:
        while not self.player.ended.wait(1.0):
            self.player.warm()

    def _tick(self) -> None:
        ready, _, _ = select.select([self._wake[0], *self.keys.readable], [], [], _TICK)
        if self._wake[0] in ready:
            self._drain_queue()
        if 0 in ready:
            for command in self.keys.read():
                self._do(command)
        self._reset_after_stall()
        if self.player.transport.state is not State.LOST and self._overdue():
            self._do(Command.LOSE)
        self.keys.open()  # `fg` may have brought the terminal back
        heard = self.player.heard(self.output.latency)
        self.screen.show(self.player.transport.timeline, self.player.transport.state, heard)
        self.each_tick()

    def _drain_queue(self) -> None:
        with contextlib.suppress(OSError):
            os.read(self._wake[0], 4096)
        with contextlib.suppress(queue.Empty):
            while True:
                command, answered = self._asked.get_nowait()
                answered(self._do(command))

    def _do(self, command: Command | str) -> bool:
        state = self.player.transport.state
        if command == HELP:
            self.screen.say(HELP_TEXT)
            return True
        if command == PAUSE_OR_RESUME:
            command = Command.PAUSE if state is State.PLAYING else Command.RESUME
        if command == Command.LOSE:
            self._lost_at = self.player.clock()
        if state is State.LOST and command in (Command.RESUME, Command.REPEAT):
            return self._reopen() and self.player.press(Command(command))
        return self.player.press(Command(command))

    def _reopen(self) -> bool:
        self.output.stop()
        try:
            self._start_output()
        except DeviceError as fault:
            self.screen.say(str(fault))
            return False
        self._watch()
        return True

    def _watch(self) -> None:
        if self.monitor:
            self.monitor.stop()
            self.monitor.start(lambda: self.ask(Command.LOSE))

    def _start_output(self) -> None:
        self._opened_at = self.player.pulled_at = self.player.clock()
        self.player.opened()
        self.output.start(self.player.pull)

    def _reset_after_stall(self) -> None:
        """Do not blame the device for time in which this whole process stood still, as stopped."""
        now = self.player.clock()
        if now - self._ticked_at > OVERDUE:
            self.player.pulled_at = now
        self._ticked_at = now

    def _overdue(self) -> bool:
        now = self.player.clock()
        return now - self.player.pulled_at > OVERDUE and now - self._opened_at > WAKING

    def _drain(self) -> None:
        """Let what was pulled be heard, so that the end is not cut off."""
        if not self._overdue():
            time.sleep(seconds(self.output.latency) + 0.02)

    def _suspend(self) -> None:
        """Ctrl-Z: silence, the terminal as it was, then really stop; go on where that ends."""
        playing = self.player.press(Command.PAUSE)
        self._drain()
        self.keys.close()
        self.screen.close()
        stop_process()
        self.keys.open()
        if playing:
            self.player.press(Command.RESUME)
