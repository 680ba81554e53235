"""Long lines on a terminal."""

from __future__ import annotations

import pytest

from voice_coach.cli.streams import parts, wrapped

pytestmark = pytest.mark.slow

LINE = 'script.yaml:7:10: text with a colon must be in quotes: - say: "Left side: hold it"'


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_line_wraps_at_words(width: int) -> None:
    """No word is broken, and what follows the first line stands further in."""
    found = parts(LINE, width)
    assert all(len(line) <= width for line in found)
    assert all(line.startswith("  ") for line in found[1:])
    assert " ".join(line.strip() for line in found) == LINE


def test_a_path_is_not_broken() -> None:
    """What is longer than a line, such as a path to be copied, stays whole."""
    path = "/" + "x" * 90
    assert parts(f"See {path} now.", 40) == ["See", f"  {path}", "  now."]


def test_elsewhere_a_line_stays_one(capfd: pytest.CaptureFixture[str]) -> None:
    """Where it is no terminal nothing is wrapped: programs read it."""
    assert wrapped(LINE) == LINE
