"""Shipped sessions, exported by the installed command and measured as a listener gets them.

Some are measured each time, the others by `pytest -m nightly`.

`pytest -rP` shows the figures of each.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from rig.command import Coach
from sound import measuring
from sound.measuring import HEARD, RATE, Signal

from voice_coach import resources
from voice_coach.plan.timeline import Sound, Timeline
from voice_coach.session.open import Session
from voice_coach.session.spec import SessionSpec

pytestmark = pytest.mark.slow

SLUGS = sorted(path.stem for path in resources.folder("scripts").glob("*.yaml"))
SPEECH = -18.0
CHIMES = (Sound.BEGIN, Sound.CHANGE, Sound.END)
CLEAR = round(0.5 * RATE)


@dataclass(frozen=True)
class Exported:
    """One session: what is in its file, and what should be."""

    slug: str
    path: Path
    samples: Signal
    cues: Sequence[tuple[int, int]]
    """First frame and first frame after each, from `coach show --json`."""
    timeline: Timeline

    def levels(self, least: float, most: float) -> NDArray[np.float64]:
        """Loudness in LUFS of each cue that is from `least` to `most` seconds long."""
        parts = [self.samples[a:b] for a, b in self.cues if least * RATE <= b - a < most * RATE]
        return np.array([measuring.lufs(part) for part in parts])


@pytest.fixture(scope="module")
def quiet_coach(tmp_path_factory: pytest.TempPathFactory, takes: Path) -> Coach:
    """The installed command in an empty folder, with the takes that all tests share."""
    folder = tmp_path_factory.mktemp("limits")
    homes = {name: str(folder / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    return Coach(folder, {**homes, "XDG_CACHE_HOME": str(takes)})


FEW = ("lower-back", "temples", "wind-down", "neck-braid", "first-time")
"""Of each kind one: these are measured each time, and by another meter, too."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(s, marks=() if s in FEW else pytest.mark.nightly) for s in SLUGS],
)
def exported(request: pytest.FixtureRequest, quiet_coach: Coach) -> Iterator[Exported]:
    """A shipped session in the default voice; its file goes when its tests are done."""
    path = quiet_coach.folder / "session.wav"
    done = quiet_coach("export", request.param, "--seed", "0", "-o", path)
    assert done.returncode == 0, done.stderr
    shown = json.loads(quiet_coach("show", request.param, "--seed", "0", "--json").stdout)
    words = [word for step in shown["steps"] for word in step["words"]]
    cues = [(round(w["start"] * RATE), round((w["start"] + w["seconds"]) * RATE)) for w in words]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in quiet_coach.env.items():
            patch.setenv(name, value)
        plan, exact = Session(SessionSpec(names=(request.param,))).outline()
    assert exact
    yield Exported(request.param, path, measuring.read(path), cues, plan.timeline)
    path.unlink()


def test_every_session_is_listed(quiet_coach: Coach) -> None:
    """The sessions measured here are all that the command lists."""
    listed = [row["slug"] for row in json.loads(quiet_coach("list", "--json").stdout)["sessions"]]
    assert sorted(listed) == SLUGS
    assert len(SLUGS) >= 27


def test_file_is_what_was_shown(exported: Exported) -> None:
    """The file is as long as planned, and `show` tells each cue at its frame."""
    assert len(exported.samples) == exported.timeline.length
    assert [(cue.start, cue.end) for cue in exported.timeline.speech] == list(exported.cues)


def test_cues_are_equally_loud(exported: Exported) -> None:
    """Each cue of 1 s or more is at -18 LUFS within 0.5, a shorter one within 1.5; all within 1 LU."""
    long, short = exported.levels(1.0, np.inf), exported.levels(0.4, 1.0)
    every = np.concatenate((long, short))
    print(f"FIGURES cues {len(long)} {long.min():.2f} {long.max():.2f}", end=" ")
    print(f"{len(short)} {short.min(initial=0):.2f} {short.max(initial=-99):.2f}")
    assert len(every) + 6 > 0.8 * len(exported.cues)
    assert np.abs(long - SPEECH).max() <= 0.5
    assert np.abs(short - SPEECH).max(initial=0.0) <= 1.5
    assert np.ptp(long) <= 1.0


