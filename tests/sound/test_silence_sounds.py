"""What sounds in long silences, in the mix itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from plan.making import layout
from sound.measuring import RATE, longest_quiet, momentary

from voice_coach.plan.timeline import Line, Sound, Timeline
from voice_coach.sound.mixer import Mixer
from voice_coach.units import frames

pytestmark = pytest.mark.slow

SPEECH = -18.0


def beep(seconds: float) -> np.ndarray:
    """A stand-in for words."""
    at = np.arange(frames(seconds))
    return (0.1 * np.sin(2 * np.pi * 330 * at / RATE)).astype(np.float32)


def voice_for(made: Timeline) -> Callable[[Line], np.ndarray]:
    """A voice that beeps as long as the timeline says."""
    lengths = {spoken.line: spoken.length for spoken in made.speech}
    return lambda line: beep(lengths[line] / RATE)


def mixed(steps: str) -> tuple[Timeline, np.ndarray]:
    """A session's timeline and its samples."""
    made = layout(steps).timeline
    return made, Mixer(made, voice_for(made)).block(0, made.length)


@pytest.mark.parametrize("wait", [12, 24, 26, 40, 55, 90])
def test_still_sound_never_leaves_25_s(wait: int) -> None:
    """However long the wait, something can be heard every 25 s."""
    made, samples = mixed(f"- say: Rest.\n- wait: {wait}s\n- say: Done.\n")
    assert made.length > frames(wait)
    assert min(wait - 3, 10) < longest_quiet(samples) <= 25.0


@pytest.mark.parametrize(("wait", "swells"), [(15, False), (18, False), (21, True), (24, True)])
def test_voice_is_announced(wait: int, swells: bool) -> None:
    """Within 1.5 s before speech after 20 s of silence a soft swell is heard; after less, nothing."""
    made, samples = mixed(f"- say: Rest.\n- wait: {wait}s\n- say: Done.\n")
    done = next(cue for cue in made.speech if cue.line.text == "Done.")
    before = samples[done.start - frames(1.5) : done.start]
    loudest = momentary(before).max()
    assert (loudest > -45) == swells
    assert loudest < SPEECH - 9
    assert momentary(before[-frames(0.45) :]).max() < -60


def test_sounds_in_silence_are_softer_than_chimes() -> None:
    """The sound that says "still running" lies 9 LU or more under speech, so it wakes nobody."""
    made, samples = mixed("- say: Rest.\n- wait: 60s\n- say: Done.\n")
    stills = [chime for chime in made.chimes if chime.sound is Sound.STILL]
    assert len(stills) == 2
    for still in stills:
        assert -45 < momentary(samples[still.start : still.end]).max() <= SPEECH - 9
