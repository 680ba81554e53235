"""The speech child: `python -m voice_coach.speech.worker VOICE`, the voice's name as JSON.

Gets ready to speak in that voice, then reads one JSON list of jobs from standard input. Writes for
each, in the order they get done, a JSON line ``{"job": index, "rate": Hz, "bytes": n}`` and n bytes
of PCM, or ``{"job": index, "error": kind, "why": text}``. Each take is spoken by a fork of the warm
process: eSpeak carries state from one utterance to the next, and a fresh state makes the same bytes
every time, in any order. A fork that hangs is ended by its own alarm.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import selectors
import signal
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO

from voice_coach.speech import espeak
from voice_coach.speech.phrase import joined

TAKE_SECONDS = int(os.environ.get("VOICE_COACH_TAKE_SECONDS", "20"))
"""A sentence takes a hundredth of a second; past this it hangs."""

Job = tuple[list[str], str, int, float]
"""Sentences, voice, words a minute, and seconds between two sentences."""
_Fork = tuple[int, int, bytearray]
"""Number of its job, process, and what it has sent."""


def main() -> None:
    """Speak the jobs on standard input."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print: what they print must not get between the takes
    _die_with(os.getppid())
    gc.disable()  # what it would look through, each fork would have to copy
    try:
        espeak.prepare()
        voice = json.loads(sys.argv[1])
        speak = espeak.Binding(voice) if sys.platform == "linux" else espeak.engine()
    except Exception as fault:  # whatever it is, the parent must hear of it
        _send(out, {"job": -1, "error": "engine", "why": str(fault)})
        return
    jobs: list[Job] = [tuple(job) for job in json.loads(sys.stdin.buffer.read() or b"[]")]
    if sys.platform == "linux":
        _fork_each(jobs, speak, out)
    else:
        for index, job in enumerate(jobs):
            _send(out, *_result(index, job, speak))


def _fork_each(jobs: list[Job], speak: espeak.Voice, out: BinaryIO) -> None:
    """Speak each job in a fork, and keep all processors at it: one ends while another begins."""
    waiting = iter(enumerate(jobs))
    with selectors.DefaultSelector() as selector:
        for _ in range((os.cpu_count() or 1) + 1):
            _start_next(waiting, speak, selector)
        while selector.get_map():
            for key, _ in selector.select():
                if not _read_on(key.fd, key.data):
                    selector.unregister(key.fd)
                    os.close(key.fd)
                    _start_next(waiting, speak, selector)
                    _hand_over(key.data, out)


def _start_next(
    waiting: Iterator[tuple[int, Job]], speak: espeak.Voice, selector: selectors.BaseSelector
) -> None:
    index, job = next(waiting, (-1, None))
    if job is None:
        return
    reader, writer = os.pipe()
    worker = os.getpid()
    child = os.fork()
    if child == 0:
        _die_with(worker)
        os.close(reader)
        _speak_and_exit(index, job, speak, writer)
    os.close(writer)
    selector.register(reader, selectors.EVENT_READ, (index, child, bytearray()))


def _speak_and_exit(index: int, job: Job, speak: espeak.Voice, writer: int) -> None:
    signal.alarm(TAKE_SECONDS)
    try:
        with os.fdopen(writer, "wb") as pipe:
            _send(pipe, *_result(index, job, speak))
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
        _send(out, {"job": index, "error": "ended", "why": f"the speech process ended ({status})"})
    else:
        out.write(received)
        out.flush()


def _result(index: int, job: Job, speak: espeak.Voice) -> tuple[dict[str, Any], bytes | memoryview]:
    sentences, voice, words, pause = job
    try:
        spoken = [speak(sentence, voice, words) for sentence in sentences]
        rate = spoken[0][0]
        pcm = joined([pcm for _, pcm in spoken], pause, rate)
    except espeak.NoSuchVoice as fault:
        return {"job": index, "error": "voice", "why": str(fault), "known": espeak.voices()}, b""
    except Exception as fault:  # whatever it is, the parent must hear of it
        return {"job": index, "error": "take", "why": str(fault)}, b""
    return {"job": index, "rate": rate, "bytes": len(pcm)}, pcm


def _send(out: BinaryIO, message: dict[str, Any], pcm: bytes | memoryview = b"") -> None:
    out.write(json.dumps(message).encode() + b"\n")
    out.write(pcm)
    out.flush()


def _die_with(parent: int) -> None:
    """Ask Linux to end this process when its parent is gone, even by kill -9."""
    if sys.platform == "linux":
        _libc().prctl(1, signal.SIGKILL)
        if os.getppid() != parent:  # it went before we asked, and nobody would tell us
            os._exit(1)


@lru_cache(maxsize=1)
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


if __name__ == "__main__":
    main()
    os._exit(0)  # all is written; tidying up would take as long as a few takes
