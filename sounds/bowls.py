"""Chimes, ticks and blips: struck things as sums of decaying sines, 48 kHz mono."""

from dataclasses import dataclass

import numpy as np
from levels import Signal

RATE = 48000

# Equal temperament over A4 = 440 Hz, in Hz. All sounds share C major, as does the drone bed.
C4, D4, E4, G4, A4 = 261.63, 293.66, 329.63, 392.00, 440.00
C5, E5 = 523.25, 659.26

Note = tuple[float, float, float]  # start in s, pitch in Hz, decay in s of the lowest partial


@dataclass(frozen=True)
class Body:
    """A thing that rings, and the mallet it is struck with.

    ratios: frequency of each partial over the lowest.
    weights: amplitude of each partial at the strike, linear.
    attack: seconds from silence to full.
    split: how far apart the two halves of each partial lie, over its frequency.
    """

    ratios: tuple[float, ...]
    weights: tuple[float, ...]
    attack: float
    split: float = 0.0


# The rim of a bowl bends as a ring does. Hoppe's thin ring, f(n) ~ n (n^2 - 1) / sqrt(n^2 + 1)
# for n = 2..5, gives 1 : 2.83 : 5.42 : 8.77; a bowl, closed below, is taken 4 to 6 % under.
# No bowl is quite round, so each partial is a close pair that beats: here 0.4 % apart.
BOWL = Body((1.0, 2.71, 5.13, 8.27), (1.0, 0.40, 0.12, 0.03), attack=0.024, split=0.004)
FELT_BOWL = Body((1.0, 2.71), (1.0, 0.18), attack=0.060, split=0.004)

# A free wooden bar, Euler and Bernoulli: f(k) ~ (3.011, 5, 7)^2, that is 1 : 2.76 : 5.40.
BAR = Body((1.0, 2.756, 5.404), (1.0, 0.18, 0.03), attack=0.020)

# Things nobody strikes: plain harmonics, with the onset drawn out.
BLIP = Body((1.0, 2.0), (1.0, 0.12), attack=0.030)
HUM = Body((1.0, 2.0, 3.0), (1.0, 0.30, 0.06), attack=0.180, split=0.004)
SWELL = Body((1.0, 1.5, 2.0), (1.0, 0.50, 0.20), attack=0.600)


def rise(frames: int) -> Signal:
    """Raised cosine of shape (frames,) from 0 up to just under 1: no corner at either end."""
    return 0.5 - 0.5 * np.cos(np.pi * np.arange(frames) / frames)


def partial(frequency: float, split: float, time: Signal) -> Signal:
    """Two close sines at `frequency` Hz over `time` in s; the weaker makes a shallow beat."""
    main, other = (2 * np.pi * f * time for f in (frequency, frequency * (1 + split)))
    return 0.8 * np.sin(main) + 0.2 * np.sin(other)


def strike(body: Body, pitch: float, decay: float, frames: int) -> Signal:
    """One strike of shape (frames,); a partial r times as high fades r times as fast.

    The decay starts where the attack ends: else it would eat into a slow attack and
    make it steeper than it says.
    """
    time = np.arange(frames) / RATE
    ringing = np.maximum(time - body.attack, 0.0) / decay
    sound = np.zeros(frames)
    for ratio, weight in zip(body.ratios, body.weights, strict=True):
        sound += weight * np.exp(-ringing * ratio) * partial(pitch * ratio, body.split, time)
    onset = round(body.attack * RATE)
    sound[:onset] *= rise(onset)
    return sound


def phrase(body: Body, notes: tuple[Note, ...], seconds: float, fade: float) -> Signal:
    """Strikes over one another, shape (seconds * 48000,), the last `fade` s led down to zero."""
    sound = np.zeros(round(seconds * RATE))
    for start, pitch, decay in notes:
        first = round(start * RATE)
        sound[first:] += strike(body, pitch, decay, sound.size - first)
    tail = round(fade * RATE)
    sound[-tail:] *= rise(tail)[::-1]
    return sound


def begin() -> Signal:
    """One strike, clear and open."""
    return phrase(BOWL, ((0.0, C5, 0.50),), 1.8, fade=0.9)


def change() -> Signal:
    """Two strikes, falling a fourth."""
    return phrase(BOWL, ((0.0, A4, 0.35), (0.55, E4, 0.45)), 2.2, fade=0.9)


def end() -> Signal:
    """Three strikes, falling through a triad to the keynote, the last one left to ring."""
    notes = ((0.0, G4, 0.45), (0.75, E4, 0.45), (1.5, C4, 0.70))
    return phrase(BOWL, notes, 4.0, fade=1.5)


def opening() -> Signal:
    """One strike with a felt mallet; nothing is lost when a waking loudspeaker swallows it."""
    return phrase(FELT_BOWL, ((0.0, G4, 0.25),), 0.9, fade=0.5)


def tick() -> Signal:
    """One dull tap on wood, low enough not to click."""
    return phrase(BAR, ((0.0, E4, 0.020),), 0.085, fade=0.040)


def still() -> Signal:
    """One hum that comes and goes: still running."""
    return phrase(HUM, ((0.0, C4, 0.30),), 0.8, fade=0.5)


def wake() -> Signal:
    """A rise of 0.6 s and a fall of 0.2 s, so that no voice comes out of nowhere."""
    return phrase(SWELL, ((0.0, C4, 1.0),), 0.8, fade=0.2)


def confirm() -> Signal:
    """One high blip: understood."""
    return phrase(BLIP, ((0.0, E5, 0.060),), 0.22, fade=0.12)


def refuse() -> Signal:
    """Two low blips: nothing to do."""
    return phrase(BLIP, ((0.0, D4, 0.045), (0.18, C4, 0.045)), 0.38, fade=0.10)
