"""The process in which a voice speaks: `python -m voice_coach.speech.worker JSON`.

The JSON is a list: the engine's module, a voice, whether each take needs a fresh state, and what is
silence around a sentence. Starts the engine, at its quickest in that voice, then reads one JSON list of jobs
from standard input. Writes for each, in the order they get done, a JSON line
``{"job": index, "rate": Hz, "bytes": n}`` and n bytes of PCM, or
``{"job": index, "error": kind, "why": text}``.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import selectors
import signal
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO

from voice_coach.speech.engines.engine import Engine, UnknownVoice
from voice_coach.speech.take import Trim, joined

Job = tuple[list[str], str, int, float]
"""Sentences, voice, words a minute, and seconds between two sentences."""
Result = tuple[dict[str, Any], bytes]
"""What is told of a job, and its PCM."""


def result(index: int, job: Job, engine: Engine, trim: Trim) -> Result:
    """Speak one job: its sentences, without the silence around each, with the pauses between."""
    sentences, voice, rate, pause = job
    try:
        spoken = [engine.speak(sentence, voice, rate) for sentence in sentences]
        hertz = spoken[0][0]
        pcm = joined([pcm for _, pcm in spoken], pause, hertz, trim)
    except UnknownVoice as fault:
        told = {"job": index, "error": "voice", "why": fault.voice, "known": fault.known}
        return told, b""
    except Exception as fault:  # whatever it is, the parent must hear of it
        return {"job": index, "error": "take", "why": str(fault)}, b""
    return {"job": index, "rate": hertz, "bytes": len(pcm)}, pcm


def send(out: BinaryIO, told: Result) -> None:
    """Write what came of a job."""
    message, pcm = told
    out.write(json.dumps(message).encode() + b"\n")
    out.write(pcm)
    out.flush()


def die_with(parent: int) -> None:
    """Ask Linux to end this process when its parent is gone, even by kill -9."""
    if sys.platform == "linux":
        _libc().prctl(1, 9)
        if os.getppid() != parent:  # it went before we asked, and nobody would tell us
            os._exit(1)


@lru_cache(maxsize=1)
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


assert sys.platform != "win32"  # tells the type checker, too

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


def main() -> None:
    """Speak the jobs on standard input."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print: what they print must not get between the takes
    die_with(os.getppid())
    try:
        module, voice, forks, trim = json.loads(sys.argv[1])
        engine: Engine = importlib.import_module(module).start(voice)
    except Exception as fault:  # whatever it is, the parent must hear of it
        send(out, ({"job": -1, "error": "engine", "why": str(fault)}, b""))
        return
    jobs: list[Job] = [tuple(job) for job in json.loads(sys.stdin.buffer.read() or b"[]")]
    _speak_all(jobs, engine, Trim(*trim), out, forks=forks)


def _speak_all(jobs: list[Job], engine: Engine, trim: Trim, out: BinaryIO, *, forks: bool) -> None:
    if forks and sys.platform != "win32":
        gc.disable()  # what it would look through, each fork would have to copy
        speak_each(jobs, engine, trim, out)
        return
    for index, job in enumerate(jobs):
        send(out, result(index, job, engine, trim))


if __name__ == "__main__":
    main()
    os._exit(0)  # all is written; tidying up would take as long as a few takes
