"""eSpeak NG through pyttsx3: the one module that imports it. Runs in the speech child only.

On Linux pyttsx3's own binding of the library is called in synchronous mode: its event loop loses
and mixes up takes under load. Elsewhere there is no such binding and its engine saves a file.
The engine prints, hangs and carries state from one utterance to the next, so every take is made
in a process of its own (see `worker`), which the parent ends if it takes too long.
"""

from __future__ import annotations

import array
import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

KEEP_BEFORE = 0.015
KEEP_AFTER = 0.030
"""Seconds kept around the sound, so that no consonant is lost."""
_SILENT = 10 ** (-50 / 20)
"""Of the loudest sample: -50 dB."""
_MAGNITUDE = bytes(min(high, 255 - high) for high in range(256))
"""High byte of a 16-bit sample to that of its magnitude, one less where it is negative."""
_BLOCK = 256
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""eSpeak takes some control characters for commands, NUL for the end; half a pair has no UTF-8."""

Voice = Callable[[str, str, int], "tuple[int, bytes]"]
"""Speaks (text, voice, rate): returns the sample rate in Hz and trimmed 16-bit mono PCM."""


class NoSuchVoice(ValueError):
    """The engine has no voice of that name."""


def prepare() -> None:
    """Let pyttsx3 find the eSpeak NG of the wheel; without the wheel, the system's."""
    try:
        import espeakng_loader
    except ImportError:
        return
    data = Path(espeakng_loader.get_data_path())
    if not (data / "phontab").is_file():
        raise RuntimeError(f"the speech data in {data} is incomplete")
    os.environ["ESPEAK_DATA_PATH"] = str(data)
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def binding(first: str) -> Voice:
    """Return a voice over pyttsx3's eSpeak binding.

    What is slow to begin with is done, for the voice called `first`: forks start at once.
    """
    from pyttsx3.drivers import _espeak as espeak

    rate: int = espeak.Initialize(espeak.AUDIO_OUTPUT_SYNCHRONOUS, 1000)
    if rate <= 0:
        raise RuntimeError("eSpeak NG does not start")
    voices()
    loaded = None if espeak.SetVoiceByName(_filed(first).encode(errors="replace")) else first
    # eSpeak seeds its noise with the time, and the same words would differ from second to second.
    seed = getattr(espeak.dll, "espeak_ng_SetRandSeed", lambda number: None)

    def speak(text: str, voice: str, words: int) -> tuple[int, bytes]:
        _check_variant(voice)
        if voice != loaded and espeak.SetVoiceByName(_filed(voice).encode(errors="replace")):
            raise NoSuchVoice(voice)
        seed(ctypes.c_long(1))
        sound = bytearray()

        def collect(samples: Any, count: int, events: Any) -> int:
            sound.extend(ctypes.string_at(samples, count * 2) if count > 0 else b"")
            return 0

        espeak.SetSynthCallback(collect)
        espeak.SetParameter(espeak.RATE, words, 0)
        espeak.Synth(_plain(text), flags=espeak.ENDPAUSE | espeak.CHARS_UTF8)
        espeak.Synchronize()
        return rate, trimmed(sound, rate)

    return speak


def engine() -> Voice:
    """Return a voice over pyttsx3's engine, for systems without the binding."""
    import tempfile

    import pyttsx3

    def speak(text: str, voice: str, words: int) -> tuple[int, bytes]:
        found = pyttsx3.init()
        known = [each.id for each in found.getProperty("voices")]
        voice = _filed(voice)
        if voice and voice.split("+")[0] not in {name.split("/")[-1].lower() for name in known}:
            voice = ""  # eSpeak's names mean nothing to other engines: keep the system's own voice
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "take.wav")
            if voice:
                found.setProperty("voice", voice)
            found.setProperty("rate", words)
            found.save_to_file(_plain(text), str(path))
            found.runAndWait()
            return _read(path)

    return speak


@lru_cache(maxsize=1)
def voices() -> list[str]:
    """Return eSpeak's English voices and all variants, as `en-us+f5` puts them together."""
    data = Path(os.environ.get("ESPEAK_DATA_PATH", ""))
    return sorted(path.name for path in data.glob("voices/!v/*"))


def _filed(voice: str) -> str:
    """Return eSpeak's own name of a voice: it files British English under `en`."""
    base, plus, variant = voice.partition("+")
    return ("en" if base == "en-gb" else base) + plus + variant


def _plain(text: str) -> str:
    return _COMMANDS.sub(" ", text)


def _check_variant(voice: str) -> None:
    """Refuse an unknown variant: eSpeak would take the plain voice without a word."""
    _, plus, variant = voice.partition("+")
    known = voices()
    if plus and known and variant not in known:
        raise NoSuchVoice(voice)


def _read(path: Path) -> tuple[int, bytes]:
    import wave

    with wave.open(str(path)) as file:
        if file.getnchannels() != 1 or file.getsampwidth() != 2:
            raise RuntimeError("the engine wrote something other than 16-bit mono")
        return file.getframerate(), trimmed(file.readframes(file.getnframes()), file.getframerate())


def trimmed(pcm: bytes | bytearray, rate: int) -> bytes:
    """Cut the silence around a take; `pcm` is 16-bit mono, `rate` in Hz."""
    samples = array.array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    limit = _loudest(pcm, samples) * _SILENT
    starts = range(0, len(samples), _BLOCK)
    if not (first := _over(limit, samples, starts)):
        return b""
    last = _over(limit, samples, reversed(starts))
    begin = max(0, first[0] - round(KEEP_BEFORE * rate))
    return bytes(memoryview(pcm)[2 * begin : 2 * (last[-1] + 1 + round(KEEP_AFTER * rate))])


def _over(limit: float, samples: array.array[int], starts: Iterable[int]) -> list[int]:
    """Return where samples over a limit stand in the first of the blocks that has any."""
    for start in starts:
        block = samples[start : start + _BLOCK]
        if max(block) > limit or min(block) < -limit:
            return [start + index for index, value in enumerate(block) if abs(value) > limit]
    return []


def _loudest(pcm: bytes | bytearray, samples: array.array[int]) -> int:
    """Return the largest magnitude; only samples with the largest high byte are looked at.

    A take has 60,000 samples: looking at each costs as much as speaking it.
    """
    high = pcm[1::2].translate(_MAGNITUDE)
    top = next((value for value in range(127, -1, -1) if value in high), 0)
    return max((abs(samples[at.start()]) for at in re.finditer(_byte(top), high)), default=0)


def _byte(value: int) -> bytes:
    return re.escape(bytes([value]))
