"""Measures every shipped session as a listener gets it, and prints the table of docs/sound.md.

    python bench/limits.py                     # the default voice
    python bench/limits.py --voice en-us+f5 neck jaw

Each session is exported at its standard length by the installed command and measured by pyloudnorm
and ffmpeg, not by the program's own meter. The limits are held by tests/sound/test_limits.py; this
tells how near the worst of all sessions comes to them. Needs what tests need.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import cues
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from voice_coach import Session, SessionSpec, open_session
from voice_coach.plan.timeline import Line, Sound
from voice_coach.session.spec import VoiceSpec
from voice_coach.sound import clips
from voice_coach.sound.limiter import CLIP_CEILING, true_heights
from voice_coach.units import RATE

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
measuring = importlib.import_module("sound.measuring")

COACH = str(Path(sys.executable).with_name("coach"))
CHIMES = (Sound.BEGIN, Sound.CHANGE, Sound.END)
Levels = list[float]


class Figures(Struct):
    """Of one session."""

    name: str
    long: Levels
    """LUFS of each cue of 1 s or more."""
    short: Levels
    """LUFS of each cue of 0.4 to 1 s."""
    chimes: Levels
    """LU under speech of each chime's loudest 400 ms."""
    peak: float
    """dBTP."""
    its_peak: float
    """By ffmpeg."""
    loudness: float
    """LUFS of the whole."""
    its_loudness: float
    first: float
    """Seconds to the first word."""
    quiet: float
    """Longest time in seconds with nothing but the floor."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", help="default: all that are shipped")
    parser.add_argument("--voice", default="")
    asked = parser.parse_args()
    found: list[Figures] = []
    lines: dict[Line, None] = {}
    session = None
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.names or cues.shipped():
            session = open_session(SessionSpec(names=(name,), voice=VoiceSpec(name=asked.voice)))
            found.append(figures(name, session, Path(folder, "session.wav"), asked.voice))
            lines |= dict.fromkeys(cue.line for cue in session.timeline.speech)
            print(progress(found[-1]), file=sys.stderr, flush=True)
    assert session
    print(f"\n{len(found)} sessions in {session.narrator.delivery.voice}\n")
    print("\n".join(table(found)))
    print(f"| Cues that pass through the limiter | at most 5% | {through(session, list(lines))} |")


def figures(name: str, session: Session, path: Path, voice: str) -> Figures:
    """Export a session and measure the file."""
    chosen = ["--voice", voice] if voice else []
    command = [COACH, "export", name, *chosen, "--seed", "0", "-o", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    samples, timeline = measuring.read(path), session.timeline
    assert len(samples) == timeline.length
    parts = [samples[cue.start : cue.end] for cue in timeline.speech]
    rung = [s for s in timeline.chimes if s.sound in CHIMES]
    loudest = [measuring.momentary(samples[s.start : s.end]).max() for s in rung]
    loudness, peak = measuring.ebur128(path)
    return Figures(
        name,
        [measuring.lufs(part) for part in parts if len(part) >= RATE],
        [measuring.lufs(part) for part in parts if 0.4 * RATE <= len(part) < RATE],
        [clips.SPEECH - level for level in loudest],
        measuring.true_peak(samples),
        peak,
        measuring.gated(measuring.powers(samples)),
        loudness,
        timeline.speech[0].start / RATE,
        measuring.longest_quiet(samples),
    )


def progress(one: Figures) -> str:
    """Return a line about a session."""
    return f"{one.name:24} {span(one.long)} LUFS, {one.peak:.1f} dBTP, quiet {one.quiet:.1f} s"


def table(found: Sequence[Figures]) -> list[str]:
    """Return the rows of the table: what, limit, worst of all sessions."""
    long = [level for one in found for level in one.long]
    short = [level for one in found for level in one.short]
    chimes = [level for one in found for level in one.chimes]
    spread = max(max(one.long) - min(one.long) for one in found)
    peaks = max(abs(one.peak - one.its_peak) for one in found)
    meters = max(abs(one.loudness - one.its_loudness) for one in found)
    rows = [
        (f"Cues of 1 s or more ({len(long):,}), as delivered in stereo", "-18.0 ±0.5 LUFS",
         f"{span(long)} LUFS"),
        (f"Cues of 0.4 to 1 s ({len(short):,})", "-18.0 ±1.5 LUFS", f"{span(short)} LUFS"),
        ("Spread from cue to cue of 1 s or more in a session", "at most 1.0 LU", f"{spread:.2f} LU"),
        ("True peak of a session", "at most -1.0 dBTP", f"{max(o.peak for o in found):.1f} dBTP"),
        ("The same by ffmpeg's meter", "differs by at most 0.3 dB", f"{peaks:.1f} dB"),
        ("Integrated loudness, pyloudnorm against ffmpeg", "differs by at most 0.2 LU",
         f"{meters:.2f} LU"),
        (f"Loudest 400 ms of a chime ({len(chimes)}) under speech", "3 to 9 LU",
         f"{min(chimes):.1f} to {max(chimes):.1f} LU"),
        ("First word after the start", "1.5 s or more", f"{min(o.first for o in found):.1f} s"),
        ("Longest time with nothing but the floor", "at most 25 s",
         f"{max(o.quiet for o in found):.0f} s"),
    ]  # fmt: skip
    head = ["| What | Limit | Worst of all sessions |", "| --- | --- | --- |"]
    return head + [f"| {what} | {limit} | {worst} |" for what, limit, worst in rows]


def span(levels: Levels) -> str:
    """Return the least and the most of some levels."""
    return f"{min(levels):.2f} to {max(levels):.2f}" if levels else "none"


def through(session: Session, lines: Sequence[Line]) -> str:
    """Return how many different cues are turned down by the limiter, and by how much at most."""
    over: Levels = []

    def noted(clip: NDArray[np.float32]) -> NDArray[np.float32]:
        over.append(20 * np.log10(float(true_heights(clip).max(initial=1e-9)) / CLIP_CEILING))
        return clip

    with mock.patch.object(clips, "limited", noted):
        for line in lines:
            cues.heard(session.narrator, line)
    passed = [each for each in over if each > 0]
    most = f", by {max(passed):.1f} dB at most" if passed else ""
    return f"{len(passed)} of {len(over)} ({len(passed) / len(over):.1%}){most}"


if __name__ == "__main__":
    main()
