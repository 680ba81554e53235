"""`coach play` on a private sound server whose sink is recorded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from conftest import DATA, private_server
from numpy.typing import NDArray
from rig.command import Coach
from rig.hearing import gaps, lag, loud_at, quiet_from, read
from rig.server import Recording, SoundServer, until

pytestmark = [pytest.mark.slow, pytest.mark.first]

RATE = 48_000
MILLISECOND = RATE // 1000


SESSION = (DATA / "short.yaml", "--preamble", "short")


@dataclass(frozen=True)
class Heard:
    """One session: as planned, as exported, as shown and as heard."""

    cues: list[tuple[float, float]]
    """Start and length in seconds."""
    exported: NDArray[np.int16]
    samples: NDArray[np.int16]
    played: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory, takes: Path) -> Heard:
    """The short session, played once for all tests that only listen."""
    folder = tmp_path_factory.mktemp("heard")
    with private_server(folder / "pulse") as server:
        coach = Coach(folder, {"HOME": str(folder), "XDG_CACHE_HOME": str(takes), **server.paths})
        assert coach("export", *SESSION, "-o", "short.wav").returncode == 0
        shown = json.loads(coach("show", *SESSION, "--json").stdout)
        exported = read(folder / "short.wav")
        with server.recording() as recording:
            played = coach("play", *SESSION, "--no-history")
            samples = recording.samples()
    cues = [(w["start"], w["seconds"]) for step in shown["steps"] for w in step["words"]]
    return Heard(cues, exported, samples, played)


def test_what_is_heard_is_what_is_exported(heard: Heard) -> None:
    """Every cue is heard, sample for sample as exported, within a millisecond of the plan.

    Where a busy machine starved the server it put silence in, which the player never makes: a cue
    with such a hole is passed over, and later ones may come later by so much. `bench/onsets.py`
    measures that.
    """
    assert heard.played.returncode == 0
    first = lag(heard.samples[: 15 * RATE], heard.exported[: 6 * RATE])
    whole = 0
    for start, length in heard.cues:
        known = heard.exported[int(start * RATE) : int((start + length) * RATE)]
        planned = first + int(start * RATE)
        holes = sum(gaps(heard.samples[first : planned + len(known)]))
        around = heard.samples[planned - MILLISECOND * 20 : planned + len(known) + holes + RATE]
        at = planned + lag(around, known) - MILLISECOND * 20
        found = heard.samples[at : at + len(known)]
        if not gaps(found):
            whole += 1
            assert planned - MILLISECOND <= at <= planned + holes + MILLISECOND
            assert np.array_equal(found, known)
    assert whole >= len(heard.cues) / 2


def test_words_are_shown_as_they_are_spoken(heard: Heard) -> None:
    """Without a terminal the words stand on standard output, one line a cue, without escapes."""
    assert heard.played.stdout.count("\n") == len(heard.cues)
    assert "Left side. Open your left hand." in heard.played.stdout
    assert "\x1b" not in heard.played.stdout


def test_the_first_sound_is_faint_and_early(heard: Heard) -> None:
    """A faint signal precedes the first chime by 0.5 s, and the first word by 1.5 s, or more."""
    sound = np.flatnonzero(heard.samples.any(axis=1))
    chime, word = loud_at(heard.samples)[0], loud_at(heard.samples, 2500)[0]
    assert chime - sound[0] >= 0.5 * RATE
    assert word - sound[0] >= 1.5 * RATE
    faint = heard.samples[sound[0] : chime - RATE // 10].astype(float) / 32768
    assert -73 < 20 * np.log10(np.sqrt(np.mean(faint**2))) < -67


def test_the_stream_stays_open(heard: Heard) -> None:
    """No pause of a session is truly silent, so that sleepy devices stay awake.

    What little true silence there is, a starved server has put in.
    """
    sounding = np.flatnonzero(heard.samples.any(axis=1))
    session = heard.samples[sounding[0] : sounding[-1]]
    assert sum(gaps(session)) < len(session) / 5


def test_no_device_follows_as_captions(coach: Coach) -> None:
    """Without any sound device one line tells the remedy, and captions follow in real time."""
    played = coach("play", DATA / "short.yaml", "--preamble", "short", "--from", "Last")
    assert played.returncode == 0
    assert played.stderr.count("\n") == 1
    assert "coach export" in played.stderr
    assert "Rest both hands." in played.stdout


@pytest.mark.parametrize("named", [("--through", "miniaudio"), ("--device", "nowhere")])
def test_a_named_device_that_is_missing_is_an_error(coach: Coach, named: tuple[str, str]) -> None:
    """An output or device that was named and is missing ends with 4 and one line."""
    played = coach("play", DATA / "short.yaml", *named)
    assert played.returncode == 4
    assert played.stdout == ""
    assert played.stderr.count("\n") == 1


def test_a_device_is_chosen_by_name(heard_coach: Coach, server: SoundServer) -> None:
    """`--device` plays to that sink alone; `coach devices` lists each once, the default marked."""
    described = 'sink_properties=device.description="A\x1b[2J"'
    for _ in range(2):
        server.pactl("load-module", "module-null-sink", "sink_name=C", described)
    listed = heard_coach("devices").stdout.splitlines()
    assert listed == ["A  (default)", "B", "A?[2J", "A?[2J (2)"]
    name = "B"
    with server.recording("A") as on_a, server.recording("B") as on_b:
        heard_coach(
            "play", DATA / "short.yaml", "--preamble", "short", "--from", "Last", "--device", name
        )
        heard_a, heard_b = on_a.samples(), on_b.samples()
    assert loud_at(heard_b).size > RATE
    assert loud_at(heard_a).size == 0


Played = tuple[subprocess.Popen[str], Recording]


@pytest.fixture
def playing(heard_coach: Coach, server: SoundServer) -> Iterator[Played]:
    """A session that is playing, and the recording of its sink."""
    with server.recording() as recording:
        process = heard_coach.start("play", DATA / "short.yaml", start_new_session=True)
        until(lambda: loud_at(recording.samples()).size > 0)
        yield process, recording
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_it_cleanly(playing: Played, number: signal.Signals, code: int) -> None:
    """A signal ends the session in silence, with its own exit code and nothing on standard error."""
    process, recording = playing
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in errors
    assert "rror" not in errors
    heard = recording.samples()
    end = quiet_from(heard, 40)
    edge = heard[end - 10 * MILLISECOND : end].astype(int)
    assert np.abs(np.diff(edge, axis=0)).max() < 1500


def test_it_ends_alone_and_leaves_no_child(heard_coach: Coach, tmp_path: Path) -> None:
    """A session ends by itself with 0, and no process of it remains."""
    process = heard_coach.start(
        "play", DATA / "short.yaml", "--from", "Last", start_new_session=True
    )
    process.communicate(timeout=60)
    assert process.returncode == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
