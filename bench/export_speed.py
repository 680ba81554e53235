"""Times `coach export` against what the machine can do and against what people write by hand.

    python bench/export_speed.py [lower-back] [--runs 5] [--peer]

For `heart` the floor is hibari-tts itself: the session's sentences, dealt to as many plain processes
as there are processors (`engine_floor.py`), and a copy of the exported file. For eSpeak it is one
`espeak-ng -m` process that writes the same words with SSML breaks at the same length, and a copy.
Floors and exports take turns within one run, so that load falls on all of them; ratios are those
of neighbours, and their medians are told, with the least and the most. The peer (`--peer`) is
`bench/peer.py`: a loop over the cues with pyttsx3 and pydub (pip install pydub).
"""

from __future__ import annotations

import argparse
import json
import os
import re
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

from voice_coach.speech.engines import espeak, hibari

COACH = str(Path(sys.executable).with_name("coach"))
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="lower-back")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", action="store_true")
    asked = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    with tempfile.TemporaryDirectory() as folder:
        lanes = [Lane(Path(folder), asked.name, voice) for voice in FLOORS]
        for _ in range(asked.runs):
            for lane in lanes:
                lane.measure()
        for lane in lanes:
            print(lane.told())
        heart, espeak = (lane.warm for lane in lanes)
        print(f"warm, {lanes[0].voice} against {lanes[1].voice}: {ratios(heart, espeak)}")
        for lane in lanes:
            print(f"peak memory of {lane.voice}, warm: {memory(lane.export):.0f} MiB")
        if asked.peer:
            cold, used = statistics.median(lanes[1].cold), memory(lanes[1].export)
            against_peer(Path(folder), lanes[1].shown, cold, used)


class Lane:
    """One voice: its floor, its export with nothing kept, and its export with all takes kept."""

    def __init__(self, folder: Path, name: str, voice: str) -> None:
        self.voice, self.folder = voice, folder / voice
        self.folder.mkdir()
        self.wav = self.folder / "session.wav"
        chosen = [name, "--voice", voice, "--seed", "0"]
        self.export = [COACH, "export", *chosen, "-o", str(self.wav)]
        timed(self.export)
        shown = [COACH, "show", *chosen, "--json"]
        self.shown = subprocess.run(shown, capture_output=True, check=True).stdout
        self.floors: list[float] = []
        self.cold: list[float] = []
        self.warm: list[float] = []

    def measure(self) -> None:
        """Time each of the three, one after the other."""
        cache = str(self.folder / f"cache{len(self.cold)}")
        floor = FLOORS[self.voice](self.folder, json.loads(self.shown))
        self.floors.append(floor + copied(self.wav))
        self.cold.append(timed(self.export, XDG_CACHE_HOME=cache))
        self.warm.append(timed(self.export, XDG_CACHE_HOME=cache))

    def told(self) -> str:
        """Return medians and ratios."""
        kinds = {"floor": self.floors, "cold": self.cold, "warm": self.warm}
        each = [f"{kind} {statistics.median(values):.3f} s" for kind, values in kinds.items()]
        cold, warm = ratios(self.cold, self.floors), ratios(self.warm, self.floors)
        return f"{self.voice}: {', '.join(each)}; cold {cold} the floor, warm {warm}"


def ratios(ours: list[float], theirs: list[float]) -> str:
    """Return the median of the ratios of neighbours, and their range."""
    each = [one / other for one, other in zip(ours, theirs, strict=True)]
    return f"{statistics.median(each):.2f} x ({min(each):.2f} to {max(each):.2f})"


def heart_floor(folder: Path, shown: dict[str, Any]) -> float:
    """Return the seconds that hibari-tts itself takes for the session's sentences."""
    words = dict.fromkeys(word["text"] for step in shown["steps"] for word in step["words"])
    sentences = [each for text in words for each in SENTENCE.split(text)]
    speed = hibari.FAMILY.rate / hibari.WORDS
    command = [sys.executable, str(Path(__file__).with_name("engine_floor.py")), str(speed)]
    count = os.cpu_count() or 1
    begun = time.perf_counter()
    running = []
    for share in (sentences[index::count] for index in range(count)):
        process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
        assert process.stdin
        process.stdin.write("\n".join(share))
        process.stdin.close()
        running.append(process)
    assert not any(process.wait() for process in running)
    return time.perf_counter() - begun


def espeak_floor(folder: Path, shown: dict[str, Any]) -> float:
    """Return the seconds that one process of espeak-ng takes for the session with its breaks."""
    (folder / "words.ssml").write_text(ssml(shown))
    rate = str(espeak.FAMILY.rate)
    command = ["espeak-ng", "-m", "-v", "en-us+f5", "-s", rate, "-w", str(folder / "floor.wav")]
    return timed([*command, "-f", str(folder / "words.ssml")])


FLOORS = {"heart": heart_floor, "en-us+f5": espeak_floor}


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
