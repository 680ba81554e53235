"""The installed `coach` in a child process, with a home of its own."""

from __future__ import annotations

import functools
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, overload

from rig.warm import Warm

COACH = Path(sys.executable).with_name("coach")
SECONDS = 600
BEEPS = ("--voice", "tone", "--rate", "250", "--preamble", "short", "--ending", "none")
"""Options that make a session as short as it gets, for tests that are not about its sound."""


@functools.cache
def warm() -> Warm:
    """The process whose forks are our commands, started when the first is run."""
    return Warm()


def _as_text(done: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[str]:
    out, errors = (io.TextIOWrapper(io.BytesIO(said)).read() for said in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, errors)


@dataclass(frozen=True)
class Coach:
    """Runs the command; `env` holds what differs from the tests' own environment."""

    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)

    def environment(self, **more: str) -> dict[str, str]:
        """Return the whole environment of a child."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "PULSE_"))}
        return {**kept, **self.env, **more}

    @overload
    def __call__(
        self, *args: Any, text: Literal[True] = ..., **options: Any
    ) -> subprocess.CompletedProcess[str]: ...

    @overload
    def __call__(
        self, *args: Any, text: Literal[False], **options: Any
    ) -> subprocess.CompletedProcess[bytes]: ...

    def __call__(
        self, *args: Any, text: bool = True, **options: Any
    ) -> subprocess.CompletedProcess[Any]:
        """Run it to its end and return what it said, as text (`text=False`: as bytes).

        As a fork of a process that has it loaded; as a new process with `anew=True`, or where streams
        or the environment ask for one.
        """
        env = self.environment(**options.pop("env", {}))
        if not options.pop("anew", False) and options.keys() <= {"timeout"}:
            words, seconds = [str(COACH), *map(str, args)], options.get("timeout", SECONDS)
            done = warm().run(words, env, self.folder, seconds) if warm().serves(env) else None
            if done:
                return _as_text(done) if text else done
        settings: dict[str, Any] = {"text": text, "capture_output": True, "timeout": SECONDS}
        settings |= {"cwd": self.folder, "stdin": subprocess.DEVNULL, **options}
        return subprocess.run([COACH, *map(str, args)], env=env, **settings)

    @overload
    def start(
        self, *args: Any, text: Literal[True] = ..., **options: Any
    ) -> subprocess.Popen[str]: ...

    @overload
    def start(
        self, *args: Any, text: Literal[False], **options: Any
    ) -> subprocess.Popen[bytes]: ...

    def start(self, *args: Any, text: bool = True, **options: Any) -> subprocess.Popen[Any]:
        """Start it and return the process; the test ends it."""
        env = self.environment(**options.pop("env", {}))
        pipe = subprocess.PIPE
        settings: dict[str, Any] = {"text": text, "stdin": subprocess.DEVNULL}
        settings |= {"stdout": pipe, "stderr": pipe, "cwd": self.folder, **options}
        through = settings.pop("through", ())
        return subprocess.Popen([*through, str(COACH), *map(str, args)], env=env, **settings)
