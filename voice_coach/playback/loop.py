"""A session from its first sound to its last: player, device, controls and screen, held together.

How it works
------------
Many threads want something from a session: a key, a media button, another process, Ctrl-Z, a sound
device that goes away or is back. None of them touches it. Each puts an item into one queue
(`CommandQueue`), and the thread that called `run` takes them out and carries them out one after
another. So there is an order, nothing has to be locked here, and every field of `PlaybackLoop`
belongs to that one thread.

    keyboard thread ---+
    socket, a thread   |
      for each caller -+--> CommandQueue --> the loop (main thread) --> Player.press, Player.lose
    media buttons -----+         ^                |                           ^  |
    signal handler ----+         |                |                  Player.pull |
    device monitor ----+         |                +--> Screen (its own pen)      v
    opening a device --+---------+                         output thread --> device

    clip threads         make what the player will need, beside all of this (`playback.clips`)
    planning thread      gives the player the rest of the plan (`session.open`)

The loop looks up every `_TICK` even if nobody asks: it shows what is heard, calls `on_cue` for a cue
that has begun, lets controls show a change, and asks the device whether it is overdue.

A rule for everything that is called from `_tick`: it must not wait. Not for a clip (it is made
beside), not for a device (opened on a thread of its own), not for a terminal (the screen's pen has
its own thread: Ctrl-S stops it, and not us), not for a disk (`on_cue` only hands over).

A device that went away
-----------------------
After a loss the session is LOST and silent: no speaker must begin to shout into a room because
headphones were switched off. Only a person goes on. Opening takes up to seconds, and until the
device is there or has failed, `_opening` is set:

    LOST --resume, toggle or repeat--> opening --opened--> the command is carried out
                                          |
                                          +--failed--> LOST; the command is refused

Meanwhile stop and help act at once. Everything else waits in `_waiting`, so that a pause pressed
while the device opens is the last word, and a device that goes as soon as it is there is lost again.
A monitor that reports late may mean a device which was left already; so each opening has a number.

The order of opening and closing
--------------------------------
First clips, then the device, then the handler of Ctrl-Z, then controls: a control changes the
terminal, and a Ctrl-Z that nobody handles would leave it so. Everything is closed in reverse, after
the sound has fallen away (`_stopped_by_faults`), however the session ends.

What is not nice
----------------
`_waiting` and `_opening` are a small state machine beside the transport's; they would be better off
in `playback.device`, which does not know commands.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from voice_coach.errors import CoachError, DeviceError, assert_never, printable
from voice_coach.playback.clips import ClipMaker
from voice_coach.playback.controls.control import (
    CommandQueue,
    Control,
    DeviceGone,
    DeviceOpened,
    Item,
    Origin,
    Request,
    Suspend,
)
from voice_coach.playback.controls.keyboard import HELP_TEXT
from voice_coach.playback.device import Device
from voice_coach.playback.player import Player
from voice_coach.playback.screen import Screen
from voice_coach.playback.status import Status, status
from voice_coach.playback.transport import Command, State
from voice_coach.process import end_if_asked, low_latency, on_suspend, stop_process
from voice_coach.units import format_clock

_log = logging.getLogger(__name__)
_TICK = 0.1
"""Seconds between two looks at everything, where nobody asks for anything."""
_AT_A_TIME = 64
"""Items carried out between two looks at everything else."""
_BUTTON_QUIET = 2.0
"""Seconds after a loss in which a media button's "play" counts for nothing: headphones that are
switched off often send one."""
_WORDS_AFTER = 3.0
"""Seconds after which the words of "where" are spoken: the voice has the first cues to say before."""
_REOPENING = (Command.RESUME, Command.TOGGLE, Command.REPEAT)
"""What opens the device again after a loss."""
_AT_ONCE = (Command.STOP, Command.HELP)
"""What needs no device, so it is carried out even while one opens."""


@dataclass(slots=True)
class PlaybackLoop:
    """Runs one session."""

    player: Player
    device: Device
    screen: Screen
    title: str = ""
    controls: Sequence[Control] = ()
    during: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext
    """Entered once the output is open, until the end."""
    on_cue: Callable[[int], object] | None = None
    """Called with the number, from 0, of each cue that has begun; must not wait. None: the session
    cannot be resumed later."""
    commands: CommandQueue = field(init=False)
    _clips: ClipMaker = field(init=False)
    _cue: int = field(default=-1, init=False)
    """The number of the last cue that has begun."""
    _lost_at: float = field(default=-1e9, init=False)
    """When the device was last lost, by the player's clock."""
    _opening: bool = field(default=False, init=False)
    """A device is being opened again."""
    _waiting: list[Item] = field(default_factory=list, init=False)
    """What is carried out once it is open."""

    def __post_init__(self) -> None:
        self.commands = CommandQueue(self.status)
        self._clips = ClipMaker(self.player)
        self.device.gone = lambda opening: self.commands.put(DeviceGone(opening))

    def status(self) -> Status:
        """Return where the session is; may be called from any thread."""
        return status(self.title, self.player.transport, self.player.volume.percent)

    def run(self) -> None:
        """Play to the end, or until stopped.

        Raises:
            DeviceError: the output does not open.
            CoachError: the session cannot go on.
        """
        with self._open():
            while not self.player.ended.is_set():
                self._tick()
            self.device.drain()
        fault = self.player.fault
        if isinstance(fault, CoachError):
            raise fault
        if fault is not None:
            cause = printable(str(fault)) or type(fault).__name__
            raise CoachError(f"The session cannot go on: {cause}") from fault

    @contextlib.contextmanager
    def _open(self) -> Iterator[None]:
        with contextlib.ExitStack() as opened:
            opened.callback(self._clips.stop)
            self._clips.start()
            opened.callback(self.device.close)
            self.device.open()
            opened.enter_context(on_suspend(partial(self.commands.put, Suspend())))
            opened.callback(self._close)
            opened.enter_context(self._stopped_by_faults())
            for control in self.controls:
                try:
                    control.start(self.commands)
                except CoachError as fault:
                    print(f"coach: {fault}", file=sys.stderr)
            opened.enter_context(self.during())
            opened.enter_context(low_latency())
            opened.callback(self._speak_words_later().cancel)
            yield

    @contextlib.contextmanager
    def _stopped_by_faults(self) -> Iterator[None]:
        """Let the sound fall away before an exception leaves."""
        try:
            yield
        except BaseException:
            self.player.press(Command.STOP)
            self.device.drain()
            raise

    def _close(self) -> None:
        for control in self.controls:
            control.stop()
        self._show()  # the last change, too
        if self.on_cue is not None and self._cue >= 0 and not self.player.finished:
            at = self.player.transport
            place = f"{format_clock(at.position)} of {format_clock(at.timeline.length)}"
            self.screen.say(f"Stopped at {place}. To go on within a day: coach resume")
        self.screen.close()

    def _speak_words_later(self) -> threading.Timer:
        def prepare() -> None:
            with contextlib.suppress(Exception):  # "where" is then answered by a sound
                self.player.prompts.prepare(self.player.transport.timeline)

        later = threading.Timer(_WORDS_AFTER, prepare)
        later.daemon = True
        later.start()
        return later

    def _tick(self) -> None:
        """Carry out what was asked for, then look at everything else."""
        end_if_asked()
        item = self.commands.next(_TICK)
        for _ in range(_AT_A_TIME):
            if item is None:
                break
            self._carry_out(item)
            item = self.commands.next(0)
        if self.device.overdue():
            self._lose()
        self._show()
        self._report_cue()
        for control in self.controls:
            control.refresh()

    def _carry_out(self, item: Item) -> None:
        match item:
            case Request(command) if (
                self.player.transport.state is State.LOST and command in _REOPENING
            ):
                self._reopen(item)
            case Request(command) if self._opening and command not in _AT_ONCE:
                self._waiting.append(item)
            case DeviceGone() if self._opening:
                self._waiting.append(item)
            case Request():
                self._answer(item)
            case DeviceOpened(request, fault):
                self._reopened(request, fault)
            case DeviceGone(opening):
                _log.debug("device gone: %s of %s", opening, self.device.opening)
                if opening == self.device.opening:
                    self._lose()
            case Suspend():
                self._suspend()
            case _:
                assert_never(item)

    def _answer(self, request: Request) -> None:
        if request.command is Command.HELP:
            self.screen.say(HELP_TEXT)
            done = True
        else:
            touched = request.origin is not Origin.PROGRAM
            done = self.player.press(request.command, touched=touched)
        now = self.player.transport
        at = format_clock(now.position)
        _log.debug("%s by %s: %s; %s at %s", request.command, request.origin, done, now.state, at)
        request.answered(done)

    def _lose(self) -> None:
        if self.player.transport.state is not State.LOST:
            self._lost_at = self.player.clock()
            _log.debug("lost: the output last pulled at %.3f", self.player.pulled_at)
            self.player.lose()

    def _reopen(self, request: Request) -> None:
        """Open the device again, and carry out the request once it is there."""
        just_lost = self.player.clock() - self._lost_at < _BUTTON_QUIET
        if self._opening:
            self.screen.say("Opening the sound device ...")
        if self._opening or (request.origin is Origin.BUTTON and just_lost):
            request.answered(False)
            return
        self._opening = True
        self.device.reopen(lambda fault: self.commands.put(DeviceOpened(request, fault)))

    def _reopened(self, request: Request, fault: Exception | None) -> None:
        self._opening = False
        if fault is None:
            self._answer(request)
        else:
            request.answered(False)
            if not isinstance(fault, DeviceError):
                raise fault
            self.screen.say(str(fault))
        waiting, self._waiting = self._waiting, []
        for item in waiting:
            self._carry_out(item)

    def _show(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                cause = printable(self._clips.faults.get_nowait())
                self.screen.say(f"Some sound is missing, the session goes on: {cause}")
        heard = self.player.transport.at(self.player.heard(self.device.output.latency))
        self.screen.show(heard, self.player.volume.percent)

    def _report_cue(self) -> None:
        at = self.player.transport
        cue = sum(cue.start <= at.position for cue in at.timeline.speech) - 1
        if self.on_cue is not None and cue != self._cue and cue >= 0 and not self.player.finished:
            self._cue = cue
            self.on_cue(cue)

    def _suspend(self) -> None:
        """Ctrl-Z: be silent, restore the terminal, and only then stop; go on after `fg`."""
        playing = self.player.press(Command.PAUSE)
        self.device.drain()
        terminals = [control for control in self.controls if control.holds_terminal]
        for control in terminals:
            control.stop()
        self.screen.close()
        stop_process()
        for control in terminals:
            control.start(self.commands)
        if playing:
            self.player.press(Command.RESUME)
