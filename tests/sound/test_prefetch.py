"""Clips that are begun before they are asked for."""

import threading

import numpy as np
import pytest

from voice_coach.plan.timeline import Line
from voice_coach.sound.prefetch import MOST, Prefetcher

LINES = [Line(f"Line {number}.") for number in range(MOST + 3)]


def clip(line: Line) -> np.ndarray:
    """A clip by which its line is known."""
    return np.full(3, len(line.text), np.float32)


def test_what_was_begun_is_handed_out_once() -> None:
    """A clip that was begun is made once, on another thread; asked for again, it is made again."""
    made: list[int] = []

    def make(line: Line) -> np.ndarray:
        made.append(threading.get_ident())
        return clip(line)

    ahead = Prefetcher(make)
    ahead.prefetch(LINES[0])
    ahead.prefetch(LINES[0])
    assert np.array_equal(ahead(LINES[0]), clip(LINES[0]))
    assert [ident == threading.get_ident() for ident in made] == [False]
    ahead(LINES[0])
    assert [ident == threading.get_ident() for ident in made] == [False, True]


def test_a_clip_need_not_be_begun() -> None:
    """What nobody began is made when it is asked for."""
    assert np.array_equal(Prefetcher(clip)(LINES[1]), clip(LINES[1]))


def test_a_fault_reaches_who_asks() -> None:
    """What goes wrong ahead of time is raised where the clip is asked for."""

    def fail(line: Line) -> np.ndarray:
        raise ValueError(line.text)

    ahead = Prefetcher(fail)
    ahead.prefetch(LINES[0])
    with pytest.raises(ValueError, match="Line 0"):
        ahead(LINES[0])


def test_few_clips_wait() -> None:
    """However much is announced, few clips wait; the others are made when they are asked for."""
    made: list[tuple[Line, int]] = []

    def make(line: Line) -> np.ndarray:
        made.append((line, threading.get_ident()))
        return clip(line)

    ahead = Prefetcher(make)
    for line in LINES:
        ahead.prefetch(line)
    assert all(np.array_equal(ahead(line), clip(line)) for line in LINES)
    here = [line for line, ident in made if ident == threading.get_ident()]
    assert here == LINES[MOST:]
    assert len(made) == len(LINES)
