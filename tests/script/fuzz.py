"""Fuzzing of the script reader: whatever bytes it gets, only typed errors come out, and soon.

    python tests/script/fuzz.py --seconds 600
    python tests/script/fuzz.py --seconds 60 --seed 7

Each input goes through what `coach check` does without a voice: it is read, laid out and checked.
An exception outside of the tree of `CoachError`, a problem without a place in the file, a control
character in a message, or more than 5 s of work for one input is a find: the input is kept in the folder
of `--keep`, its path and fault are printed, and the run ends with 1.

Inputs begin as the shipped scripts and the starter. They are mutated in their bytes, lines and
structure; one that reaches a step from line to line of the reader never taken before joins the
corpus. Where `atheris` can be imported, it takes this over (and reads its own arguments after a
lone `--`). `tests/script/test_fuzz.py` does a few seconds of the same in every test run.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import yaml

from voice_coach import resources
from voice_coach.check.report import check
from voice_coach.errors import CoachError, printable
from voice_coach.library import catalog
from voice_coach.plan.planner import estimate
from voice_coach.plan.program import Length, Narration
from voice_coach.script.starter import starter

MOST_SECONDS = 5.0
MOST_CORPUS = 500
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DUMPER: Any = getattr(yaml, "CDumper", yaml.Dumper)
TOKENS = (
    "- ", ": ", "? ", "{", "}", "[", "]", ",", "&a ", "*a", "!!str ", "!x ", "|", ">", "|+9", "%YAML 1.1\n",
    "---\n", "...\n", "#", "'", '"', "\\", "\\e", "\\x00", "\\uD800", "\\U00110000", "\t", "\r", "\n", "\x85",
    "\u2028", "\ufeff", "\u202e", "😀", "é", "~", "null", "on", ".nan", ".inf", "1e999", "-5s", "0s", "1:30",
    "90s", "0.5s", "99999h", "9" * 400, "-0", "0x7", "٣", "50%", "-10s", "12/min", "{side}", "{", "{round}",
    "{duration}", "left", "load", "none", "coach", "title", "play", "steps", "step", "do", "say", "again",
    "as", "wait", "hold", "for", "least", "most", "at", "strokes", "chime", "chimes", "breathe", "in", "out",
    "times", "sides", "between", "rounds", "intro", "cautions", "lengths", "short", "pressure", "<<",
    "exit", "ready", "brief", "ticks", "opening", "ending", "closing", "risks", "stroke", "safety", "posture",
    "asleep", "variant_of", "with", "single", "# allow words: x",
)  # fmt: skip


def seeds() -> list[bytes]:
    """What inputs begin as."""
    shipped = sorted(resources.folder("scripts").glob("*.yaml"))
    return [starter("My neck").encode(), *(path.read_bytes() for path in shipped)]


def examine(path: Path, data: bytes) -> bool:
    """Check one input and return whether it is a script; raise where the reader fails its promise."""
    path.write_bytes(data)
    begun = time.thread_time()  # of the processor: on a busy machine the clock proves nothing
    found = check(path, Narration(), Length.STANDARD, estimate)
    assert time.thread_time() - begun < MOST_SECONDS, "too slow"
    assert found.plan is not None or found.errors, "neither a session nor an error"
    lines = len(data.decode("utf-8", "replace").splitlines()) + 1
    for problem in found.problems:
        assert printable(str(problem)) == str(problem), "a control character in a message"
        assert len(problem.message) < 600, "an endless message"
        if problem.place.file == str(path):
            assert 1 <= problem.place.line <= lines, "no such line"
            assert problem.place.column >= 1, "no such column"
    return found.plan is not None


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The input with a few changes; `other` lends pieces."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = chance.choice((_bytes, _token, _line, _borrow, _structure, _structure))(
            data, other, chance
        )
    return data


def _bytes(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data) + 1), chance.choice((0, 1, 4, 50))
    return data[:at] + chance.randbytes(chance.choice((0, 1, 3))) + data[at + size :]


def _token(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data) + 1), chance.choice((0, 0, 1, 5))
    piece = (chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 30))).encode()
    return data[:at] + piece + data[at + size :]


def _line(data: bytes, other: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    how = chance.randrange(4)
    if how == 0:
        lines[first], lines[second] = lines[second], lines[first]
    elif how == 1:
        lines.insert(first, lines[second])
    elif how == 2:
        del lines[min(first, second) : max(first, second)]
    else:
        lines[first] = b" " * chance.randrange(6) + lines[first].lstrip()
    return b"\n".join(lines)


def _borrow(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, start = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    return data[:at] + other[start : start + chance.randrange(400)] + data[at:]


def _structure(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Change one node of the tree: what no change of bytes would find."""
    try:
        top = yaml.load(data[:60_000], _LOADER)
    except (yaml.YAMLError, ValueError, RecursionError):
        return data
    spots = list(_spots(top))
    if not spots:
        return data
    holder, key = chance.choice(spots)
    how = chance.randrange(5)
    if how == 0:
        del holder[key]
    elif how == 1:
        holder[key] = chance.choice(TOKENS)
    elif how == 2:
        holder[key] = [holder[key]]
    else:
        source, name = chance.choice(spots)
        holder[key] = source.get(name) if isinstance(source, dict) else holder[key]
    try:
        return yaml.dump(top, Dumper=_DUMPER, sort_keys=False, allow_unicode=True).encode(
            "utf-8", "replace"
        )
    except RecursionError:
        return data


