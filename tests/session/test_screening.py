"""A "no" is remembered for the day."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from voice_coach.session import screening
from voice_coach.session.places import places


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def test_a_no_lasts_for_the_day() -> None:
    """What was noted today counts today, and not tomorrow."""
    assert not screening.answered()
    screening.note()
    assert screening.answered()
    assert not screening.answered(lambda: date.today() + timedelta(days=1))


def test_a_no_of_yesterday_is_none() -> None:
    """An old note is as good as none."""
    screening.note()
    yesterday = datetime.now().timestamp() - 24 * 3600
    os.utime(screening.file(), (yesterday, yesterday))
    assert not screening.answered()


def test_forgotten_with_the_rest() -> None:
    """It is among the places that `coach forget` removes."""
    assert screening.file() in [place.path for place in places() if place.personal]
