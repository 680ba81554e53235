"""A session from its first sound to its last: player, output, controls and screen, held together.

Wishes arrive in a queue, from controls, a device's monitor and Ctrl-Z. They are carried out one
after another on the thread that called `run`. Nothing here waits for a clip.
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

from voice_coach.errors import CoachError, DeviceError, UsageError, assert_never, nearest, printable
from voice_coach.plan.timeline import Timeline
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
from voice_coach.playback.latest import Latest
from voice_coach.playback.player import Player
from voice_coach.playback.screen import Screen
from voice_coach.playback.signals import end_if_asked, low_latency, on_suspend, stop_process
from voice_coach.playback.status import Status, status
from voice_coach.playback.transport import Command, State
from voice_coach.units import format_clock, frames, parse_clock

_log = logging.getLogger(__name__)
_TICK = 0.1
_MOST = 64
"""Wishes carried out between two looks at everything else."""
_BUTTON_QUIET = 2.0
"""Seconds after a loss in which a media button's "play" counts for nothing: headphones that go
off often send one."""
_WORDS_AFTER = 3.0
"""Seconds after which the words of "where" are spoken: the first ones matter most."""
_AGAIN = (Command.RESUME, Command.TOGGLE, Command.REPEAT)
"""What opens the device anew after a loss."""
_AT_ONCE = (Command.STOP, Command.HELP)
"""What needs no device. A pause that is pressed while one opens is the listener's last word."""


