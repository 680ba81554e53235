"""The loop without a device: what it does with wishes, losses, faults and voices that are stuck."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from playback.simple import TIMELINE, Broken, Clock, Stuck, make_all, player_of, state_of
from rig.server import until

from voice_coach.errors import CoachError, DeviceError
from voice_coach.playback.controls.control import CommandQueue, DeviceGone, Origin
from voice_coach.playback.device import OVERDUE, WAKING, Device, DeviceMonitor
from voice_coach.playback.loop import PlaybackLoop
from voice_coach.playback.output import Pull
from voice_coach.playback.player import Player
from voice_coach.playback.screen import Screen
from voice_coach.playback.transport import Command, State
from voice_coach.session.play import Latest
from voice_coach.units import RATE


class HandOutput:
    """An output whose device is the test."""

    latency = 0

    def __init__(self) -> None:
        self.pull: Pull | None = None
        self.log: list[str] = []
        self.refuses = False
        self.ready = threading.Event()
        self.ready.set()

    def start(self, pull: Pull) -> None:
        """Open it when it is ready, unless it refuses."""
        self.log.append("start")
        assert self.ready.wait(60)
        if self.refuses:
            raise DeviceError("No device.")
        self.pull = pull

    def stop(self) -> None:
        """Close it."""
        self.log.append("stop")


class HandMonitor:
    """A monitor that reports when the test says so, and, as a real one may, when it is stopped late."""

    def __init__(self, log: list[str]) -> None:
        self.log = log
        self.lost: Callable[[], None] = lambda: None

    def start(self, lost: Callable[[], None]) -> None:
        """Begin to watch."""
        self.log.append("watch")
        self.lost = lost

    def stop(self) -> None:
        """Stop watching."""
        self.log.append("unwatch")


class HandControl:
    """A control that keeps what it was given."""

    holds_terminal = False

    def __init__(self, fault: str = "") -> None:
        self.fault, self.running = fault, False

    def start(self, commands: CommandQueue) -> None:
        """Begin, or fail."""
        if self.fault:
            raise CoachError(self.fault)
        self.running = True

    def stop(self) -> None:
        """Stop."""
        self.running = False

    def refresh(self) -> None:
        """Nothing is shown elsewhere."""


def loop_of(player: Player, monitor: DeviceMonitor | None = None, **more: Any) -> PlaybackLoop:
    """A loop whose device is the test; see `device_of` and `shown_by`."""
    device = Device(player, HandOutput(), monitor)
    return PlaybackLoop(player, device, Screen(io.StringIO()), **more)


def device_of(loop: PlaybackLoop) -> HandOutput:
    """The device of such a loop."""
    assert isinstance(loop.device.output, HandOutput)
    return loop.device.output


def shown_by(loop: PlaybackLoop) -> str:
    """What such a loop has shown so far."""
    assert isinstance(loop.screen.out, io.StringIO)
    loop.screen.flush()
    return loop.screen.out.getvalue()


@pytest.fixture
def loop(player: Player) -> PlaybackLoop:
    """A loop whose output was opened long ago, and asks for nothing."""
    return loop_of(player)


class Running:
    """A loop that runs on a thread, as it does in a process; the test is its device."""

    def __init__(self, loop: PlaybackLoop) -> None:
        self.loop = loop
        self.fault: CoachError | None = None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()
        until(lambda: device_of(loop).pull is not None, 60)

    def _run(self) -> None:
        try:
            self.loop.run()
        except CoachError as fault:
            self.fault = fault

    def pull(self, count: int) -> np.ndarray:
        """Pull as a device does."""
        return self.loop.player.pull(count)

    def end(self) -> None:
        """Stop it."""
        self.loop.commands.ask(Command.STOP)
        self.thread.join(60)
        assert not self.thread.is_alive()


@pytest.fixture
def run() -> Iterator[Callable[[PlaybackLoop], Running]]:
    """Runs loops, and stops them at the end; voices that are stuck are let go."""
    running: list[Running] = []

    def begin(loop: PlaybackLoop) -> Running:
        running.append(Running(loop))
        return running[-1]

    yield begin
    for each in running:
        if isinstance(each.loop.player.mixer.voice, Stuck):
            each.loop.player.mixer.voice.go.set()
        each.end()


def asked(loop: PlaybackLoop, command: Command, origin: Origin) -> bool:
    """What a loop that does not run answers to a wish."""
    answers: list[bool] = []
    loop.commands.ask(command, origin, answers.append)

    def answered() -> bool:
        loop._tick()
        return bool(answers)

    until(answered)
    return answers[0]


def states(loop: PlaybackLoop, clock: Clock, times: list[float]) -> Iterator[State]:
    """The state after a look at each of these times."""
    for clock.now in times:
        loop._tick()
        yield loop.player.transport.state


def test_an_output_that_asks_for_nothing_is_lost(loop: PlaybackLoop, clock: Clock) -> None:
    """A second without being asked for samples, and the device counts as lost."""
    times = [WAKING + 0.4 * OVERDUE * look for look in range(5)]
    assert list(states(loop, clock, times)) == [State.PLAYING] * 3 + [State.LOST] * 2


def test_a_standstill_is_not_the_devices_fault(loop: PlaybackLoop, clock: Clock) -> None:
    """Where nothing happened at all for an hour, the device has its second from then on."""
    times = [WAKING, WAKING + 3600, WAKING + 3600 + 0.9 * OVERDUE, WAKING + 3600 + 1.8 * OVERDUE]
    assert list(states(loop, clock, times)) == [State.PLAYING] * 3 + [State.LOST]


Run = Callable[[PlaybackLoop], Running]


def test_with_a_voice_that_is_stuck_for_ever_everything_answers(run: Run) -> None:
    """While the voice never comes back the session is shown waiting, and each wish is answered."""
    voice = Stuck(*(cue.line.text for cue in TIMELINE.speech))
    session = run(loop_of(player_of(voice)))
    session.pull(3 * RATE)
    commands = session.loop.commands
    assert commands.status().state == "buffering"
    for command, state in (
        (Command.SOFTER, "buffering"),
        (Command.PAUSE, "paused"),
        (Command.NEXT, "paused"),
        (Command.RESUME, "playing"),
    ):
        assert commands.ask_and_wait(command)
        assert commands.status().state == state
        session.pull(480)
    assert commands.ask_and_wait(Command.STOP)
    session.thread.join(60)
    assert not session.thread.is_alive()
    assert not voice.go.is_set()


def test_what_can_not_be_spoken_is_told_in_one_line_and_shown(run: Run) -> None:
    """A voice that fails costs its words: they are shown, one line tells why, it goes on."""
    session = run(loop_of(player_of(Broken(*(cue.line.text for cue in TIMELINE.speech)))))
    for _ in range(40):
        session.pull(RATE // 4)
        until(lambda: session.loop.player.transport.state is not State.BUFFERING)
    until(lambda: "Cue 9." in shown_by(session.loop))
    assert shown_by(session.loop).count("The voice is broken.") == 1
    assert session.loop.player.transport.position >= 9 * RATE


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl-Z here")
def test_ctrl_z_counts_as_soon_as_controls_have_begun(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pressed while the rest still gets ready, it puts the terminal back before the process stops."""
    stopped: list[bool] = []
    control = HandControl()
    monkeypatch.setattr(
        "voice_coach.playback.loop.stop_process", lambda: stopped.append(control.running)
    )
    control.holds_terminal = True
    loop = loop_of(player, controls=[control])

    @contextlib.contextmanager
    def during() -> Iterator[None]:
        assert control.running
        os.kill(os.getpid(), signal.SIGTSTP)
        loop.commands.ask(Command.STOP)
        yield

    loop.during = during
    before = signal.signal(signal.SIGTSTP, lambda number, frame: None)
    try:
        loop.run()
    finally:
        signal.signal(signal.SIGTSTP, before)
    assert stopped == [False]


