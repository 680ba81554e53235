"""What goes to a voice and what comes back: silence trimmed, sentences joined."""

import array
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from speech.edges import sounding

from voice_coach.speech.take import FADE, Trim, joined, trimmed

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


LEVEL = 8000
SOUND = 4000
SILENCE = 6000


def sentence(level: int = LEVEL) -> bytearray:
    """A steady sound with silence around it."""
    values = [0] * SILENCE + [level] * SOUND + [0] * SILENCE
    return bytearray(array.array("h", values).tobytes())


def samples(pcm: bytes | memoryview) -> list[int]:
    """The samples of a take."""
    return list(array.array("h", bytes(pcm)))


def test_one_sentence_is_only_trimmed() -> None:
    """What stands alone keeps its samples, and 15 ms before and 30 ms after them."""
    before, after = round(Trim().keep_before * RATE), round(Trim().keep_after * RATE)
    found = samples(joined([sentence()], 0.4, RATE))
    assert found == [0] * before + [LEVEL] * SOUND + [0] * after


@pytest.mark.parametrize("count", [2, 5])
@pytest.mark.parametrize("pause", [0.0, 0.4, 0.5])
def test_a_pause_between_sentences(count: int, pause: float) -> None:
    """Sentences follow each other in order with just the pause between them, none at the ends."""
    levels = [LEVEL + 100 * index for index in range(count)]
    found = samples(joined([sentence(level) for level in levels], pause, RATE))
    one = len(samples(joined([sentence()], pause, RATE)))
    stride = one + round(pause * RATE)
    assert len(found) == count * stride - round(pause * RATE)
    assert [found[index * stride + one // 2] for index in range(count)] == levels
    for index in range(1, count):
        between = found[index * stride - round(pause * RATE) : index * stride]
        assert not any(between)


def test_no_step_where_they_meet() -> None:
    """A sentence that is loud to its very edge comes up and goes down in 5 ms."""
    loud = bytearray(array.array("h", [LEVEL] * SOUND).tobytes())
    found = samples(joined([loud[:], loud[:]], 0.4, RATE))
    steps = [abs(b - a) for a, b in zip(found, found[1:], strict=False)]
    assert max(steps) < LEVEL * 2 / (FADE * RATE)
    edge = round(FADE * RATE)
    assert found[edge : SOUND - edge] == [LEVEL] * (SOUND - 2 * edge)


@pytest.mark.parametrize("silent", [bytearray(), bytearray(2000)])
def test_a_silent_sentence_makes_no_take(silent: bytearray) -> None:
    """Where one of the sentences was not spoken, there is nothing to hear."""
    assert not joined([sentence(), silent], 0.4, RATE)
    assert not joined([silent], 0.4, RATE)


def test_a_sentence_shorter_than_its_fades() -> None:
    """A click of a few samples is faded as far as it goes."""
    click = bytearray(array.array("h", [LEVEL] * 9).tobytes())
    assert len(samples(joined([click[:], click[:]], 0.0, RATE))) == 18
