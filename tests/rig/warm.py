"""Runs `coach` in forks of a process that has loaded it: each is a process of its own, without the wait.

Loading Python, numpy and the program costs each command a fifth of a second, and the tests run it some two
thousand times. A fork has its own environment, folder, streams and signals, as a new process has. Where a
test is about the start itself, or about what Python reads as it starts, `rig.command` starts a new process.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

AT_START = ("PYTHON", "LC_", "LANG", "LD_", "OPENBLAS_", "MALLOC_", "VOICE_COACH_TAKE_SECONDS")
"""Beginnings of variables that count only as a process starts, or as a module is loaded."""
MODULES = (
    *("numpy", "numpy.fft", "soundfile", "soxr", "yaml", "tomlkit", "json", "subprocess", "uuid"),
    *(f"voice_coach.cli.{name}" for name in ("main", "author", "export", "list", "show", "voices")),
    *(f"voice_coach.session.{name}" for name in ("open", "write", "batch", "prepare", "workshop")),
    *(f"voice_coach.{name}" for name in ("check.report", "export.render", "sound.mixer")),
)
_STATUS = struct.Struct("i")


class Warm:
    """The process that has everything loaded; one for each process that runs tests."""

    def __init__(self) -> None:
        self._start = at_start(os.environ)
        self._turn = threading.Lock()
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    def serves(self, env: Mapping[str, str]) -> bool:
        """Whether a fork has all of an environment that a new process would have."""
        return at_start(env) == self._start

    def run(
        self, args: Sequence[str], env: Mapping[str, str], folder: Path, seconds: float
    ) -> subprocess.CompletedProcess[bytes] | None:
        """Run a command to its end; None while another thread's command runs.

        Raises:
            subprocess.TimeoutExpired: it took longer, and was ended.
        """
        if not self._turn.acquire(blocking=False):
            return None
        try:
            return self._run(args, env, folder, seconds)
        finally:
            self._turn.release()

    def _run(
        self, args: Sequence[str], env: Mapping[str, str], folder: Path, seconds: float
    ) -> subprocess.CompletedProcess[bytes]:
        (out, to_out), (errors, to_errors) = os.pipe(), os.pipe()
        job = json.dumps([list(args), dict(env), str(folder)]).encode()
        try:
            socket.send_fds(self._ours, [struct.pack("I", len(job))], [to_out, to_errors])
            self._ours.sendall(job)
        finally:
            os.close(to_out)
            os.close(to_errors)
        (pid,) = _STATUS.unpack(received(self._ours, _STATUS.size))
        said = {out: bytearray(), errors: bytearray()}
        end = time.monotonic() + seconds
        try:
            in_time = read_all(said, end)
        finally:
            os.close(out)
            os.close(errors)
        if not in_time:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        (code,) = _STATUS.unpack(received(self._ours, _STATUS.size))
        if not in_time:
            raise subprocess.TimeoutExpired(list(args), seconds)
        return subprocess.CompletedProcess(args, code, bytes(said[out]), bytes(said[errors]))


def read_all(said: dict[int, bytearray], end: float) -> bool:
    """Read pipes until all their writers have left; return whether they did in time."""
    with selectors.DefaultSelector() as selector:
        for pipe in said:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            if time.monotonic() > end:
                return False
            for key, _ in selector.select(1.0):
                chunk = os.read(key.fd, 1 << 16)
                said[key.fd] += chunk
                if not chunk:
                    selector.unregister(key.fd)
    return True


def at_start(env: Mapping[str, str]) -> dict[str, str]:
    """Return the part of an environment that counts only at the start."""
    return {name: value for name, value in env.items() if name.startswith(AT_START)}


def received(link: socket.socket, size: int) -> bytes:
    """Read so many bytes; fewer where the other side is gone."""
    parts = bytearray()
    while len(parts) < size:
        chunk = link.recv(size - len(parts))
        if not chunk:
            break
        parts += chunk
    return bytes(parts)


def serve(link: socket.socket) -> None:
    """Load everything, then fork for each command until nobody is there any more."""
    import gc
    import importlib

    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OPENBLAS_MAIN_FREE"] = "1"  # as `main` does
    for name in MODULES:
        importlib.import_module(name)
    gc.freeze()
    while True:
        head, streams, _, _ = socket.recv_fds(link, 4, 2)
        if len(head) < 4:
            return
        job = received(link, *struct.unpack("I", head))
        child = os.fork()
        if child == 0:
            link.close()
            become(streams, *json.loads(job))
        for stream in streams:
            os.close(stream)
        link.sendall(_STATUS.pack(child))
        _, status = os.waitpid(child, 0)
        link.sendall(_STATUS.pack(os.waitstatus_to_exitcode(status)))


def become(streams: list[int], args: list[str], env: dict[str, str], folder: str) -> NoReturn:
    """Be the command, in the child."""
    import random
    import traceback

    from voice_coach.cli.main import main

    try:
        for stream, number in zip(streams, (1, 2), strict=True):
            os.dup2(stream, number)
            os.close(stream)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(env)
        time.tzset()
        random.seed()
        sys.argv = args
        main()
    except BaseException:
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    sys.path.pop(0)  # this folder, whose modules have common names
    serve(socket.socket(fileno=int(sys.argv[1])))