def test_what_cannot_be_mixed_ends_it_with_one_line(run: Run, player: Player) -> None:
    """A fault of the mixer ends the session with an error of one line, and no traceback."""
    session = run(loop_of(player))
    player.mixer.bed = object()  # type: ignore[assignment]
    assert np.abs(session.pull(480)).max() < 100
    session.thread.join(60)
    assert isinstance(session.fault, CoachError)
    assert str(session.fault).count("\n") == 0
    assert "cannot go on" in str(session.fault)


def test_after_a_loss_the_monitor_goes_before_the_output(player: Player) -> None:
    """To go on, the monitor is stopped first: that the old stream goes is not a loss."""
    monitor = HandMonitor([])
    loop = loop_of(player, monitor=monitor)
    log = monitor.log = device_of(loop).log
    loop._lose()
    assert asked(loop, Command.RESUME, Origin.KEY)
    assert log == ["unwatch", "stop", "start", "watch"]
    assert state_of(player) is State.PLAYING


def test_a_loss_that_is_told_late_is_that_of_the_old_device(player: Player) -> None:
    """What a monitor reports of a device that was left already, changes nothing."""
    monitor = HandMonitor([])
    loop = loop_of(player, monitor=monitor)
    loop.device.open()
    told_late = monitor.lost
    loop._lose()
    assert asked(loop, Command.RESUME, Origin.KEY)
    told_late()
    loop._tick()
    assert state_of(player) is State.PLAYING
    monitor.lost()
    loop._tick()
    assert state_of(player) is State.LOST


