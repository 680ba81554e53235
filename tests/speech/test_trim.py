"""Silence is cut off around a take, and never a sound."""

import array
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from speech.edges import sounding

from voice_coach.speech.take import Trim, trimmed

RATE = 22_050


def test_what_is_kept() -> None:
    """The silence kept is 15 ms before and 30 ms after: enough for a consonant."""
    assert (Trim().keep_before, Trim().keep_after) == (0.015, 0.030)


@given(
    before=st.integers(0, 1500),
    sound=st.lists(st.integers(-20_000, 20_000), min_size=1, max_size=40),
    after=st.integers(0, 1500),
    quiet=st.integers(0, 90),
)
def test_trimming_loses_no_sound(before: int, sound: list[int], after: int, quiet: int) -> None:
    """Whatever is over -50 dB of the loudest stays, with just what is kept around it."""
    values = [quiet] * before + sound + [-quiet] * after
    cut = list(trimmed(array.array("h", values).tobytes(), RATE).cast("h"))
    if not any(values):
        assert cut == []
        return
    first, last = sounding(values)
    start = max(0, first - round(0.015 * RATE))
    assert cut == values[start : last + round(0.030 * RATE)]


@pytest.mark.parametrize(("level", "kept"), [(-49.9, True), (-50.1, False)])
def test_the_threshold_is_50_dB(level: float, kept: bool) -> None:  # noqa: N802 - dB is written so
    """A sound just over -50 dB of the peak is kept, one just under it is not."""
    faint = 10 ** (level / 20) * 32_000
    values = [0] * 5000 + [math.ceil(faint) if kept else math.floor(faint)] + [0] * 5000 + [32_000]
    length = len(trimmed(array.array("h", values).tobytes(), RATE)) // 2
    assert (length > 5000) == kept
