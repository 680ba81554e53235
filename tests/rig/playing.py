"""A session that is playing in a child process, steered and watched from outside."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import subprocess
import termios
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rig.command import Coach
from rig.hearing import loud_at
from rig.server import Recording, SoundServer, until
from voice_coach.errors import CoachError
from voice_coach.playback import remote
from voice_coach.playback.remote import Endpoint, endpoint


def status_of(coach: Coach) -> dict[str, Any]:
    """Where a session of the command's stands; empty while none answers.

    Asked as `coach status --json` asks, but from this process: a test asks again and again, and a
    command for each question would keep a processor busy.
    """
    try:
        status: dict[str, Any] = remote.ask("status", _endpoint(coach))["status"]
    except CoachError:
        return {}
    return status


def _endpoint(coach: Coach) -> Endpoint:
    return endpoint(Path(coach.env["XDG_RUNTIME_DIR"]) / "voice-coach")


def until_it_answers(coach: Coach) -> None:
    """Wait until a session of the command's can be steered."""
    until(lambda: bool(status_of(coach)))


def order(coach: Coach, command: str) -> None:
    """Give a running session an order, as `coach repeat` does, without a process for it."""
    remote.ask(command, _endpoint(coach))


@dataclass
class Playing:
    """A running `coach play`."""

    coach: Coach
    process: subprocess.Popen[Any]
    recording: Recording | None = None
    terminal: int = -1
    """Our end of its terminal; -1: it has none."""
    _shown: bytearray = field(default_factory=bytearray)

    def status(self) -> dict[str, Any]:
        """Ask it where it stands, again where a busy machine gives no answer; fails if it has ended."""
        found: dict[str, Any] = {}

        def answers() -> bool:
            assert self.process.poll() is None, "it has ended"
            found.update(status_of(self.coach))
            return bool(found)

        until(answers)
        return found

    def until_state(self, state: str, seconds: float = 60.0) -> None:
        """Wait until it is in a state."""
        until(lambda: self.status()["state"] == state, seconds)

    def until_loud(self, start: int = 0, seconds: float = 60.0) -> int:
        """Wait until something is heard after frame `start`; return the first loud frame."""
        assert self.recording is not None
        found: list[int] = []

        def loud() -> bool:
            assert self.recording is not None
            at = loud_at(self.recording.samples(start), 600)
            found[:] = [start + int(at[0])] if at.size else []
            return bool(found)

        until(loud, seconds)
        return found[0]

    def press(self, keys: str) -> None:
        """Type into its terminal."""
        os.write(self.terminal, keys.encode())

    def shown(self) -> str:
        """Return what it has written to its terminal so far."""
        with contextlib.suppress(OSError):
            os.set_blocking(self.terminal, False)
            while data := os.read(self.terminal, 65536):
                self._shown += data
        return self._shown.decode(errors="replace")

    def hang_up(self) -> None:
        """Let its terminal, if it has one, go away."""
        terminal, self.terminal = self.terminal, -1
        if terminal >= 0:
            os.close(terminal)

    def end(self) -> None:
        """End it, however it stands."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()


@contextlib.contextmanager
def playing(
    coach: Coach,
    server: SoundServer | None,
    *args: object,
    sink: str = "A",
    terminal: bool = False,
    through: Sequence[str] = (),
) -> Iterator[Playing]:
    """Start `coach play ARGS` and, with a server, wait until it is heard.

    With `terminal` it gets one of its own; `through` is a command that is given ours to run.
    """
    with contextlib.ExitStack() as stack:
        recording = stack.enter_context(server.recording(sink)) if server else None
        ours, theirs = pty.openpty() if terminal else (-1, -1)
        options: dict[str, Any] = {"start_new_session": True, "through": through}
        if terminal:
            options |= {"stdin": theirs, "stdout": theirs, "stderr": theirs, "preexec_fn": _take}
        process = coach.start("play", *args, **options)
        if terminal:
            os.close(theirs)
        found = Playing(coach, process, recording, ours)
        stack.callback(found.hang_up)
        stack.callback(found.end)
        if recording:
            found.until_loud()
        yield found


def _take() -> None:
    """Make the terminal on standard input the child's controlling one, as a login does."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
