"""The language as JSON Schema, for editors; made from the same tables as the reader.

`python -m voice_coach.script.schema` prints it; `script.schema.json` beside this file is its output.
"""

from __future__ import annotations

import json
from pathlib import Path

from voice_coach.script.cues import CUES
from voice_coach.script.kinds.scalars import Schema
from voice_coach.script.language import SCRIPT

FILE = Path(__file__).with_name("script.schema.json")


def schema() -> Schema:
    """Return the schema of a script (JSON Schema draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "voice-coach script, version 1",
        **SCRIPT.schema(),
        "$defs": {"block": CUES.schema()},
    }


if __name__ == "__main__":
    print(json.dumps(schema(), indent=1))
