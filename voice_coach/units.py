"""Units. Time: whole frames inside; seconds in scripts, on the command line, on screen. Level: dB."""

from __future__ import annotations

import re

RATE = 48_000
"""Frames a second of every timeline, mix and export."""

MAX_SECONDS = 24 * 3600.0
"""Longest duration that can be written: a day. Longer is a slip of the pen."""

_PARTS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4}(?:\.\d{1,3})?)m)?(?:(\d{1,5}(?:\.\d{1,3})?)s)?")
_CLOCK = re.compile(r"(?:(\d{1,2}):(?=[0-5]\d:))?(\d{1,3}):([0-5]\d)")


def frames(seconds: float) -> int:
    """Return the whole number of frames nearest to `seconds`."""
    return round(seconds * RATE)


def seconds(frame_count: int) -> float:
    """Return how many seconds `frame_count` frames last."""
    return frame_count / RATE


def milliseconds(frame: int) -> int:
    """Return a time to the nearest millisecond, in which most file formats count."""
    return (frame * 1000 + RATE // 2) // RATE


def db_to_gain(decibels: float) -> float:
    """Return what a signal is multiplied by to change its level by some decibels."""
    return float(10 ** (decibels / 20))


def parse_duration(text: str) -> float:
    """Read ``45s``, ``2m``, ``1m30s``, ``1h`` as seconds.

    Raises:
        ValueError: without a unit, empty, or longer than a day.
    """
    match = _PARTS.fullmatch(text.strip()) if len(text) < 40 else None
    if match is None or not any(match.groups()):
        raise ValueError("write a duration with its unit, such as 45s, 2m or 1m30s")
    return _total(*match.groups())


def parse_clock(text: str) -> float:
    """Read a time as `clock` shows it, ``12:30`` or ``1:05:00``, or a duration, as seconds.

    Raises:
        ValueError: as `parse_duration`.
    """
    match = _CLOCK.fullmatch(text.strip()) if len(text) < 40 else None
    if match is None:
        return parse_duration(text)
    return _total(*match.groups())


def _total(*parts: str | None) -> float:
    hours, minutes, rest = (float(part or 0) for part in parts)
    total = hours * 3600 + minutes * 60 + rest
    if total > MAX_SECONDS:
        raise ValueError("that is longer than a day")
    return total


def format_clock(frame_count: int) -> str:
    """Show a position as ``m:ss``, rounded down; ``h:mm:ss`` from an hour on."""
    whole = frame_count // RATE
    minutes, rest = divmod(whole, 60)
    hours, short = divmod(minutes, 60)
    return f"{hours}:{short:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def format_timestamp(milliseconds: int, point: str = ".") -> str:
    """Return ``hh:mm:ss.mmm``, as captions and chapters have it."""
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"