@pytest.mark.parametrize("command", [Command.RESUME, Command.TOGGLE, Command.REPEAT])
def test_just_after_a_loss_a_button_starts_nothing(
    loop: PlaybackLoop, clock: Clock, command: Command
) -> None:
    """Within 2 s of a loss a button's "play" is that of headphones which went; a key's is meant."""
    clock.now = 100.0
    loop._lose()
    clock.now += 1.9
    assert not asked(loop, command, Origin.BUTTON)
    assert state_of(loop.player) is State.LOST
    clock.now += 0.2
    assert asked(loop, command, Origin.BUTTON)
    loop._lose()
    assert asked(loop, command, Origin.KEY)


def test_a_device_that_does_not_come_back_is_told(loop: PlaybackLoop) -> None:
    """Where no device opens the session stays as it is, and a line says why."""
    loop._lose()
    device_of(loop).refuses = True
    assert not asked(loop, Command.RESUME, Origin.PROGRAM)
    assert "No device." in shown_by(loop)
    assert state_of(loop.player) is State.LOST


def test_while_a_device_opens_everything_answers(run: Run, player: Player) -> None:
    """A device that takes its time holds no other wish up; it may even come after the end."""
    session = run(loop_of(player))
    commands, device = session.loop.commands, device_of(session.loop)
    device.ready.clear()
    commands.put(DeviceGone(1))
    until(lambda: state_of(player) is State.LOST)
    first: list[bool] = []
    others: list[bool] = []
    commands.ask(Command.RESUME, Origin.KEY, first.append)
    until(lambda: device.log.count("start") == 2)
    for command in (Command.RESUME, Command.PAUSE, Command.HELP, Command.STOP):
        commands.ask(command, Origin.KEY, others.append)
    session.thread.join(60)
    assert not session.thread.is_alive()
    assert others == [False, True, True]
    assert (device.log.count("start"), first) == (2, [])
    device.ready.set()
    until(lambda: device.log[-2:] == ["stop", "stop"])


def test_a_pause_while_a_device_opens_is_the_last_word(loop: PlaybackLoop) -> None:
    """Whoever pauses while the device is still opened hears nothing when it is."""
    loop._lose()
    device_of(loop).ready.clear()
    answers: list[bool] = []
    for command in (Command.RESUME, Command.PAUSE):
        loop.commands.ask(command, Origin.KEY, answers.append)
    loop._tick()
    assert (answers, state_of(loop.player)) == ([], State.LOST)
    device_of(loop).ready.set()
    while len(answers) < 2:
        loop._tick()
    assert (answers, state_of(loop.player)) == ([True, True], State.PAUSED)


