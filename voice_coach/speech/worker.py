"""The process in which a voice speaks: `python -m voice_coach.speech.worker JSON`.

The JSON is a list: the engine's module, a voice, whether each take needs a fresh state, and what is
silence around a sentence. Starts the engine, at its quickest in that voice, then reads one JSON list of jobs
from standard input. Writes for each, in the order they get done, a JSON line
``{"job": index, "rate": Hz, "bytes": n}`` and n bytes of PCM, or
``{"job": index, "error": kind, "why": text}``.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from typing import BinaryIO

from voice_coach.speech.engines.engine import Engine
from voice_coach.speech.jobs import Job, die_with, result, send
from voice_coach.speech.take import Trim


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
        from voice_coach.speech.forks import speak_each

        gc.disable()  # what it would look through, each fork would have to copy
        speak_each(jobs, engine, trim, out)
        return
    for index, job in enumerate(jobs):
        send(out, result(index, job, engine, trim))


if __name__ == "__main__":
    main()
    os._exit(0)  # all is written; tidying up would take as long as a few takes
