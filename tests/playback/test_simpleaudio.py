"""The second output, really played: `voice-coach[simpleaudio]`."""

from __future__ import annotations

import json
import threading
from typing import Any

import numpy as np
import pytest
from conftest import DATA
from rig.command import Coach
from rig.hearing import lag, loud_at, read
from rig.playing import playing
from rig.server import SoundServer, until

pytestmark = pytest.mark.slow

RATE = 48_000
SESSION = (DATA / "short.yaml", "--preamble", "short", "--through", "simpleaudio")

pytest.importorskip("simpleaudio", reason="voice-coach[simpleaudio] is not installed")


def test_simpleaudio_plays_what_is_exported(heard_coach: Coach, server: SoundServer) -> None:
    """Played through simpleaudio, a cue is heard sample for sample as exported; it ends with 0."""
    heard_coach("export", DATA / "short.yaml", "--preamble", "short", "-o", "s.wav")
    exported = read(heard_coach.folder / "s.wav")
    shown = heard_coach("show", DATA / "short.yaml", "--preamble", "short", "--json").stdout
    cue = json.loads(shown)["steps"][-2]["words"][-1]
    start, length = round(cue["start"] * RATE), round(cue["seconds"] * RATE)
    known = exported[start : start + length]
    with server.recording() as recording:
        played = heard_coach("play", *SESSION, "--from", "Last")
        heard = recording.samples()
    assert played.returncode == 0
    at = lag(heard, known)
    assert np.array_equal(heard[at : at + length], known)


def test_simpleaudio_pauses(heard_coach: Coach, server: SoundServer) -> None:
    """Through simpleaudio, too, pause is silence within a second, and resume sound again."""
    with playing(heard_coach, server, *SESSION) as session:
        assert session.recording is not None
        session.coach("pause")
        start = session.recording.frames + RATE
        until(lambda: session.recording.frames > start + RATE)
        quiet = session.recording.samples()[start : start + RATE]
        assert loud_at(quiet, 600).size == 0
        session.coach("resume")
        session.until_loud(start + RATE)


def test_simpleaudio_chooses_no_device(coach: Coach) -> None:
    """Simpleaudio can not choose a device: naming one ends with 4 and says so."""
    played = coach("play", *SESSION, "--device", "A")
    assert played.returncode == 4
    assert "--device" in played.stderr


class Device:
    """What simpleaudio plays to, as far as its output sees."""

    def __init__(self) -> None:
        self.buffers: list[np.ndarray] = []
        self.gone = False

    def play_buffer(self, buffer: np.ndarray, *shape: int) -> Any:
        """Take a buffer and play it for ever, unless the device goes."""
        self.buffers.append(buffer)
        return self

    def is_playing(self) -> bool:
        """Tell whether it plays."""
        return not self.gone

    def stop(self) -> None:
        """Nothing to stop."""


class Counter:
    """A player whose samples count, so that each frame can be told from the next."""

    def __init__(self) -> None:
        self.pulled = 0
        self.lock = threading.Lock()

    def __call__(self, count: int) -> np.ndarray:
        """Return the next frames."""
        with self.lock:
            counted = np.arange(self.pulled, self.pulled + count) % 30_000 + 1
            self.pulled += count
        return np.repeat(counted[:, None], 2, axis=1).astype(np.int16)


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> Device:
    """A device in the place of simpleaudio's, and short buffers."""
    found = Device()
    monkeypatch.setattr("simpleaudio.play_buffer", found.play_buffer)
    monkeypatch.setattr("voice_coach.playback.outputs.simpleaudio.BUFFER", RATE // 2)
    return found


def test_the_next_buffer_follows_without_a_gap(device: Device) -> None:
    """The next buffer begins while the last frames of this one sound, and goes on after them."""
    from voice_coach.playback.outputs.simpleaudio import AHEAD, SimpleaudioOutput

    output, pull = SimpleaudioOutput(), Counter()
    output.start(pull)
    until(lambda: len(device.buffers) >= 3)
    output.stop()
    first, second = device.buffers[:2]
    assert not second[:AHEAD].any()
    heard = np.concatenate((first, second[AHEAD:]))
    assert np.array_equal(heard[:, 0], Counter()(len(heard))[:, 0])


def test_a_device_that_goes_is_asked_for_nothing_more(device: Device) -> None:
    """Where simpleaudio has stopped playing no more is pulled: so the session sees the loss."""
    from voice_coach.playback.outputs.simpleaudio import SimpleaudioOutput

    output, pull = SimpleaudioOutput(), Counter()
    output.start(pull)
    device.gone = True
    thread = output._thread
    assert thread is not None
    thread.join(60)
    assert not thread.is_alive()
    output.stop()


def test_simpleaudio_notices_a_sink_that_goes(heard_coach: Coach, server: SoundServer) -> None:
    """Through simpleaudio, too, a sink that is removed pauses the session, and resume goes on."""
    with playing(heard_coach, server, *SESSION, "--length", "long") as session:
        server.remove_sink("A")
        session.until_state("lost")
        with server.recording("B") as other:
            assert session.coach("resume").returncode == 0
            session.recording = other
            session.until_loud()
