"""The process in which a voice speaks: `python -m voice_coach.speech.worker MODULE VOICE`, as JSON.

Starts the engine of that module, at its quickest in that voice, then reads one JSON list of jobs
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
import sys
from functools import lru_cache
from typing import Any, BinaryIO

from voice_coach.speech.engines.engine import Engine, Family, UnknownVoice
from voice_coach.speech.join import joined
from voice_coach.speech.trim import Trim

Job = tuple[list[str], str, int, float]
"""Sentences, voice, words a minute, and seconds between two sentences."""
Result = tuple[dict[str, Any], bytes]
"""What is told of a job, and its PCM."""


def main() -> None:
    """Speak the jobs on standard input."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print: what they print must not get between the takes
    die_with(os.getppid())
    try:
        name, voice = json.loads(sys.argv[1])
        module = importlib.import_module(name)
        engine: Engine = module.start(voice)
    except Exception as fault:  # whatever it is, the parent must hear of it
        send(out, ({"job": -1, "error": "engine", "why": str(fault)}, b""))
        return
    jobs: list[Job] = [tuple(job) for job in json.loads(sys.stdin.buffer.read() or b"[]")]
    _speak_all(jobs, engine, module.FAMILY, out)


def _speak_all(jobs: list[Job], engine: Engine, family: Family, out: BinaryIO) -> None:
    if family.forks and sys.platform != "win32":
        from voice_coach.speech.forks import speak_each

        gc.disable()  # what it would look through, each fork would have to copy
        speak_each(jobs, engine, family.trim, out)
        return
    for index, job in enumerate(jobs):
        send(out, result(index, job, engine, family.trim))


def result(index: int, job: Job, engine: Engine, trim: Trim) -> Result:
    """Speak one job: its sentences, without the silence around each, with the pauses between."""
    sentences, voice, rate, pause = job
    try:
        spoken = [engine.speak(sentence, voice, rate) for sentence in sentences]
        hertz = spoken[0][0]
        pcm = joined([bytearray(pcm) for _, pcm in spoken], pause, hertz, trim)
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


if __name__ == "__main__":
    main()
    os._exit(0)  # all is written; tidying up would take as long as a few takes
