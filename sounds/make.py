"""Make every sound of the player: python sounds/make.py [--out DIR].

The sounds come out the same to the last bit each time, so the FLAC files are committed
and a test remakes them. Levels are set against speech at -18 LUFS.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import beds
import bowls
import soundfile
from levels import Pcm, Signal, momentary, peak, steady, to_pcm


@dataclass(frozen=True)
class Sound:
    """How to build a sound, and the `level` that `meter` shall read on it, in LUFS or dBFS."""

    build: Callable[[], Signal]
    meter: Callable[[Signal, int], float]
    level: float
    rate: int = bowls.RATE

    def pcm(self) -> Pcm:
        """The finished samples, shape (n,).

        The gain is rounded to 0.001 dB, so that the last bit of a long sum cannot move it.
        """
        signal = self.build()
        gain = round(self.level - self.meter(signal, self.rate), 3)
        return to_pcm(signal * 10 ** (gain / 20))


SOUNDS = {
    "begin": Sound(bowls.begin, momentary, -24.0),
    "change": Sound(bowls.change, momentary, -24.0),
    "end": Sound(bowls.end, momentary, -24.0),
    "open": Sound(bowls.opening, momentary, -30.0),
    "tick": Sound(bowls.tick, peak, -30.0),
    "still": Sound(bowls.still, momentary, -32.0),
    "wake": Sound(bowls.wake, momentary, -34.0),
    "confirm": Sound(bowls.confirm, momentary, -26.0),
    "refuse": Sound(bowls.refuse, momentary, -26.0),
    "rain": Sound(beds.rain, steady, -40.0, beds.RATE),
    "waves": Sound(beds.waves, steady, -40.0, beds.RATE),
    "brown": Sound(beds.brown, steady, -40.0, beds.RATE),
    "drone": Sound(beds.drone, steady, -40.0, beds.RATE),
}


def main() -> None:
    """Write all sounds as 16-bit FLAC into --out, by default next to this file."""
    parser = argparse.ArgumentParser(description="Make every sound of the player.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, metavar="DIR")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for name, sound in SOUNDS.items():
        soundfile.write(out / f"{name}.flac", sound.pcm(), sound.rate, subtype="PCM_16")


if __name__ == "__main__":
    main()
