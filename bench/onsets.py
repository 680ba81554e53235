"""Plays a whole session to a recorded null sink and measures it against its export.

    python bench/onsets.py lower-back [--hogs 4] [--exports]

Prints the error of each cue's onset (median, worst), drift from first to last, cues missing,
frames that differ, dropouts, processor time, and the time from command to first sound.
Needs pulseaudio and pulseaudio-utils; uses the private server of the tests.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from rig.command import Coach  # noqa: E402
from rig.hearing import gaps, lag, loud_at, read  # noqa: E402
from rig.load import BURN, EXPORT, beside  # noqa: E402
from rig.server import SoundServer  # noqa: E402

RATE = 48_000


def main() -> None:
    """Measure one session."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--hogs", type=int, default=0, help="processes that only burn time")
    parser.add_argument("--exports", action="store_true", help="speak and export others meanwhile")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = SoundServer(Path(folder, "pulse"))
        server.start()
        names = ("XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_COOKIE", "PULSE_RUNTIME_PATH")
        coach = Coach(Path(folder), {name: server.env[name] for name in names})
        try:
            others = [BURN] * asked.hogs + [EXPORT] * asked.exports
            measure(coach, server, asked.name, others)
        finally:
            server.stop()


def measure(coach: Coach, server: SoundServer, name: str, others: list[str]) -> None:
    """Play, record, compare, print; `others` are programs that run meanwhile."""
    coach("export", name, "-o", "session.wav", timeout=300)
    exported = read(coach.folder / "session.wav")
    shown = json.loads(coach("show", name, "--json").stdout)
    cues = [w for step in shown["steps"] for w in step["words"]]
    with beside(others), server.recording() as recording:
        begun, frames_before = time.monotonic(), recording.frames
        process = coach.start("play", name)
        first = None
        while process.poll() is None:
            time.sleep(0.02)
            if first is None and loud_at(recording.samples()[frames_before:], 60).size:
                first = time.monotonic() - begun
        used = os.times()
        heard = recording.samples()
    report(heard, exported, cues, first, used.children_user + used.children_system)


def report(heard, exported, cues, first, processor) -> None:  # type: ignore[no-untyped-def]
    """Compare cue by cue and print."""
    start = round(cues[0]["start"] * RATE)
    offset = lag(heard[: 30 * RATE], exported[start : start + 2 * RATE]) - start
    errors, differing = [], 0
    for cue in cues:
        at, length = round(cue["start"] * RATE), round(cue["seconds"] * RATE)
        known = exported[at : at + length]
        low = max(0, at + offset - RATE // 2)
        found = lag(heard[low : at + offset + length + RATE // 2], known) + low - at - offset
        errors.append(found / RATE * 1000)
        same = heard[at + offset + found : at + offset + found + length]
        differing += int((same != known[: len(same)]).any(axis=1).sum())
    inside = heard[offset + RATE // 10 : offset + len(exported) - RATE // 10]
    dropouts = [length for length in gaps(inside) if length > RATE // 1000]
    print(
        f"cues {len(cues)}, onset error ms: median {np.median(np.abs(errors)):.3f}"
        f", worst {np.max(np.abs(errors)):.3f}, drift {errors[-1] - errors[0]:.3f}"
    )
    print(f"frames of cues that differ from the export: {differing}")
    print(f"dropouts over 1 ms: {len(dropouts)} {dropouts[:10]}")
    print(f"first sound after {first:.2f} s (with polling of 0.02 s)")
    print(f"processor time of all children (with export and show): {processor:.1f} s")


if __name__ == "__main__":
    main()
