"""The voices of Windows and macOS, with a stand-in for what pyttsx3 finds there."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import pyttsx3
import soundfile

from voice_coach.speech.engines import system
from voice_coach.speech.engines.engine import UnknownVoice
from voice_coach.speech.engines.registry import family_of, usable_voices

VOICES = [
    SimpleNamespace(id="com.one", name="Samantha", languages=["en_US"]),
    SimpleNamespace(id="com.two", name="Daniel", languages=[b"\x05en-gb"]),
    SimpleNamespace(id="com.three", name="Anna", languages=["de_DE"]),
]
SOUND = np.arange(-500, 500, dtype=np.int16)


class StandIn:
    """pyttsx3's engine: it writes a file of two channels, 500 times as many frames as words."""

    def __init__(self) -> None:
        self.properties: dict[str, Any] = {"voices": VOICES}
        self.wanted: list[tuple[str, str]] = []
        self.silent = False

    def getProperty(self, name: str) -> Any:
        return self.properties[name]

    def setProperty(self, name: str, value: Any) -> None:
        self.properties[name] = value

    def save_to_file(self, text: str, path: str) -> None:
        self.wanted.append((text, path))

    def runAndWait(self) -> None:
        _, path = self.wanted[-1]
        if not self.silent:
            soundfile.write(path, np.stack([SOUND, 0 * SOUND], axis=1), 16_000, subtype="PCM_16")


@pytest.fixture(params=["win32", "darwin"])
def speech(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The stand-in, on each of the systems."""
    found = StandIn()
    monkeypatch.setattr(system, "sys", SimpleNamespace(platform=request.param))
    monkeypatch.setattr(pyttsx3, "init", lambda: found)
    system._listed.cache_clear()
    yield found
    system._listed.cache_clear()


def test_the_systems_voices_are_offered(speech: StandIn) -> None:
    """Those that speak English are listed by their names, and found by them."""
    found = [(voice.name, voice.language) for voice in system.FAMILY.offers()]
    assert found == [("Samantha", "en-US"), ("Daniel", "en-gb")]
    assert "Samantha" in [voice.name for voice in usable_voices()]
    assert family_of("Daniel") is system.FAMILY
    assert family_of("en-gb+f3") is not system.FAMILY


def test_a_system_voice_speaks(speech: StandIn) -> None:
    """It is chosen by its name, at a rate, and one channel of its file is the take."""
    rate, pcm = system.start("Daniel").speak("Breathe out.", "Daniel", 140)
    assert (rate, bytes(pcm)) == (16_000, SOUND.astype("<i2").tobytes())
    assert (speech.properties["voice"], speech.properties["rate"]) == ("com.two", 140)
    assert speech.wanted[0][0] == "Breathe out."


def test_a_system_voice_that_writes_nothing(speech: StandIn) -> None:
    """No file is silence, which is told further up."""
    speech.silent = True
    assert system.start("Daniel").speak("Breathe out.", "Daniel", 140)[1] == b""


def test_a_name_that_the_system_does_not_have(speech: StandIn) -> None:
    """Another name is refused, and the names that there are are told."""
    with pytest.raises(UnknownVoice) as caught:
        system.start("").speak("Breathe out.", "Daniela", 140)
    assert "Daniel" in caught.value.known


def test_speech_that_is_broken(speech: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without working speech offers nothing, and nothing fails."""
    monkeypatch.setattr(pyttsx3, "init", lambda: 1 / 0)
    assert system.FAMILY.offers() == []


def test_not_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere there are no such voices, and pyttsx3 is not even asked."""
    monkeypatch.setattr(system, "sys", SimpleNamespace(platform="linux"))
    monkeypatch.setattr(pyttsx3, "init", lambda: pytest.fail("it was asked"))
    assert (system.FAMILY.offers(), bool(system.FAMILY.fault())) == ([], True)
