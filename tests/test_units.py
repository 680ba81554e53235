"""The units of time and level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.units import (
    RATE,
    db_to_gain,
    format_clock,
    frames,
    parse_clock,
    parse_duration,
    seconds,
)


@given(st.integers(0, 24 * 3600 * RATE))
def test_what_is_shown_can_be_typed(position: int) -> None:
    """A time as it is shown is read as that time, to the second."""
    assert parse_clock(format_clock(position)) == position // RATE


@given(st.integers(0, 10**10))
def test_frames_and_seconds(count: int) -> None:
    """Frames that are told in seconds are the same frames again."""
    assert frames(seconds(count)) == count


@pytest.mark.parametrize(
    ("text", "read"),
    [("45s", 45), ("2m", 120), ("1m30s", 90), ("1h", 3600), ("0.5m", 30), (" 12m ", 720)],
)
def test_durations(text: str, read: float) -> None:
    """Hours, minutes and seconds add up; each may be missing."""
    assert parse_duration(text) == parse_clock(text) == read


@pytest.mark.parametrize(("text", "read"), [("12:30", 750), ("1:05:00", 3900), ("90:00", 5400)])
def test_clock_times(text: str, read: float) -> None:
    """Minutes may be more than an hour has, unless hours stand before them."""
    assert parse_clock(text) == read


@pytest.mark.parametrize(
    "text", ["", "5", "1:5", "1:60", "1:60:00", "1:2:03", ":30", "5x", "-1m", "25h", "24:00:01"]
)
def test_what_is_no_time(text: str) -> None:
    """What could be read in two ways, or in none, is refused."""
    with pytest.raises(ValueError, match="write a duration|longer than a day"):
        parse_clock(text)


@pytest.mark.parametrize(("decibels", "times"), [(0, 1), (20, 10), (-6.0206, 0.5), (-60, 0.001)])
def test_levels(decibels: float, times: float) -> None:
    """Twenty decibels are ten times the signal, six are twice."""
    assert db_to_gain(decibels) == pytest.approx(times, rel=1e-4)
