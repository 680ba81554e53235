"""How fast and in how much memory each format is written, against ffmpeg on the same samples.

    python bench/encoders.py [neck] [--length 10m] [--bed waves] [--runs 3] [--onsets]

Each format is written by `coach export` from cached takes, mixing and all, and by ffmpeg from the
finished WAV at the same settings; processor seconds and wall seconds of both, medians, one after
the other in one run. `wheels` is what comes in wheels alone; `ffmpeg` lets the export use the
program ffmpeg, as it does where that is installed. With `--onsets`, how far each cue stands from
the plan once a file is decoded, and how high it swings (needs scipy).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

COACH = str(Path(sys.executable).with_name("coach"))
PEERS = {
    "flac": ["-c:a", "flac"],
    "mp3": ["-c:a", "libmp3lame", "-b:a", "96k", "-compression_level", "3"],
    "opus": ["-c:a", "libopus", "-b:a", "64k"],
    "m4a": ["-c:a", "aac", "-aac_coder", "fast", "-b:a", "96k"],
}
"""Format to what ffmpeg is told."""
_MEASURE = """
import resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=-3, stderr=-3)
wall = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
Figures = tuple[float, float, float]
"""Wall seconds, processor seconds, MiB of the largest process."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="neck")
    parser.add_argument("--length", default="10m")
    parser.add_argument("--bed", default="waves")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--onsets", action="store_true")
    asked = parser.parse_args()
    session = [asked.name, "--length", asked.length, "--bed", asked.bed]
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), session, asked.runs)
        if asked.onsets:
            onsets(Path(folder), session)


def compare(folder: Path, session: list[str], runs: int) -> None:
    """Print a line for each format and lane."""
    wav = folder / "plain.wav"
    seconds = length(wav, session)
    print(f"{seconds:.0f} s of sound; x = times real time, by processor seconds")
    print(f"{'':16}{'MB':>7}{'kb/s':>7}{'cpu s':>8}{'x':>6}{'wall s':>8}{'x':>6}{'MiB':>6}")
    line("mix alone (wav)", wav, seconds, timed(runs, export(session, wav), lane("", folder)))
    for kind, options in PEERS.items():
        peer = folder / f"peer.{kind}"
        ffmpeg = ["ffmpeg", "-v", "error", "-y", "-i", str(wav), *options, str(peer)]
        rows: dict[str, tuple[list[str], Path, dict[str, str]]]
        rows = {f"{kind} by ffmpeg itself": (ffmpeg, peer, {})}
        for name in ("wheels", "ffmpeg"):
            path = folder / f"{name}.{kind}"
            rows[f"{kind} {name}"] = (export(session, path), path, lane(name, folder))
        for label, (command, path, env) in rows.items():
            line(label, path, seconds, timed(runs, command, env))


def length(wav: Path, session: list[str]) -> float:
    """Make the WAV; return how long it is."""
    subprocess.run(export(session, wav), check=True, stdout=subprocess.DEVNULL)
    return (wav.stat().st_size - 44) / (48_000 * 4)


def export(session: list[str], path: Path) -> list[str]:
    """Return the command that writes a session."""
    return [COACH, "export", *session, "-o", str(path)]


def lane(name: str, folder: Path) -> dict[str, str]:
    """Return an environment in which only wheels, or only ffmpeg, encode."""
    hook = folder / f"lane-{name}"
    hook.mkdir(exist_ok=True)
    if name == "wheels":
        return {"PATH": str(hook)}
    (hook / "sitecustomize.py").write_text("import sys\nsys.modules['av'] = None\n")
    return {"PYTHONPATH": str(hook)}


def timed(runs: int, command: list[str], env: dict[str, str]) -> Figures:
    """Return the medians of a command's figures."""
    asked = [sys.executable, "-c", _MEASURE, *command]
    told = []
    for _ in range(runs):
        done = subprocess.run(asked, env={**os.environ, **env}, capture_output=True, check=True)
        told.append([float(figure) for figure in done.stdout.split()])
    wall, cpu, memory = (statistics.median(figures) for figures in zip(*told, strict=True))
    return wall, cpu, memory


def line(label: str, path: Path, seconds: float, figures: Figures) -> None:
    """Print a line of the table."""
    wall, cpu, memory = figures
    size = path.stat().st_size
    print(
        f"{label:20.20}{size / 1e6:>7.1f}{size * 8 / 1000 / seconds:>7.0f}"
        f"{cpu:>8.2f}{seconds / cpu:>6.0f}{wall:>8.2f}{seconds / wall:>6.0f}{memory:>6.0f}"
    )


def onsets(folder: Path, session: list[str]) -> None:
    """Print how far the cues of each file stand from the plan, and its true peak."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    decoding = importlib.import_module("export.decoding")
    measuring = importlib.import_module("sound.measuring")

    shown = subprocess.run([COACH, "show", *session[:3], "--json"], capture_output=True, check=True)
    words = [word for step in json.loads(shown.stdout)["steps"] for word in step["words"]]
    known = decoding.by_ffmpeg(folder / "plain.wav")[:, 0]
    browser = shutil.which("chromium-headless-shell")
    print(f"\n{len(words)} cues of {len(known)} frames: earliest and latest in ms, frames more")
    for path in sorted(folder.glob("*.*")):
        decoded = decoding.by_ffmpeg(path)
        ways = {"ffmpeg": decoded[:, 0]}
        if browser:
            ways["chromium"] = decoding.by_chromium(path)
        told = []
        for name, samples in ways.items():
            lags = [
                decoding.lag(samples, known, round(word["start"] * 48_000)) / 48 for word in words
            ]
            more = len(samples) - len(known)
            told.append(f"{name} {min(lags):+.2f} to {max(lags):+.2f}, {more:+d}")
        probed = float(decoding.probe(path)["format"]["duration"])
        told.append(f"ffprobe {probed:.3f} s; {measuring.true_peak(decoded, 8):.1f} dBTP")
        print(f"{path.name:14} {'; '.join(told)}")


if __name__ == "__main__":
    main()