def _spots(node: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    if depth > 30 or not isinstance(node, (dict, list)):
        return
    for key in list(node) if isinstance(node, dict) else range(len(node)):
        yield node, key
        yield from _spots(node[key], depth + 1)


class Trail:
    """Which steps from line to line of the reader an input takes."""

    def __init__(self) -> None:
        self.known: set[tuple[int, int, int]] = set()
        self.new = 0

    def of(self, run: Callable[[], None]) -> None:
        """Run, and count in `new` the steps never taken before."""
        self.new = 0
        sys.settrace(self._enter)
        try:
            run()
        finally:
            sys.settrace(None)

    def _enter(self, frame: FrameType, event: str, argument: object) -> Any:
        return self._follow(frame) if "/script/" in frame.f_code.co_filename else None

    def _follow(self, frame: FrameType) -> Any:
        code, last = id(frame.f_code), frame.f_lineno

        def step(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal last
            pair = (code, last, frame.f_lineno)
            if pair not in self.known:
                self.known.add(pair)
                self.new += 1
            last = frame.f_lineno
            return step

        return step


def fuzz(seconds: float, seed: int, keep: Path) -> int:
    """Fuzz for a while and return how many inputs were finds."""
    chance, trail, corpus = random.Random(seed), Trail(), seeds()
    counts = {"inputs": 0, "scripts": 0, "finds": 0}
    seen: set[str] = set()
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fuzzed.yaml"
        while time.monotonic() < end:
            first, second = chance.choice(corpus), chance.choice(corpus)
            data = mutated(min(first, second, key=len), first, chance)  # short ones are quick
            counts["inputs"] += 1
            try:
                counts["scripts"] += examine(path, data)
                trail.of(lambda: _load(path))
                if trail.new and len(data) < 30_000:
                    corpus.append(data)
                    del corpus[60 : max(60, len(corpus) - MOST_CORPUS)]
            except BaseException:  # noqa: B902 - whatever it is, it is a find
                if _kept(data, keep, seen):
                    counts["finds"] += 1
    print(f"seed {seed}: {counts}, {len(corpus)} in the corpus, {len(trail.known)} steps")
    return counts["finds"]


def _load(path: Path) -> None:
    with contextlib.suppress(CoachError):
        catalog.load(path)


def _kept(data: bytes, keep: Path, seen: set[str]) -> bool:
    """Keep an input with a fault not seen before."""
    fault = traceback.format_exc()
    mark = hashlib.sha1("".join(fault.splitlines()[-3:]).encode()).hexdigest()[:10]
    if mark in seen:
        return False
    seen.add(mark)
    keep.mkdir(parents=True, exist_ok=True)
    (keep / f"fuzz-{mark}.yaml").write_bytes(data)
    print(f"{keep / f'fuzz-{mark}.yaml'}\n{fault}", flush=True)
    return True


def _atheris() -> None:
    """Fuzz with atheris; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["voice_coach.script"]):
        from voice_coach.script import reader  # noqa: F401 - loaded here to be instrumented
    path = Path(tempfile.mkdtemp()) / "fuzzed.yaml"
    atheris.Setup([sys.argv[0], *sys.argv[sys.argv.index("--") + 1 :]], lambda d: examine(path, d))
    atheris.Fuzz()


def main() -> None:
    """Run as the module's text says."""
    parser = argparse.ArgumentParser(description="Fuzz the script reader.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"))
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    if "--" in sys.argv and importlib.util.find_spec("atheris"):
        _atheris()
    chosen = parser.parse_args()
    sys.exit(1 if fuzz(chosen.seconds, chosen.seed, chosen.keep) else 0)


if __name__ == "__main__":
    main()
