"""The language as JSON Schema, for editors; made from the tables that the reader walks."""

from __future__ import annotations

from voice_coach.script.kinds.base import Schema
from voice_coach.script.language import CUES, SCRIPT


def schema() -> Schema:
    """Return the schema of a script (JSON Schema draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "voice-coach script, version 1",
        **SCRIPT.schema(),
        "$defs": {"block": CUES.schema()},
    }
