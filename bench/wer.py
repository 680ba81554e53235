"""How many words of the shipped sessions a recogniser gets wrong, by voice and by tone.

    python bench/wer.py                                  # default voice: plain against soft
    python bench/wer.py --cues 200 --voice en-us+f5 --voice en-us+klatt4 --voice-tone plain
    python bench/wer.py --shape=-3:4000 --shape=-5:3000  # other soft tones

Needs pocketsphinx (`pip install pocketsphinx`), whose own English model listens. A cue is made
just as a listener gets it: sentences with their pauses at the default rate, resampled, levelled to
-18 LUFS. It is brought to 16 kHz and gets white noise 40 dB below, so that no digital silence
confuses the recogniser. The same cues, drawn with a fixed seed, go to every voice and tone.

The word error rate is the number of words put in, left out or changed, over the words spoken. What
it tells: pocketsphinx is a weak recogniser that was trained on people, so its level says nothing
about how much a person would understand. The order of voices, and whether a change of tone loses
words, is what can be read from it. The last column is the difference to the first line, with the
range that holds 95% of 2,000 redraws of the cues: a range that includes 0 is no difference.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import soxr
from numpy.typing import NDArray
from pocketsphinx import Decoder

from voice_coach.plan.planner import estimate, plan_session
from voice_coach.plan.program import Length, Narration, build_program
from voice_coach.plan.timeline import Line
from voice_coach.script import library
from voice_coach.sound import equalizer as shaping
from voice_coach.sound.names import VoiceTone
from voice_coach.sound.voicing import render_speech
from voice_coach.speech.engines.catalog import default_voice
from voice_coach.speech.narrator import Narrator, make_narrator
from voice_coach.units import RATE

HEARD = 16_000
"""Hz that the recogniser listens at."""
NOISE = -40.0
"""Decibels relative to the speech."""
SEED = 2
REDRAWS = 2000
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
ONES += " fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

Shape: TypeAlias = "tuple[str, str, float, float]"
"""Voice, tone, cut in dB, shelf in Hz."""
Score: TypeAlias = "tuple[int, int]"
"""Errors, words."""


def main() -> None:
    """Print a line for each voice and tone."""
    options = _options()
    cues = chosen(options.cues)
    count = sum(len(words(line.text)) for line in cues)
    print(f"{len(cues)} cues, {count} words, noise {NOISE:g} dB")
    soft = options.shape or [(shaping.CUT, shaping.SHELF)]
    shapes = [
        (voice, tone, cut, shelf)
        for voice in options.voice or [default_voice()]
        for tone in options.voice_tone
        for cut, shelf in (soft if tone == "soft" else [(0.0, 0.0)])
    ]
    for shape in shapes:
        make_narrator(shape[0]).measure(cues)  # spoken once, so workers only read
    first: list[Score] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for shape in shapes:
            scores = list(pool.map(score, [shape] * len(cues), cues, chunksize=4))
            first = first or scores
            print(_line(shape, scores, first), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Word error rate of the shipped sessions.")
    parser.add_argument("--cues", type=int, default=150, help="how many, drawn at random; 0: all")
    parser.add_argument("--voice", action="append", help=f"default: {default_voice()}")
    parser.add_argument("--voice-tone", nargs="+", default=["plain", "soft"])
    parser.add_argument(
        "--shape", action="append", type=_shape, metavar="CUT:SHELF",
        help="dB and Hz to try for soft instead of its own, such as --shape=-3:4000",
    )  # fmt: skip
    parser.add_argument("--jobs", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    return parser.parse_args()


def _shape(text: str) -> tuple[float, float]:
    cut, shelf = text.split(":")
    return float(cut), float(shelf)


def _line(shape: Shape, scores: Sequence[Score], first: Sequence[Score]) -> str:
    voice, tone, cut, shelf = shape
    how = f"{tone} {cut:g} dB at {shelf:g} Hz" if cut else tone
    low, high = apart(scores, first)
    more = 100 * (rate(scores) - rate(first))
    return (
        f"{voice:14} {how:24} {100 * rate(scores):5.1f}%  {more:+5.1f} ({low:+.1f} to {high:+.1f})"
    )


def chosen(count: int) -> list[Line]:
    """Return lines of the shipped sessions, drawn with a fixed seed; 0 returns all."""
    lines = shipped()
    random.Random(SEED).shuffle(lines)  # noqa: S311 - a draw, not a secret
    return lines[:count] if count else lines


def shipped() -> list[Line]:
    """Return every line that a shipped session speaks at its standard length, each once."""
    found: dict[Line, None] = {}
    for entry in library.entries().values():
        if not entry.own:
            program = build_program([library.load(entry.path)])
            timeline = plan_session(program, Narration(), Length.STANDARD, estimate).timeline
            found |= dict.fromkeys(cue.line for cue in timeline.speech)
    return [line for line in found if len(words(line.text)) > 1]


def score(shape: Shape, line: Line) -> Score:
    """Return how many words of a line are heard wrongly, and how many it has."""
    spoken = words(line.text)
    return distance(spoken, words(heard(clip(shape, line)))), len(spoken)


def clip(shape: Shape, line: Line) -> NDArray[np.int16]:
    """Return a line as a listener gets it, at 16 kHz with faint noise."""
    voice, tone, cut, shelf = shape
    if cut:
        shaping.CUT, shaping.SHELF = cut, shelf
    speaker = _narrator(voice)
    made = render_speech(speaker.take(line), VoiceTone(tone))
    low = soxr.resample(np.pad(made, RATE // 4), RATE, HEARD)
    level = np.sqrt(np.mean(np.square(made))) * 10 ** (NOISE / 20)
    noise = np.random.default_rng(SEED).standard_normal(len(low)) * level
    return np.asarray(np.clip((low + noise) * 32767, -32768, 32767), np.int16)


def heard(pcm: NDArray[np.int16]) -> str:
    """Return what the recogniser hears; it starts afresh each time."""
    decoder = _decoder()
    decoder.reinit_feat()
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), full_utt=True)
    decoder.end_utt()
    best = decoder.hyp()
    return best.hypstr if best else ""


@lru_cache(maxsize=1)
def _decoder() -> Decoder:
    return Decoder(samprate=HEARD, loglevel="FATAL")


@lru_cache(maxsize=8)
def _narrator(voice: str) -> Narrator:
    return make_narrator(voice)


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, numbers spelled out."""
    said = re.sub(r"\d+", lambda match: _number(int(match[0])), text.lower())
    return re.findall(r"[a-z']+", said)


