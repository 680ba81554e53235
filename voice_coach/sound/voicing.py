"""Takes to the clip of a cue: resampled, joined with its pauses, levelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from voice_coach.sound.fades import faded
from voice_coach.sound.loudness import gain_to, k_weighted
from voice_coach.sound.resample import at_rate
from voice_coach.sound.spectrum import Mono, spectrum
from voice_coach.sound.tone import VoiceTone, shelf
from voice_coach.speech.take import Take
from voice_coach.units import RATE, factor, frames

SPEECH = -18.0
"""LUFS of each cue as delivered in stereo (AES TD1008 recommends it for speech on streams)."""
CEILING = factor(-3.5)
"""Highest sample of a clip. With the lean to one ear and a bed that leaves -1 dBTP in the mix. The
default voice stays under it by itself; some others, `en-us+adam` among them, do not."""
_STEP = frames(0.005)


def voiced(takes: Sequence[Take], pause: int, tone: VoiceTone = VoiceTone.PLAIN) -> Mono:
    """Return one clip of a cue's takes.

    Args:
        takes: its sentences, in order; at least one.
        pause: frames of silence between two of them, at `units.RATE`.
        tone: how the voice is shaped.

    Returns:
        float32, shape (frames,), at `units.RATE`; as long as the planner counted.
    """
    samples = [_samples(take) for take in takes]
    rate = takes[0].rate
    spectra = [spectrum(part, rate) for part in samples]
    if tone is VoiceTone.SOFT:
        spectra = [each.through(shelf) for each in spectra]
        samples = [each.clip() for each in spectra]
    # Measured before resampling: the loudness is the same and there is half as much to measure.
    weighted = [k_weighted(each) for each in spectra]
    measured = _joined(weighted, [len(part) for part in weighted], pause * rate // RATE)
    gain = np.float32(gain_to(SPEECH, measured, rate))
    lengths = [take.frames for take in takes]
    sounds = (at_rate(part * gain, rate) for part in samples)
    cut = (faded(sound[:length]) for sound, length in zip(sounds, lengths, strict=True))
    return _limited(_joined(cut, lengths, pause))


def _limited(clip: Mono) -> Mono:
    """Turn down the few milliseconds that pass `CEILING`, and what lies around them, smoothly."""
    if max(clip.max(initial=0), -clip.min(initial=0)) <= CEILING:
        return clip
    padded = np.pad(clip, (0, -len(clip) % _STEP))
    peaks = np.abs(padded).reshape(-1, _STEP).max(axis=1)
    gain = np.pad(CEILING / np.maximum(peaks, CEILING), 1, constant_values=1)
    least = np.minimum(np.minimum(gain[:-2], gain[1:-1]), gain[2:])
    middles = (np.arange(len(least)) + 0.5) * _STEP
    turned = clip * np.interp(np.arange(len(clip)), middles, least)
    return np.asarray(turned, np.float32)


def _joined(parts: Iterable[Mono], lengths: Sequence[int], pause: int) -> Mono:
    """Return parts one after another, `pause` between them.

    Each stands at the start of a stretch of its length: resampling rounds by a frame or two.
    """
    clip = np.zeros(sum(lengths) + pause * (len(lengths) - 1), np.float32)
    at = 0
    for part, length in zip(parts, lengths, strict=True):
        clip[at : at + len(part)] = part
        at += length + pause
    return clip


def _samples(take: Take) -> Mono:
    samples: Mono = np.divide(np.frombuffer(take.pcm, "<i2"), 32768, dtype=np.float32)
    return samples
