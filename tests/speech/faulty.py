"""A pyttsx3 that fails on demand, put before the real one in the speech child, and its traces."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_BINDING = """
import ctypes, itertools, os, signal, sys
from pathlib import Path

AUDIO_OUTPUT_SYNCHRONOUS = RATE = ENDPAUSE = CHARS_UTF8 = 1
FOLDER = Path(__file__).parents[2]
dll = None
FAULT, ALWAYS = (FOLDER / "fault").read_text().split()
LEFT = 2 if ALWAYS == "twice" else 10**6


def forever():
    while True:
        signal.pause()


FAULTS = {
    "hangs": forever,
    "dies": lambda: os._exit(7),
    "aborts": os.abort,
    "crashes": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "kills": lambda: os.kill(os.getppid(), signal.SIGKILL),
    "raises": lambda: 1 / 0,
    "speaks-nothing": lambda: "nothing",
    "prints": lambda: [os.write(1, b"{ noise\\n"), print("noise", flush=True)] and None,
}


def trace(kind):
    (FOLDER / "traces" / f"{kind}.{os.getpid()}").touch()
    return next(count for count in itertools.count(1) if claimed(f"{count}th-{kind}"))


def claimed(name):
    try:
        (FOLDER / "traces" / name).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def fail(count):
    return FAULTS[FAULT.partition(":")[2]]() if count <= LEFT else None


def Initialize(output, milliseconds):
    count = trace("worker")
    if FAULT == "start:fails":
        return -1
    if FAULT.startswith("start:"):
        fail(count)
    return 22050


def SetVoiceByName(name):
    return 0


def SetParameter(parameter, value, relative):
    return 0


def SetSynthCallback(callback):
    global heard
    heard = callback


def Synth(text, flags):
    count = trace("fork")
    if FAULT.startswith("take:") and fail(count):
        return
    samples = (ctypes.c_short * 11025)(*[3000] * 11025)
    heard(ctypes.cast(samples, ctypes.c_void_p).value, 11025, None)


def Synchronize():
    return 0
"""


@dataclass(frozen=True)
class Faulty:
    """A folder for PYTHONPATH in which pyttsx3 has a fault."""

    folder: Path

    def install(self, fault: str, how_often: str = "always") -> None:
        """Have the engine fail; a fault is ``start:kind`` or ``take:kind``."""
        drivers = self.folder / "pyttsx3" / "drivers"
        drivers.mkdir(parents=True)
        for package in (drivers.parent, drivers):
            (package / "__init__.py").touch()
        (drivers / "_espeak.py").write_text(_BINDING)
        (self.folder / "espeakng_loader.py").write_text("raise ImportError")
        (self.folder / "traces").mkdir()
        (self.folder / "fault").write_text(f"{fault} {how_often}")

    def processes(self, kind: str = "*") -> list[int]:
        """The processes that spoke or began to: ``worker`` or ``fork``."""
        found = (self.folder / "traces").glob(f"{kind}.*")
        return [int(path.suffix[1:]) for path in found]

    def left(self) -> list[int]:
        """Those of them that still run."""
        return [number for number in self.processes() if _runs(number)]


def _runs(process: int) -> bool:
    """A zombie has ended: nothing but its parent's interest is missing."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z" and process != os.getpid()
