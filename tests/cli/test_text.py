"""Long lines on a terminal."""

from __future__ import annotations

import pytest

from voice_coach.cli.text import WIDEST, message, wrapped

pytestmark = pytest.mark.slow

LINE = 'script.yaml:7:10: a text that contains a colon needs quotes: - say: "Left side: hold it"'


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_line_wraps_at_words(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No word is broken, and the lines after the first are indented."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = wrapped(LINE, "", "  ")
    assert all(len(line) <= min(width, WIDEST) for line in lines)
    assert all(line.startswith("  ") for line in lines[1:])
    assert " ".join(line.strip() for line in lines) == LINE


def test_a_path_is_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is longer than a line, such as a path to be copied, stays whole."""
    monkeypatch.setenv("COLUMNS", "40")
    path = "/" + "x" * 90
    assert wrapped(f"See {path} now.", "", "  ") == ["See", f"  {path}", "  now."]


def test_elsewhere_a_line_stays_one(capfd: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nothing is wrapped: programs read it."""
    assert message(LINE) == LINE
