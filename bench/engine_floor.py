"""Speaks sentences by hibari-tts itself, and keeps nothing: what `export_speed.py` compares with.

python bench/engine_floor.py SPEED < SENTENCES   # one a line
"""

from __future__ import annotations

import sys

sys.modules["scipy"] = None  # type: ignore[assignment] # comes with tests alone, and costs time

from hibari import Hibari  # noqa: E402


def main(speed: float) -> None:
    """Speak all that comes in."""
    tts = Hibari(threads=1)
    for sentence in sys.stdin:
        tts(sentence.strip(), speed=speed, seed=0)


if __name__ == "__main__":
    main(float(sys.argv[1]))
