"""The voices that Windows and macOS bring along, through pyttsx3, by the names they have there.

Not on Linux: what pyttsx3 finds there is eSpeak, which `espeak` calls better.
"""

from __future__ import annotations

import contextlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

from voice_coach.atomic import temporary_folder
from voice_coach.speech.engines.engine import UnknownVoice
from voice_coach.speech.engines.family import Family, Voice

SYSTEMS = {"win32": "Windows", "darwin": "macOS"}
"""Where there are such voices, by `sys.platform`."""


class System:
    """The system's speech, ready."""

    def __init__(self) -> None:
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self._ids = {voice.name: voice.id for voice in self._engine.getProperty("voices")}

    def speak(self, text: str, voice: str, rate: int) -> tuple[int, bytearray]:
        """Speak; see `Engine`."""
        if voice not in self._ids:
            raise UnknownVoice(voice, list(self._ids))
        self._engine.setProperty("voice", self._ids[voice])
        self._engine.setProperty("rate", rate)
        with temporary_folder() as folder:
            # Windows writes a WAV file whatever its name is; macOS one by the end of its name.
            path = folder / ("take.wav" if sys.platform == "win32" else "take.aiff")
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            return _pcm(path)


def start(voice: str) -> System:
    """Return the engine.

    Raises:
        Exception: it does not start.
    """
    return System()


def _pcm(path: Path) -> tuple[int, bytearray]:
    """Return the sample rate of a sound file and its first channel; no file is silence."""
    import soundfile

    if not path.is_file():
        return 22_050, bytearray()
    samples, rate = soundfile.read(path, dtype="int16", always_2d=True)
    return int(rate), bytearray(samples[:, 0].astype("<i2").tobytes())


def _fault() -> str:
    return "" if sys.platform in SYSTEMS else "this system has no voices of its own"


@cache
def _listed() -> list[Voice]:
    """Return the English voices, or all where none says that it is."""
    listed: list[Any] = []
    with contextlib.suppress(Exception):  # a system whose speech is broken offers none
        import pyttsx3

        listed = list(pyttsx3.init().getProperty("voices"))
    voices = [
        Voice(str(each.name), _language(each), "system", "the system's", 0.0) for each in listed
    ]
    return [voice for voice in voices if voice.language.startswith("en")] or voices


def _language(voice: Any) -> str:
    """Return a voice's language such as en-US, or nothing; drivers give text or bytes."""
    language = next(iter(voice.languages or ()), "")
    text = language.decode("ascii", "ignore") if isinstance(language, bytes) else str(language)
    return text.strip("\x05").replace("_", "-")


def _identity(voice: str) -> str:
    import platform  # here: slow to load, and every command reads this module

    # Such a voice has no version of its own: the system's takes its place.
    return f"system {sys.platform} {platform.release()} {platform.version()} rev 1"


FAMILY = Family(
    name="system",
    module=__name__,
    identity=_identity,
    fault=_fault,
    offers=lambda: [] if _fault() else _listed(),
    remedy="See whether the system itself speaks; other voices: coach voices",
    rate=150,
    slow=0.9,
)