def test_a_device_that_goes_as_soon_as_it_is_open_is_lost(player: Player) -> None:
    """A loss that is told before the loop knows that the device is there counts after that."""

    class Gone(HandMonitor):
        def start(self, lost: Callable[[], None]) -> None:
            lost()

    loop = loop_of(player, monitor=Gone([]))
    loop._lose()
    assert asked(loop, Command.RESUME, Origin.KEY)
    loop._tick()
    assert state_of(player) is State.LOST


def test_an_older_opening_is_forgotten(loop: PlaybackLoop) -> None:
    """A loss of an opening that is over is none."""
    loop.device.open()
    loop._carry_out(DeviceGone(0))
    assert state_of(loop.player) is State.PLAYING
    loop._carry_out(DeviceGone(1))
    assert state_of(loop.player) is State.LOST


def test_a_control_that_fails_costs_nothing_else(
    run: Run, player: Player, capfd: pytest.CaptureFixture[str]
) -> None:
    """One warning tells which control is missing; the others work, and are stopped at the end."""
    good, bad = HandControl(), HandControl("No buttons here.")
    session = run(loop_of(player, controls=[bad, good]))
    until(lambda: good.running)
    session.end()
    assert not good.running
    assert capfd.readouterr().err == "coach: No buttons here.\n"


def test_cues_are_kept_without_holding_anything_up(run: Run, player: Player) -> None:
    """What is done at each cue may be slow: keys act meanwhile; at the end the newest is done."""
    kept: list[int] = []
    go, begun = threading.Event(), threading.Event()

    def keep(cue: int) -> None:
        begun.set()
        assert go.wait(60)
        kept.append(cue)

    cues = Latest(keep)
    session = run(loop_of(player, on_cue=cues.put))
    for second in range(20):
        session.pull(RATE)
        commands = session.loop.commands
        assert commands.ask_and_wait(Command.SOFTER if second % 2 else Command.LOUDER) or True
    assert begun.wait(60)
    assert kept == []
    session.end()
    go.set()
    cues.close(60)
    assert kept[-1] == 2
    assert len(kept) <= 3


def test_stopped_before_its_end_one_line_tells_how_to_go_on(run: Run, player: Player) -> None:
    """After a stop one line names `coach resume`; after the end there is nothing to resume."""
    session = run(loop_of(player, on_cue=lambda cue: None))
    session.pull(4 * RATE)
    until(lambda: "Cue 2." in shown_by(session.loop))
    session.end()
    assert shown_by(session.loop).count("Stopped at 0:04 of 1:00. To go on") == 1
    assert shown_by(session.loop).count("coach resume") == 1
    other = player_of()
    make_all(other.mixer)
    finished = run(loop_of(other, on_cue=lambda cue: None))
    finished.pull(60 * RATE)
    finished.thread.join(60)
    assert "coach resume" not in shown_by(finished.loop)


def test_a_screen_that_nobody_reads_holds_nothing_up(run: Run, player: Player) -> None:
    """While a pipe is full and nobody reads it the session plays on, each wish acts, and it ends."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with contextlib.suppress(BlockingIOError):
        while os.write(writer, b"x" * 4096):
            pass
    os.set_blocking(writer, True)
    with open(writer, "w", encoding="utf-8") as out:
        loop = PlaybackLoop(
            player, Device(player, HandOutput()), Screen(out), on_cue=lambda cue: None
        )
        session = run(loop)
        for second in range(6):
            session.pull(RATE)
            assert loop.commands.ask_and_wait(Command.TOGGLE)
            assert state_of(player) is (State.PLAYING if second % 2 else State.PAUSED)
        session.end()
        os.set_blocking(reader, False)
        shown = b""
        while "coach resume" not in shown.decode():
            with contextlib.suppress(BlockingIOError):
                shown += os.read(reader, 1 << 16)
        os.close(reader)
    words = shown.decode().lstrip("x").splitlines()
    assert [line for line in words if "Cue" not in line][:-1] == ["paused", "goes on"] * 3
    assert any("Cue 2." in line for line in words)
