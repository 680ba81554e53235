"""How briskly the voice speaks in the shipped sessions, in words a minute.

    python bench/pace.py
    python bench/pace.py --voice en-us+f2 --rate 120

Counts each cue of more than three words as often as it is spoken at standard length: its words, as
spaces part them, over the time from its first sound to its last. That includes the pauses between
its sentences, as a listener hears them, but not the silence after it. Settling and closing cues
are the slow ones. What is aimed at stands beside each figure.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

import numpy as np

from voice_coach.library import catalog
from voice_coach.plan.planner import plan_session
from voice_coach.plan.program import Length, Narration, build_program
from voice_coach.plan.timeline import Pace, SpeechEvent
from voice_coach.speech.narrator import Narrator, make_narrator
from voice_coach.units import seconds

AIM = {Pace.NORMAL: (115, 125), Pace.SLOW: (100, 110)}
NAME = {Pace.NORMAL: "instructions", Pace.SLOW: "settling"}
FEWEST = 4
"""Words; shorter cues are mostly edges and say little about pace."""


def main() -> None:
    """Print a line for each session, then one for all."""
    parser = argparse.ArgumentParser(description="Words a minute in the shipped sessions.")
    parser.add_argument("--voice", default="")
    parser.add_argument("--rate", type=int)
    options = parser.parse_args()
    speaker = make_narrator(options.voice, options.rate)
    every: list[SpeechEvent] = []
    columns = "".join(f"{NAME[pace]:>14} {'cues':>5}" for pace in Pace)
    print(f"{'session':18}{columns}   speech of the time")
    for name, length, spoken in sessions(speaker):
        every += spoken
        share = sum(cue.length for cue in spoken) / length
        print(f"{name:18}{''.join(_column(spoken, pace) for pace in Pace)} {share:14.0%}")
    print()
    for pace in Pace:
        print(_summary(every, pace))


def sessions(speaker: Narrator) -> Iterator[tuple[str, int, tuple[SpeechEvent, ...]]]:
    """Yield each shipped session: its name, its length in frames, and what is spoken in it."""
    for name, entry in catalog.entries().items():
        if not entry.own:
            program = build_program([catalog.load(entry.path)])
            timeline = plan_session(program, Narration(), Length.STANDARD, speaker.measure).timeline
            yield name, timeline.length, timeline.speech


def counted(spoken: Iterable[SpeechEvent], pace: Pace) -> list[SpeechEvent]:
    """Return the cues of a pace that are long enough to count."""
    return [cue for cue in spoken if cue.line.pace is pace and _words(cue) >= FEWEST]


def words_a_minute(cues: Iterable[SpeechEvent]) -> float:
    """Return all words over all minutes; nan without any."""
    cues = list(cues)
    minutes = sum(seconds(cue.length) for cue in cues) / 60
    return sum(map(_words, cues)) / minutes if cues else float("nan")


def _words(cue: SpeechEvent) -> int:
    return len(cue.line.text.split())


def _column(spoken: Iterable[SpeechEvent], pace: Pace) -> str:
    cues = counted(spoken, pace)
    return f"{words_a_minute(cues):14.1f} {len(cues):5}"


def _summary(spoken: Iterable[SpeechEvent], pace: Pace) -> str:
    cues = counted(spoken, pace)
    low, middle, high = np.percentile([words_a_minute([cue]) for cue in cues], (10, 50, 90))
    (least, most), whole = AIM[pace], words_a_minute(cues)
    verdict = "inside" if least <= whole <= most else "OUTSIDE"
    return (
        f"{NAME[pace]:13} {whole:6.1f} words a minute, {verdict} {least} to {most}; one in ten cues"
        f" under {low:.0f}, half under {middle:.0f}, one in ten over {high:.0f}; {len(cues)} cues"
    )


if __name__ == "__main__":
    main()
