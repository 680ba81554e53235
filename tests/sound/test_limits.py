"""Every shipped session, exported by the installed command and measured as a listener gets it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyloudnorm
import pytest
from rig.command import Coach
from sound.measuring import (
    RATE,
    SHORTEST,
    Signal,
    ebur128,
    first_sound,
    longest_quiet,
    lufs,
    momentary,
    read,
    rms,
    true_peak,
)

from voice_coach import resources
from voice_coach.cli.options import Choices, timed
from voice_coach.plan.session import Length, Telling
from voice_coach.plan.timeline import Sound, Strike, Timeline
from voice_coach.speech.delivery import DEFAULT_RATE, DEFAULT_VOICE

SLUGS = sorted(path.stem for path in resources.folder("scripts").glob("*.yaml"))
SPEECH = -18.0
CHIMES = (Sound.BEGIN, Sound.CHANGE, Sound.END)
CLEAR = round(0.5 * RATE)


@dataclass(frozen=True)
class Exported:
    """One session: what is in its file and what should be."""

    path: Path
    samples: Signal
    cues: Sequence[tuple[int, int]]
    """First frame and first frame after each, from `coach show --json`."""
    timeline: Timeline

    def part(self, start: int, end: int) -> Signal:
        """Some of its samples."""
        return self.samples[max(0, start) : end]


@pytest.fixture(params=SLUGS)
def exported(
    request: pytest.FixtureRequest, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """A shipped session in the default voice; the file goes when its test ends."""
    path = coach.folder / "session.wav"
    done = coach("export", request.param, "-o", path)
    assert done.returncode == 0, done.stderr
    shown = json.loads(coach("show", request.param, "--json").stdout)
    words = [word for step in shown["steps"] for word in step["words"]]
    cues = [(round(w["start"] * RATE), round((w["start"] + w["seconds"]) * RATE)) for w in words]
    for name, value in coach.env.items():
        monkeypatch.setenv(name, value)
    choices = Choices(Length.STANDARD, Telling(), DEFAULT_VOICE, DEFAULT_RATE)
    made, exact = timed([request.param], choices)
    assert exact and shown["exact"]
    yield Exported(path, read(path), cues, made.timeline)
    path.unlink()


def test_session(exported: Exported) -> None:
    """The file keeps every limit of loudness, peak, chimes, lead-in and silence."""
    assert len(exported.samples) == exported.timeline.length
    assert [(cue.start, cue.end) for cue in exported.timeline.spoken] == list(exported.cues)
    print(figures(exported))


def figures(exported):
    out = {}
    long, short = [], []
    for start, end in exported.cues:
        if end - start >= SHORTEST:
            (long if end-start >= RATE else short).append(lufs(exported.part(start, end)))
    out["n"] = len(long), len(short), len(exported.cues)
    out["long"] = min(long), max(long)
    out["short"] = min(short, default=0), max(short, default=0)
    out["chimes"] = sorted({(s.sound.value, round(momentary(exported.part(s.start, s.end)).max(),2)) for s in exported.timeline.strikes if s.sound in CHIMES})
    out["quiet"] = longest_quiet(exported.samples)
    out["first"] = first_sound(exported.samples), exported.cues[0][0]/RATE
    import time
    t=time.time(); out["tp"]=true_peak(exported.samples); out["t"]=time.time()-t
    t=time.time(); out["ff"]=ebur128(exported.path); out["tff"]=time.time()-t
    t=time.time(); out["ln"]=float(pyloudnorm.Meter(RATE).integrated_loudness(exported.samples)); out["tln"]=time.time()-t
    return out
