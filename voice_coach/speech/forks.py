"""Takes spoken by forks of a warm process, for an engine that carries state from one to the next.

A fresh state makes the same bytes every time, in any order. A fork that hangs is ended by its own
alarm. POSIX only: elsewhere the process that was asked speaks.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
from collections.abc import Iterator
from typing import BinaryIO

from voice_coach.speech.engines.engine import Engine
from voice_coach.speech.jobs import Job, die_with, result, send
from voice_coach.speech.take import Trim

assert sys.platform != "win32"  # for the type checker, too

TAKE_SECONDS = int(os.environ.get("VOICE_COACH_TAKE_SECONDS", "20"))
"""A sentence takes a hundredth of a second; past this it hangs."""

_Fork = tuple[int, int, bytearray]
"""Number of its job, process, and what it has sent."""


def speak_each(jobs: list[Job], engine: Engine, trim: Trim, out: BinaryIO) -> None:
    """Speak each job in a fork, and keep all processors at it: one ends while another begins."""
    waiting = iter(enumerate(jobs))
    with selectors.DefaultSelector() as selector:
        for _ in range((os.cpu_count() or 1) + 1):
            _start_next(waiting, engine, trim, selector)
        while selector.get_map():
            for key, _ in selector.select():
                if not _read_on(key.fd, key.data):
                    selector.unregister(key.fd)
                    os.close(key.fd)
                    _start_next(waiting, engine, trim, selector)
                    _hand_over(key.data, out)


def _start_next(
    waiting: Iterator[tuple[int, Job]],
    engine: Engine,
    trim: Trim,
    selector: selectors.BaseSelector,
) -> None:
    index, job = next(waiting, (-1, None))
    if job is None:
        return
    reader, writer = os.pipe()
    worker = os.getpid()
    child = os.fork()
    if child == 0:
        die_with(worker)
        os.close(reader)
        _speak_and_exit(index, job, engine, trim, writer)
    os.close(writer)
    selector.register(reader, selectors.EVENT_READ, (index, child, bytearray()))


def _speak_and_exit(index: int, job: Job, engine: Engine, trim: Trim, writer: int) -> None:
    signal.alarm(TAKE_SECONDS)
    try:
        with os.fdopen(writer, "wb") as pipe:
            send(pipe, result(index, job, engine, trim))
    finally:
        os._exit(0)


def _read_on(reader: int, data: _Fork) -> bool:
    """Take what a fork has sent by now. Return whether more may come."""
    chunk = os.read(reader, 1 << 16)
    data[2].extend(chunk)
    return bool(chunk)


def _hand_over(data: _Fork, out: BinaryIO) -> None:
    index, child, received = data
    _, status = os.waitpid(child, 0)
    if status or not received:
        why = f"the speech process ended ({status})"
        send(out, ({"job": index, "error": "ended", "why": why}, b""))
    else:
        out.write(received)
        out.flush()
