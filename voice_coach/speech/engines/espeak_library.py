"""eSpeak NG through pyttsx3's own binding: the one module that imports it.

pyttsx3's event loop loses and mixes up takes under load, so its binding of the library is called
in synchronous mode. The library is the wheel's on every system, so that lengths and levels are
those we measured; where no wheel fits, the system's serves.
"""

from __future__ import annotations

import ctypes
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from voice_coach.speech.engines.engine import UnknownVoice

_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""eSpeak takes some control characters for commands, NUL for the end; half a pair has no UTF-8."""


class Espeak:
    """The library, ready to speak.

    What is slow to begin with is done at once, for the voice called `first`: forks begin to speak
    where it ends.
    """

    def __init__(self, first: str) -> None:
        self._espeak = _binding()
        self._rate: int = self._espeak.Initialize(self._espeak.AUDIO_OUTPUT_SYNCHRONOUS, 1000)
        if self._rate <= 0:
            raise RuntimeError("eSpeak NG does not start")
        # It seeds its noise with the time: the same words would differ from second to second.
        self._seed = getattr(self._espeak.dll, "espeak_ng_SetRandSeed", lambda number: None)
        self._sound = bytearray()
        self._espeak.SetSynthCallback(self._collect)
        self._loaded = first if self._use(first) else None

    def speak(self, text: str, voice: str, rate: int) -> tuple[int, bytearray]:
        """Speak; see `Engine`."""
        if voice != self._loaded and not self._use(voice):
            raise UnknownVoice(voice, variants())
        self._sound = bytearray()
        self._seed(ctypes.c_long(1))
        self._espeak.SetParameter(self._espeak.RATE, rate, 0)
        flags = self._espeak.ENDPAUSE | self._espeak.CHARS_UTF8
        self._espeak.Synth(_COMMANDS.sub(" ", text), flags=flags)
        self._espeak.Synchronize()
        return self._rate, self._sound

    def _use(self, voice: str) -> bool:
        name = _filed(voice).encode(errors="replace")
        return _is_variant(voice) and not self._espeak.SetVoiceByName(name)

    def _collect(self, samples: Any, count: int, events: Any) -> int:
        self._sound += ctypes.string_at(samples, count * 2) if count > 0 else b""
        return 0


def start(voice: str) -> Espeak:
    """Return the engine, at its quickest in the voice called `voice`.

    Raises:
        ImportError, OSError, RuntimeError: it does not start.
    """
    return Espeak(voice)


def _binding() -> Any:
    """Import pyttsx3's binding so that it finds the wheel's library."""
    library = _wheel()
    load = ctypes.cdll.LoadLibrary
    if library:
        # It asks for the library by the names and places of installers; this is the answer to all.
        ctypes.cdll.LoadLibrary = lambda name: ctypes.CDLL(library)  # type: ignore[method-assign]
    try:
        from pyttsx3.drivers import _espeak
    finally:
        ctypes.cdll.LoadLibrary = load  # type: ignore[method-assign]
    return _espeak


def _wheel() -> str:
    """Return the path of the wheel's library, and point it to its data; nothing without the wheel."""
    try:
        import espeakng_loader
    except ImportError:
        return ""
    data = Path(espeakng_loader.get_data_path())
    if not (data / "phontab").is_file():
        raise RuntimeError(f"the speech data in {data} is incomplete")
    os.environ["ESPEAK_DATA_PATH"] = str(data)
    library = str(espeakng_loader.get_library_path())
    ctypes.CDLL(library)  # says what is wrong with it; through pyttsx3 that would be lost
    return library


@lru_cache(maxsize=1)
def variants() -> list[str]:
    """Return the names of eSpeak's variants: what follows the plus in `en-us+f5`."""
    data = Path(os.environ.get("ESPEAK_DATA_PATH", ""))
    return sorted(path.name for path in data.glob("voices/!v/*"))


def _filed(voice: str) -> str:
    """Return eSpeak's own name of a voice: it files British English under `en`."""
    base, plus, variant = voice.partition("+")
    return ("en" if base == "en-gb" else base) + plus + variant


def _is_variant(voice: str) -> bool:
    """Return whether there is such a variant: eSpeak would silently take the plain voice."""
    _, plus, variant = voice.partition("+")
    known = variants()
    return not plus or not known or variant in known
