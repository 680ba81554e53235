"""What is spoken where somebody asks where the session stands."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from playback.simple import TIMELINE

from voice_coach.plan.timeline import Line, StepMark
from voice_coach.playback.prompts import Prompts, where_lines
from voice_coach.playback.transport import Command, State, Transport
from voice_coach.script.terms import Side
from voice_coach.units import RATE

SIDED = replace(TIMELINE, steps=(*TIMELINE.steps[:1], StepMark(15 * RATE, "S", "T", Side.LEFT)))


@pytest.mark.parametrize(
    ("state", "second", "volume", "told"),
    [
        (State.PLAYING, 1, 100, ["Step 1 of 2.", "1 minute to go."]),
        (State.PLAYING, 20, 100, ["Left side.", "Step 2 of 2.", "1 minute to go."]),
        (State.PLAYING, 1, 63, ["Step 1 of 2.", "1 minute to go.", "Volume 60 percent."]),
        (State.PAUSED, 1, 3, ["Paused.", "Step 1 of 2.", "1 minute to go.", "Volume 5 percent."]),
    ],
)
def test_where_tells_what_the_status_line_shows(
    state: State, second: int, volume: int, told: list[str]
) -> None:
    """Pause, side, step, time to go, and the volume where it is not full, in that order."""
    texts: list[str] = []

    def voice(line: Line) -> np.ndarray:
        texts.append(line.text)
        return np.full(100, len(texts), np.float32)

    spoken: list[Line] = []
    prompts = Prompts(voice, spoken.extend)
    prompts.prepare(SIDED)
    at = Transport(SIDED, state, second * RATE)
    prompts.refresh(at, volume)
    answer = prompts.answer(Command.WHERE, at, volume)
    assert answer is not None
    assert answer.holds
    heard = [int(value) for value in answer.clip if value]
    assert [texts[value - 1] for value in dict.fromkeys(heard)] == told
    assert {line.text for line in spoken} >= set(told)


def test_all_that_may_be_spoken_is_known_before() -> None:
    """Every volume has its line among those that are spoken ahead."""
    texts = {line.text for line in where_lines(SIDED)}
    assert {f"Volume {percent} percent." for percent in (5, *range(10, 101, 10))} <= texts