def _number(value: int) -> str:
    ones, tens = ONES.split(), TENS.split()
    if value < len(ones):
        return ones[value]
    return f"{tens[value // 10 - 2]} {ones[value % 10] if value % 10 else ''}"


def distance(spoken: Sequence[str], got: Sequence[str]) -> int:
    """Return the fewest words to put in, leave out or change between the two."""
    row = list(range(len(got) + 1))
    for index, word in enumerate(spoken, 1):
        last, row = row, [index]
        for at, other in enumerate(got, 1):
            row.append(min(last[at - 1] + (word != other), last[at] + 1, row[-1] + 1))
    return row[-1]


def rate(scores: Iterable[Score]) -> float:
    """Return the word error rate over all scores."""
    errors, count = (sum(column) for column in zip(*scores, strict=True))
    return errors / count


def apart(one: Sequence[Score], other: Sequence[Score]) -> tuple[float, float]:
    """Return the 95% range of the difference of two rates in points, by redrawing the cues."""
    errors, counts = (np.array(column) for column in zip(*one, strict=True))
    others = np.array([wrong for wrong, _ in other])
    draws = np.random.default_rng(SEED).integers(len(counts), size=(REDRAWS, len(counts)))
    shares = (errors - others)[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = np.percentile(shares * 100, (2.5, 97.5))
    return float(low), float(high)


if __name__ == "__main__":
    main()
