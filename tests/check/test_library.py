"""What ships passes its own check, in the voice that most people hear."""

from pathlib import Path

import pytest
from check import heart

from voice_coach.check.report import CheckReport


@pytest.fixture(autouse=True)
def nothing_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No scripts and no lexicon of the user's."""
    for folder in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path))


def problems(found: list[CheckReport]) -> list[str]:
    """Everything that was found, warnings too."""
    return [str(problem) for report in found for problem in report.problems]


@pytest.mark.slow
def test_shipped_sessions_are_right(takes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is wrong in any shipped session or routine, at any length, by any guide, in any wording."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(takes))
    found, _ = heart.checked(heart.known())
    assert len(found) > 28
    assert problems(found) == []


@pytest.mark.slow
@pytest.mark.nightly
def test_lengths_are_those_of_the_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The voice takes as long as was once measured, to 10 ms, and nothing is wrong with those lengths."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found, spoken = heart.checked({})
    known = heart.known()
    changed = {
        k: (known[k], spoken[k]) for k in known.keys() & spoken if abs(known[k] - spoken[k]) > 480
    }
    assert changed == {}
    assert problems(found) == []
