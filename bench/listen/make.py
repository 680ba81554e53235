"""A blind comparison of voices for people: a folder with a page that any browser opens.

    python bench/listen/make.py FOLDER                        # heart against eSpeak, 12 cues
    python bench/listen/make.py FOLDER --voice heart --voice emma --cues 20
    python bench/listen/make.py FOLDER --tally RESULT.csv ...

Each pair is the same cue by two voices, as it is heard in a session, in random order; the names of
the files tell nothing, and which voice is which lies in FOLDER/key.json, which the page never reads.
Give away everything but that file. The keys are A and B to listen, 1, 2 and 0 to choose. Listeners
save what they chose and send it back; `--tally` counts it, over all files, with how likely so clear
an outcome would be if nobody minded (exact sign test; "no difference" is left out of it).
"""

from __future__ import annotations

import argparse
import csv
import json
import secrets
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb
from pathlib import Path

import soundfile

sys.path.insert(0, str(Path(__file__).parents[1]))

import cues

from voice_coach.plan.planner import estimate
from voice_coach.plan.timeline import Line
from voice_coach.speech.narrator import make_narrator
from voice_coach.units import RATE

PAGE = Path(__file__).with_name("page.html")
WORDS = range(5, 26)
"""Of a cue that is worth comparing."""
Pair = tuple[str, str]


def main() -> None:
    """Make a test, or count its results."""
    parser = argparse.ArgumentParser(description="A blind comparison of voices for people.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--voice", action="append", help="two or more; default: heart, en-us+f5")
    parser.add_argument("--cues", type=int, default=12, help="how many, for each pair of voices")
    parser.add_argument("--tally", type=Path, nargs="+", metavar="RESULT", help="CSV or JSON")
    asked = parser.parse_args()
    if asked.tally:
        key = json.loads((asked.folder / "key.json").read_text("utf-8"))
        print("\n".join(tally(key, asked.tally)))
        return
    lines = cues.every_line(estimate)
    chosen = [line for line in cues.drawn(lines, 0) if len(line.text.split()) in WORDS]
    make(asked.folder, asked.voice or ["heart", "en-us+f5"], chosen[: asked.cues])
    print(f"Open {asked.folder / 'page.html'}; keep key.json to yourself.")


def make(folder: Path, voices: Sequence[str], lines: Sequence[Line]) -> None:
    """Write the page, its sounds, and the key."""
    folder.mkdir(parents=True)
    names = {(voice, line): f"{secrets.token_hex(6)}.wav" for voice in voices for line in lines}
    for voice in voices:
        narrator = make_narrator(voice)
        narrator.measure(lines)
        for line in lines:
            soundfile.write(folder / names[voice, line], cues.heard(narrator, line), RATE, "PCM_16")
    draw = secrets.SystemRandom()
    trials = [[names[one, line], names[other, line]]
              for one, other in combinations(voices, 2) for line in lines]  # fmt: skip
    draw.shuffle(trials)
    for trial in trials:
        draw.shuffle(trial)
    test = {"id": secrets.token_hex(4), "trials": trials}
    page = PAGE.read_text("utf-8").replace("/*TEST*/null", json.dumps(test))
    (folder / "page.html").write_text(page, "utf-8")
    key = {name: [voice, line.text] for (voice, line), name in names.items()}
    (folder / "key.json").write_text(json.dumps({"id": test["id"], "sounds": key}, indent=1))


def tally(key: dict[str, object], results: Iterable[Path]) -> list[str]:
    """Return what was chosen, a line for each pair of voices.

    Raises:
        SystemExit: a result belongs to another test.
    """
    sounds = key["sounds"]
    assert isinstance(sounds, dict)
    counts: dict[Pair, Counter[str]] = {}
    for path in results:
        for row in _rows(path, str(key["id"])):
            voices = [sounds[row["first"]][0], sounds[row["second"]][0]]
            answer = int(row["answer"])
            chosen = voices[answer - 1] if answer else "no difference"
            one, other = sorted(voices)
            counts.setdefault((one, other), Counter())[chosen] += 1
    return [_line(pair, count) for pair, count in sorted(counts.items())]


def _rows(path: Path, test: str) -> list[dict[str, str]]:
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        found = json.loads(text)
        rows = [{**row, "test": found["test"]} for row in found["answers"]]
    else:
        rows = list(csv.DictReader(text.splitlines()))
    if any(row["test"] != test for row in rows):
        raise SystemExit(f"{path} belongs to another test")
    return rows


def _line(pair: Pair, count: Counter[str]) -> str:
    one, other = pair
    told = f"{one} {count[one]}, {other} {count[other]}, no difference {count['no difference']}"
    return f"{told}; by chance: {by_chance(count[one], count[other]):.3f}"


def by_chance(one: int, other: int) -> float:
    """Return how likely so clear an outcome, either way, would be if each were as likely."""
    both = one + other
    tail = sum(comb(both, each) for each in range(min(one, other) + 1))
    return float(min(1.0, 2 * tail / 2**both))


if __name__ == "__main__":
    main()
