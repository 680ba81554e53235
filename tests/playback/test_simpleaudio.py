"""The second output, really played: `voice-coach[simpleaudio]`."""

from __future__ import annotations

import json

import numpy as np
import pytest
from conftest import DATA
from rig.command import Coach
from rig.hearing import lag, loud_at, read
from rig.playing import playing
from rig.server import SoundServer, until

RATE = 48_000
SESSION = (DATA / "short.yaml", "--preamble", "short", "--output", "simpleaudio")

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
