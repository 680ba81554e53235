"""eSpeak NG through pyttsx3: the one module that imports it. Runs in the speech child only.

On Linux pyttsx3's own binding of the library is called in synchronous mode: its event loop loses
and mixes up takes under load. Elsewhere there is no such binding and its engine saves a file.
The engine prints, hangs and carries state from one utterance to the next, so every take is made
in a process of its own (see `worker`), which the parent ends if it takes too long.
"""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""eSpeak takes some control characters for commands, NUL for the end; half a pair has no UTF-8."""

Voice = Callable[[str, str, int], "tuple[int, bytearray]"]
"""Speaks (text, voice, rate): returns the sample rate in Hz and 16-bit mono PCM."""


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


class Binding:
    """A voice over pyttsx3's eSpeak binding.

    What is slow to begin with is done at once, for the voice called `first`: forks begin to speak
    where it ends.
    """

    def __init__(self, first: str) -> None:
        from pyttsx3.drivers import _espeak

        self._espeak = _espeak
        self._rate: int = _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, 1000)
        if self._rate <= 0:
            raise RuntimeError("eSpeak NG does not start")
        # It seeds its noise with the time: the same words would differ from second to second.
        self._seed = getattr(_espeak.dll, "espeak_ng_SetRandSeed", lambda number: None)
        self._sound = bytearray()
        _espeak.SetSynthCallback(self._collect)
        self._loaded = first if self._use(first) else None

    def __call__(self, text: str, voice: str, words: int) -> tuple[int, bytearray]:
        """Speak; see `Voice`."""
        if voice != self._loaded and not self._use(voice):
            raise NoSuchVoice(voice)
        self._sound = bytearray()
        self._seed(ctypes.c_long(1))
        self._espeak.SetParameter(self._espeak.RATE, words, 0)
        flags = self._espeak.ENDPAUSE | self._espeak.CHARS_UTF8
        self._espeak.Synth(_plain(text), flags=flags)
        self._espeak.Synchronize()
        return self._rate, self._sound

    def _use(self, voice: str) -> bool:
        name = _filed(voice).encode(errors="replace")
        return _is_variant(voice) and not self._espeak.SetVoiceByName(name)

    def _collect(self, samples: Any, count: int, events: Any) -> int:
        self._sound += ctypes.string_at(samples, count * 2) if count > 0 else b""
        return 0


def engine() -> Voice:
    """Return a voice over pyttsx3's engine, for systems without the binding."""
    import tempfile

    import pyttsx3

    def speak(text: str, voice: str, words: int) -> tuple[int, bytearray]:
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
    """Return the names of eSpeak's variants: what stands after the plus in `en-us+f5`."""
    data = Path(os.environ.get("ESPEAK_DATA_PATH", ""))
    return sorted(path.name for path in data.glob("voices/!v/*"))


def _filed(voice: str) -> str:
    """Return eSpeak's own name of a voice: it files British English under `en`."""
    base, plus, variant = voice.partition("+")
    return ("en" if base == "en-gb" else base) + plus + variant


def _plain(text: str) -> str:
    return _COMMANDS.sub(" ", text)


def _is_variant(voice: str) -> bool:
    """Tell whether there is such a variant: eSpeak would take the plain voice without a word."""
    _, plus, variant = voice.partition("+")
    known = voices()
    return not plus or not known or variant in known


def _read(path: Path) -> tuple[int, bytearray]:
    import wave

    with wave.open(str(path)) as file:
        if file.getnchannels() != 1 or file.getsampwidth() != 2:
            raise RuntimeError("the engine wrote something other than 16-bit mono")
        return file.getframerate(), bytearray(file.readframes(file.getnframes()))
