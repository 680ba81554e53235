"""Beds to lie under the voice: loops of 20 s without a seam, 24 kHz mono.

Everything here lives on a circle of 20 s: noise and tones hold only multiples of 1/20 Hz,
swells take whole turns, drops that overrun the end go on at the start. The player makes
the right channel by starting half a loop later.
"""

import numpy as np
from levels import Signal

RATE = 24000
LOOP = 20  # seconds
FRAMES = LOOP * RATE
TURN = 2 * np.pi * np.arange(FRAMES) / FRAMES  # one turn per loop, in radians


def random(seed: int) -> np.random.Generator:
    """A source of which only `random()` is used: the plainest, so the least likely to change."""
    return np.random.Generator(np.random.PCG64(seed))


def noise(seed: int, slope: float, low: float, high: float) -> Signal:
    """Noise of shape (FRAMES,) and RMS 1 that repeats without a seam.

    Its amplitude falls as f to the power -`slope` (0.5 is pink, 1 is brown), and by a
    further 12 dB per octave (second-order Butterworth) under `low` Hz and over `high` Hz.
    """
    frequency = np.fft.rfftfreq(FRAMES, 1 / RATE)[1:-1]
    amplitude = frequency**-slope
    amplitude /= np.sqrt((1 + (low / frequency) ** 4) * (1 + (frequency / high) ** 4))
    phase = 2 * np.pi * random(seed).random(frequency.size)
    sound = np.fft.irfft(np.pad(amplitude * np.exp(1j * phase), 1), FRAMES)
    return sound / float(sound.std())


def swell(angle: Signal, lag: float, narrow: float) -> Signal:
    """Bumps from near 0 to 1, one per turn of `angle`: quick to come and slow to go.

    `lag` is in radians; a larger `narrow` makes a shorter bump (von Mises' circular bell).
    """
    late = angle - lag
    return np.exp(narrow * (np.cos(late + 0.5 * np.cos(late)) - 1))


def drop(pitch: float, decay: float) -> Signal:
    """One soft drop: a sine at `pitch` Hz, 5 ms coming, dying by e every `decay` s."""
    time = np.arange(round(8 * decay * RATE)) / RATE
    onset = 0.5 - 0.5 * np.cos(np.pi * np.minimum(time / 0.005, 1.0))
    return onset * np.exp(-time / decay) * np.sin(2 * np.pi * pitch * time)


def drops(seed: int, count: int) -> Signal:
    """Drops strewn over the loop, shape (FRAMES,), 500 to 1500 Hz, most small and a few large."""
    sound = np.zeros(FRAMES)
    for where, height, length, size in random(seed).random((count, 4)):
        one = drop(500 * 3**height, 0.008 + 0.010 * length)
        frames = (int(where * FRAMES) + np.arange(one.size)) % FRAMES
        sound[frames] += (0.3 + 1.7 * size**3) * one
    return sound


def rain() -> Signal:
    """Even rain on leaves, heard from indoors: dull hiss, single drops, slow breathing."""
    hiss = noise(1, slope=0.5, low=120.0, high=1600.0)
    return hiss * (1 + 0.15 * np.sin(3 * TURN)) + drops(2, count=360)


def waves() -> Signal:
    """Two waves of 10 s, the second smaller: rumble throughout, wash, then foam running out."""
    rumble = noise(3, slope=1.0, low=80.0, high=400.0) * 0.6
    wash = noise(4, slope=0.5, low=120.0, high=900.0) * (0.2 + swell(2 * TURN, 2.0, 1.5))
    foam = noise(5, slope=0.25, low=500.0, high=2500.0) * swell(2 * TURN, 2.7, 1.5)
    return (rumble + wash + 0.35 * foam) * (1 + 0.12 * np.sin(TURN))


def brown() -> Signal:
    """Brown noise and nothing else, without the lowest octaves, which only shake the cone."""
    return noise(6, slope=1.0, low=90.0, high=2000.0)


def drone() -> Signal:
    """The first six harmonics of C2 = 65.4 Hz, each a pair that beats once or thrice per loop.

    Half a loop later a tone of m turns per loop comes back reversed when m is odd. The
    stronger of each pair is even, thus alike in both channels: one loudspeaker playing both
    keeps it. The weaker is odd, thus reversed: it moves the sound between two.
    """
    sound = np.zeros(FRAMES)
    phases = 2 * np.pi * random(7).random((6, 2))
    for harmonic, (even, odd) in enumerate(phases, start=1):
        turns = 1308 * harmonic  # per loop: 65.4 Hz * 20 s
        beat = 1 if harmonic % 2 else 3
        weight = (0.7, 1.0, 0.6, 0.45, 0.15, 0.15)[harmonic - 1]
        sound += weight * np.sin(turns * TURN + even)
        sound += 0.4 * weight * np.sin((turns + beat) * TURN + odd)
    return sound