@dataclass(slots=True)
class PlaybackLoop:
    """Runs one session."""

    player: Player
    device: Device
    screen: Screen
    title: str = ""
    controls: Sequence[Control] = ()
    during: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext
    """Held while the output is open."""
    on_cue: Callable[[int], object] | None = None
    """Called with the number of each cue that has begun, from 0, on a thread of its own."""
    commands: CommandQueue = field(init=False)
    _clips: ClipMaker = field(init=False)
    _cues: Latest[int] | None = field(default=None, init=False)
    _cue: int = field(default=-1, init=False)
    _lost_at: float = field(default=-1e9, init=False)
    _reopens: bool = field(default=False, init=False)
    """A device is being opened anew."""
    _waiting: list[Item] = field(default_factory=list, init=False)
    """What is carried out once it is there."""

    def __post_init__(self) -> None:
        self.commands = CommandQueue(self.status)
        self._clips = ClipMaker(self.player)
        self.device.gone = self._gone

    def _gone(self, opening: int) -> None:
        self.commands.put(DeviceGone(opening))

    def status(self) -> Status:
        """Return where the session stands; from any thread."""
        return status(self.title, self.player.transport, self.player.volume.percent)

    def run(self) -> None:
        """Play to the end, or until stopped.

        Raises:
            DeviceError: the output does not open.
            CoachError: the session can not be mixed any more.
        """
        with self._open():
            while not self.player.ended.is_set():
                self._tick()
            self.device.drain()
        if isinstance(self.player.fault, CoachError):
            raise self.player.fault
        if self.player.fault is not None:
            fault = printable(str(self.player.fault)) or type(self.player.fault).__name__
            raise CoachError(f"The session can not go on: {fault}") from self.player.fault

    @contextlib.contextmanager
    def _open(self) -> Iterator[None]:
        with contextlib.ExitStack() as opened:
            self._cues = Latest(self.on_cue) if self.on_cue else None
            opened.callback(self._clips.stop)
            self._clips.start()
            opened.callback(self.device.close)
            self.device.open()
            # Before a control changes the terminal: Ctrl-Z would leave it so.
            opened.enter_context(on_suspend(partial(self.commands.put, Suspend())))
            opened.callback(self._close)
            opened.enter_context(self._stopped_by_faults())
            self._start_controls()
            opened.enter_context(self.during())
            opened.enter_context(low_latency())
            opened.callback(self._speak_words().cancel)
            yield

    @contextlib.contextmanager
    def _stopped_by_faults(self) -> Iterator[None]:
        """Let the sound fall away before what was raised goes on its way."""
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
        if self._cues is not None:
            self._cues.close()
            if not self.player.finished and self._cue >= 0:
                self.screen.say(f"{self._place()} To go on within a day: coach resume")
        self.screen.close()

    def _place(self) -> str:
        at = self.player.transport
        return f"Stopped at {format_clock(at.position)} of {format_clock(at.timeline.length)}."

    def _start_controls(self) -> None:
        for control in self.controls:
            try:
                control.start(self.commands)
            except CoachError as fault:
                print(f"coach: {fault}", file=sys.stderr)

    def _speak_words(self) -> threading.Timer:
        def prepare() -> None:
            with contextlib.suppress(Exception):  # "where" is then answered by a sound
                self.player.prompts.prepare(self.player.transport.timeline)

        later = threading.Timer(_WORDS_AFTER, prepare)
        later.daemon = True
        later.start()
        return later

    def _tick(self) -> None:
        end_if_asked()
        item = self.commands.next(_TICK)
        for _ in range(_MOST):
            if item is None:
                break
            self._carry_out(item)
            item = self.commands.next(0)
        if self.device.overdue():
            self._lose()
        self._show()
        self._keep_cue()
        for control in self.controls:
            control.refresh()

    def _carry_out(self, item: Item) -> None:
        match item:
            case Request(command) if (
                self.player.transport.state is State.LOST and command in _AGAIN
            ):
                self._reopen(item)
            case Request() | DeviceGone() if self._waits(item):
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

    def _waits(self, item: Request | DeviceGone) -> bool:
        """Tell whether it is for later: a device is being opened, and may go as soon as it is."""
        at_once = isinstance(item, Request) and item.command in _AT_ONCE
        return self._reopens and not at_once

    def _answer(self, request: Request) -> None:
        done = self._do(request.command, request.origin)
        now = self.player.transport
        at = format_clock(now.position)
        _log.debug("%s by %s: %s; %s at %s", request.command, request.origin, done, now.state, at)
        request.answered(done)

    def _do(self, command: Command, origin: Origin) -> bool:
        if command is Command.HELP:
            self.screen.say(HELP_TEXT)
            return True
        return self.player.press(command, touched=origin is not Origin.PROGRAM)

    def _lose(self) -> None:
        if self.player.transport.state is not State.LOST:
            self._lost_at = self.player.clock()
            _log.debug("lost: the output last asked at %.3f", self.player.pulled_at)
            self.player.lose()

    def _reopen(self, request: Request) -> None:
        """Open the device anew, and carry out the wish once it is there."""

        def opened(fault: Exception | None) -> None:
            self.commands.put(DeviceOpened(request, fault))

        just_lost = self.player.clock() - self._lost_at < _BUTTON_QUIET
        if self._reopens:
            self.screen.say("The sound device is being opened.")
        if self._reopens or (request.origin is Origin.BUTTON and just_lost):
            request.answered(False)
            return
        self._reopens = True
        self.device.reopen(opened)

    def _reopened(self, request: Request, fault: Exception | None) -> None:
        self._reopens = False
        if fault is None:
            self._answer(request)
        else:
            self._refused(request, fault)
        waiting, self._waiting = self._waiting, []
        for item in waiting:
            self._carry_out(item)

    def _refused(self, request: Request, fault: Exception) -> None:
        request.answered(False)
        if not isinstance(fault, DeviceError):
            raise fault
        self.screen.say(str(fault))

    def _show(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                fault = printable(self._clips.faults.get_nowait())
                self.screen.say(f"A sound is left out, the session goes on: {fault}")
        heard = self.player.transport.at(self.player.heard(self.device.output.latency))
        self.screen.show(heard, self.player.volume.percent)

    def _keep_cue(self) -> None:
        at = self.player.transport
        cue = sum(cue.start <= at.position for cue in at.timeline.speech) - 1
        if self._cues is not None and cue != self._cue and cue >= 0 and not self.player.finished:
            self._cues.put(cue)
            self._cue = cue

    def _suspend(self) -> None:
        """Ctrl-Z: silence, the terminal as it was, then really stop; go on where that ends."""
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


def cue_position(timeline: Timeline, cue: int) -> int:
    """Return the first frame of a spoken cue by number, from 0; past the last one, that of the last."""
    return timeline.speech[min(cue, len(timeline.speech) - 1)].start if timeline.speech else 0


def start_position(timeline: Timeline, wanted: str) -> int:
    """Return the frame to start at: a step by number or title, or a time; empty: the first.

    Raises:
        UsageError: there is no such step or time.
    """
    if not wanted:
        return 0
    titles = {step.title.lower(): step.start for step in reversed(timeline.steps)}
    if wanted.lower() in titles:
        return titles[wanted.lower()]
    if wanted.isdigit():
        return _step_start(timeline, int(wanted))
    try:
        at = frames(parse_clock(wanted))
    except ValueError:
        hint = nearest(wanted.lower(), titles)
        raise UsageError(
            f'There is no step "{wanted}", and it is no time such as 4:30.{hint}'
        ) from None
    if at >= timeline.length:
        raise UsageError(f"The session ends at {format_clock(timeline.length)}; start before.")
    return at


def _step_start(timeline: Timeline, number: int) -> int:
    if not 1 <= number <= len(timeline.steps):
        raise UsageError(f"There are steps 1 to {len(timeline.steps)}; `coach show` lists them.")
    return timeline.steps[number - 1].start
