"""What the shipped sessions may say, and each cue as a listener hears it: shared by the benches."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import soxr
from numpy.typing import NDArray

from voice_coach.library import catalog
from voice_coach.plan.program import Ending, Guide, Narration, Preamble
from voice_coach.plan.timeline import Line, Measure
from voice_coach.session.open import Session
from voice_coach.session.prepare import lines_of
from voice_coach.session.spec import SessionSpec
from voice_coach.sound.clips import render_speech
from voice_coach.sound.names import VoiceTone
from voice_coach.speech.narrator import Narrator
from voice_coach.units import RATE

HEARD = 16_000
"""Hz that recognisers and predictors listen at."""
AROUND = 0.25
"""Seconds of silence on both sides of a clip."""
SEED = 2
Mono = NDArray[np.float32]
"""Shape (frames,)."""


def shipped() -> list[str]:
    """Return the names of all shipped sessions, other ways to do them among them."""
    return [name for name, entry in catalog.entries().items() if not entry.own]


def every_line(measure: Measure) -> list[Line]:
    """Return each different line that a shipped session may say at its named lengths.

    What it says of its length depends on the voice, which `measure` knows.

    All guides, preambles, endings and wordings are gone through; wordings until a seed brings none.
    """
    found: dict[Line, None] = {}
    for narration in _narrations():
        found |= _lines(measure, narration)
    for seed in range(1, 100):
        more = _lines(measure, Narration(seed=seed))
        if more.keys() <= found.keys():
            break
        found |= more
    return list(found)


def _narrations() -> Iterator[Narration]:
    yield from (Narration(guide=guide) for guide in Guide)
    yield from (Narration(preamble=preamble) for preamble in Preamble)
    yield from (Narration(ending=ending) for ending in Ending)
    yield Narration(keys=True)


def _lines(measure: Measure, narration: Narration) -> dict[Line, None]:
    specs = [SessionSpec(names=(name,), narration=narration) for name in shipped()]
    return dict.fromkeys(line for spec in specs for line in lines_of(Session(spec), measure))


def drawn(lines: list[Line], count: int) -> list[Line]:
    """Return some of the lines, drawn with a fixed seed; 0 returns all."""
    mixed = random.Random(SEED).sample(lines, len(lines))  # noqa: S311 - a draw, not a secret
    return mixed[:count] if count else lines


def heard(narrator: Narrator, line: Line, tone: str = "") -> Mono:
    """Return a cue as it is heard: trimmed, joined, levelled, limited; mono, at 48 kHz."""
    return render_speech(narrator.take(line), VoiceTone(tone or narrator.delivery.family.tone))


def for_machines(clip: Mono) -> Mono:
    """Return a clip at 16 kHz, silence around it."""
    padded = np.pad(clip, round(AROUND * RATE))
    return np.asarray(soxr.resample(padded, RATE, HEARD), np.float32)
