"""Sentences to one take."""

import array

import pytest

from voice_coach.speech.take import FADE, Trim, joined

RATE = 22_050
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
