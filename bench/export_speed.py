"""Times `coach export` against what the machine can do and against what people write by hand.

    python bench/export_speed.py [lower-back] [--runs 5] [--peer]

The floor is one `espeak-ng -m` process that writes the same words with SSML breaks at the same
length, plus a copy of the exported file. The peer (`--peer`) is `bench/peer.py`: a loop over the
cues with pyttsx3 and pydub (pip install pydub). All in one run, one after the other, medians.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import Any

COACH = str(Path(sys.executable).with_name("coach"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="lower-back")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", action="store_true")
    asked = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), asked.name, asked.runs, peer=asked.peer)


def compare(folder: Path, name: str, runs: int, *, peer: bool) -> None:
    """Print medians, ratios and peak memory."""
    wav = folder / "session.wav"
    export = [COACH, "export", name, "-o", str(wav)]
    timed(export)
    shown = subprocess.run([COACH, "show", name, "--json"], capture_output=True, check=True).stdout
    (folder / "words.ssml").write_text(ssml(json.loads(shown)))
    espeak = ["espeak-ng", "-m", "-v", "en-us+f5", "-s", "116", "-w", str(folder / "floor.wav")]
    floors, empties, cached = [], [], []
    for run in range(runs):
        floors.append(timed([*espeak, "-f", str(folder / "words.ssml")]) + copied(wav))
        empties.append(timed(export, XDG_CACHE_HOME=str(folder / f"cache{run}")))
        cached.append(timed(export, XDG_CACHE_HOME=str(folder / f"cache{run}")))
    floor = statistics.median(floors)
    print(f"floor {floor:.3f} s (espeak-ng with breaks, and a copy)")
    for what, values in (("empty cache", empties), ("takes cached", cached)):
        middle = statistics.median(values)
        print(f"export, {what}: {middle:.3f} s, {middle / floor:.2f} x the floor")
    print(f"peak memory: {memory(export):.0f} MiB")
    if peer:
        against_peer(folder, shown, statistics.median(empties), memory(export))


def against_peer(folder: Path, shown: bytes, ours: float, our_memory: float) -> None:
    """Time the script that people write by hand."""
    (folder / "shown.json").write_bytes(shown)
    command = [sys.executable, str(Path(__file__).with_name("peer.py")), str(folder / "shown.json")]
    command.append(str(folder / "peer.wav"))
    seconds, used = timed(command), memory(command)
    print(
        f"peer: {seconds:.3f} s, {seconds / ours:.1f} x ours (empty cache); {used:.0f} MiB,", end=""
    )
    print(f" {used / our_memory:.1f} x ours")


def timed(command: list[str], **env: str) -> float:
    """Return the seconds a command takes."""
    begun = time.perf_counter()
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, check=True, env={**os.environ, **env}, **quiet)
    return time.perf_counter() - begun


def copied(path: Path) -> float:
    """Return the seconds a copy takes."""
    begun = time.perf_counter()
    shutil.copyfile(path, path.with_suffix(".copy"))
    return time.perf_counter() - begun


def memory(command: list[str]) -> float:
    """Return the peak memory of a command and its children, each by itself, in MiB."""
    code = "import resource,subprocess,sys; subprocess.run(sys.argv[1:],stdout=-3,stderr=-3);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    told = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True)
    return int(told.stdout) / (1024 * (1024 if sys.platform == "darwin" else 1))


def ssml(shown: dict[str, Any]) -> str:
    """Return the session's words with breaks where nobody speaks."""
    parts, at = ["<speak>"], 0.0
    for word in (word for step in shown["steps"] for word in step["words"]):
        parts.append(f'<break time="{max(0, round((word["start"] - at) * 1000))}ms"/>')
        parts.append(escape(word["text"]))
        at = word["start"] + word["seconds"]
    parts.append(f'<break time="{round((shown["seconds"] - at) * 1000)}ms"/></speak>')
    return "".join(parts)


if __name__ == "__main__":
    print(f"processors: {os.cpu_count()}, page size {resource.getpagesize()}")
    main()
