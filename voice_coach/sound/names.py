"""The names by which sound is chosen. Loads no numpy."""

from __future__ import annotations

from enum import Enum

BEDS = ("none", "rain", "waves", "brown", "drone")
"""The shipped beds, and none."""


class VoiceTone(str, Enum):
    """How a voice is shaped."""

    PLAIN = "plain"
    """As the engine makes it."""
    SOFT = "soft"
    """Less edge."""
