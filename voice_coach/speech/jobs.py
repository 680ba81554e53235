"""One job of a voice, inside its process: spoken, reported, and ended along with the parent."""

from __future__ import annotations

import ctypes
import json
import os
import sys
from functools import lru_cache
from typing import Any, BinaryIO

from voice_coach.speech.engines.engine import Engine, UnknownVoice
from voice_coach.speech.take import Trim, joined

Job = tuple[list[str], str, int, float]
"""Sentences, voice, words a minute, and seconds between two sentences."""
Result = tuple[dict[str, Any], bytes]
"""The message about a job, and its PCM."""


def result(index: int, job: Job, engine: Engine, trim: Trim) -> Result:
    """Speak one job: its sentences, without the silence around each, with the pauses between."""
    sentences, voice, rate, pause = job
    try:
        spoken = [engine.speak(sentence, voice, rate) for sentence in sentences]
        hertz = spoken[0][0]
        pcm = joined([pcm for _, pcm in spoken], pause, hertz, trim)
    except UnknownVoice as fault:
        message = {"job": index, "error": "voice", "why": fault.voice, "known": fault.known}
        return message, b""
    except Exception as fault:  # whatever it is, the parent must hear of it
        return {"job": index, "error": "take", "why": str(fault)}, b""
    return {"job": index, "rate": hertz, "bytes": len(pcm)}, pcm


def send(out: BinaryIO, result: Result) -> None:
    """Write what came of a job."""
    message, pcm = result
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