def test_peak(exported: Exported) -> None:
    """The true peak is at most -1 dBTP; for some, ffmpeg finds the same, and the same loudness."""
    peak = measuring.true_peak(exported.samples)
    print(f"FIGURES peak {peak:.2f}")
    assert peak <= -1.0
    if exported.slug in FEW:
        level, its_peak = measuring.ebur128(exported.path)
        whole = measuring.powers(exported.samples)
        assert peak == pytest.approx(its_peak, abs=0.3)
        assert measuring.gated(whole) == pytest.approx(level, abs=0.2)


def test_chimes_are_under_speech_and_clear_of_it(exported: Exported) -> None:
    """The loudest 400 ms of each chime are 3 to 9 LU under speech; it is 0.5 s clear of each cue."""
    render_chime = [s for s in exported.timeline.chimes if s.sound in CHIMES]
    assert Sound.BEGIN in {chime.sound for chime in render_chime}
    loudest = [measuring.momentary(exported.samples[s.start : s.end]).max() for s in render_chime]
    print(f"FIGURES chimes {len(render_chime)} {min(loudest):.2f} {max(loudest):.2f}")
    assert all(3 <= SPEECH - level <= 9 for level in loudest)
    for chime in render_chime:
        near = [(a, b) for a, b in exported.cues if a < chime.end + CLEAR]
        assert all(b + CLEAR <= chime.start for a, b in near)
        assert measuring.levels(exported.samples[chime.end : chime.end + CLEAR]).max() < HEARD


def test_start_leaves_time_to_wake(exported: Exported) -> None:
    """The first word comes 1.5 s or more after the start; before it is floor, then a chime."""
    first = exported.cues[0][0]
    assert first >= 1.5 * RATE
    levels = measuring.levels(exported.samples[:first])
    assert levels.min() > 10 ** (-75 / 20)
    assert levels[:50].max() < HEARD
    assert levels.max() > HEARD


def test_something_sounds_every_25_s(exported: Exported) -> None:
    """Nothing but the floor is heard for at most 25 s at a time."""
    quiet = measuring.longest_quiet(exported.samples)
    print(f"FIGURES quiet {quiet:.1f} first {exported.cues[0][0] / RATE:.2f}")
    assert 2.0 < quiet <= 25.0


def test_whole_sessions_are_measured_as_the_standard_meter_does(quiet_coach: Coach) -> None:
    """Measured in pieces, a session is as loud as pyloudnorm's own call finds it."""
    import pyloudnorm

    path = quiet_coach.folder / "brow.wav"
    assert quiet_coach("export", "brow", "-o", path).returncode == 0
    samples = measuring.read(path).astype(float)
    path.unlink()
    found = measuring.gated(measuring.powers(samples))
    assert found == pytest.approx(pyloudnorm.Meter(RATE).integrated_loudness(samples), abs=0.01)


CHILD = """
import os, re, sys
from msgspec.structs import replace
from voice_coach.session.open import open_session
from voice_coach.session.spec import MixSpec, SessionSpec
from voice_coach.export.render import render_blocks
from voice_coach.plan.timeline import Timeline

def repeated(once, times):
    def shifted(events):
        return tuple(
            replace(e, start=e.start + n * once.length) for n in range(times) for e in events
        )
    kinds = (shifted(each) for each in (once.speech, once.chimes, once.steps, once.holds))
    return Timeline(once.length * times, *kinds, (0, once.length * times))

session = open_session(SessionSpec(names=("lower-back",), mix=MixSpec(bed=sys.argv[2])))
mixer = session.mixer
mixer.use(repeated(session.timeline, int(sys.argv[1])))
size = 44 + sum(block.nbytes for block in render_blocks(mixer))
# Not from `resource`: on Linux a child inherits the peak of the process that started it.
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
print(size, peak[1])
"""


@pytest.mark.parametrize("bed", ["none", "rain"])
def test_memory_does_not_grow_with_length(quiet_coach: Coach, bed: str) -> None:
    """Two hours (with a bed, twenty minutes) take at most 1.1 times the memory of ten minutes."""
    most = 12 if bed == "none" else 2  # a bed is under every frame, so that takes its time
    found = []
    for times in (1, most):
        command = [sys.executable, "-c", CHILD, str(times), bed]
        environment = quiet_coach.environment()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        found.append([int(number) for number in done.stdout.split()])
    (size, memory), (long_size, long_memory) = found
    print(f"FIGURES memory {bed} {memory} {long_memory}")
    assert long_size == pytest.approx(most * size, rel=1e-6)
    assert size > 9.5 * 60 * RATE * 4
    assert long_memory <= 1.1 * memory
