"""The safety texts under their old names, for as long as `coach show` reads them here."""

from __future__ import annotations

from voice_coach.plan.leaflet import (
    ASK_FIRST,
    EMERGENCY,
    NEVER_OVER,
    NOT_FOR,
    NOT_FOR_NECK,
    REVIEW,
    STOP_AT,
    URGENT,
    safety_texts,
)

__all__ = [
    "ASK_FIRST", "EMERGENCY", "NEVER_OVER", "NOT_FOR", "NOT_FOR_NECK", "REVIEW", "STOP_AT", "URGENT",
    "groups",
]  # fmt: skip


def groups(*, neck: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Return each list under its heading."""
    return [(text.label, text.lines) for text in safety_texts(neck=neck)]
