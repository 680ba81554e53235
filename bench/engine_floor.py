"""Speaks sentences by hibari-tts itself, and keeps nothing: what `export_speed.py` compares with.

python bench/engine_floor.py SPEED < SENTENCES   # one a line
"""

from __future__ import annotations

import sys

from hibari import Hibari


def main(speed: float) -> None:
    """Speak all that comes in."""
    tts = Hibari(threads=1)
    for sentence in sys.stdin:
        tts(sentence.strip(), speed=speed, seed=0)


if __name__ == "__main__":
    main(float(sys.argv[1]))
