"""`coach doctor` and `--verbose`: what is wrong, what to do, and what happened."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import DATA
from export.disks import bound
from rig.command import Coach
from rig.hearing import loud_at
from rig.server import SoundServer

from voice_coach.cli.doctor import line_of
from voice_coach.session.doctor import LASTS, TONE, tone
from voice_coach.units import RATE

pytestmark = pytest.mark.slow

QUICK = ("--voice", "tone")


def found(ran: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    """What the doctor found, by name."""
    return {row["name"]: row for row in json.loads(ran.stdout)}


def test_the_tone_is_soft_and_begins_without_a_step() -> None:
    """It swells, stays under a tenth of full scale, has its pitch, and falls to silence."""
    heard = np.concatenate([tone(start, 480) for start in range(0, LASTS + 4800, 480)])[:, 0]
    assert 1000 < np.abs(heard).max() < 3277
    assert np.abs(np.diff(heard.astype(int))).max() < 300
    assert not heard[LASTS + 1 :].any()
    spectrum = np.abs(np.fft.rfft(heard))
    assert abs(spectrum.argmax() * RATE / len(heard) - TONE) < 5


def test_where_all_is_there_a_tone_is_heard(heard_coach: Coach, server: SoundServer) -> None:
    """With a device the tone is really heard, and the command ends with 0."""
    with server.recording("A") as recording:
        ran = heard_coach("doctor", *QUICK, "--json")
        assert ran.returncode == 0, ran.stdout
        assert len(loud_at(recording.samples(), 600))
    rows = found(ran)
    assert list(rows) == [
        *("settings", "voice", "device", "cache", "storage", "awake", "media keys"),
    ]
    assert all(rows[name]["fine"] for name in ("settings", "voice", "device", "cache", "storage"))


def test_without_a_device_it_ends_with_4_and_says_what_to_do(coach: Coach) -> None:
    """Every try is told, also after one that failed; each that failed has a remedy."""
    ran = coach("doctor", *QUICK, "--json")
    rows = found(ran)
    assert (ran.returncode, ran.stderr) == (4, "")
    assert not rows["device"]["fine"]
    assert "coach export" in rows["device"]["told"]
    assert not rows["awake"]["fine"]
    assert rows["awake"]["remedy"]
    assert coach("doctor", *QUICK, "--through", "silent").returncode == 0


def test_a_voice_that_does_not_exist_is_told(coach: Coach) -> None:
    """A voice that can not speak ends it with 4, after the other tries."""
    ran = coach("doctor", "--voice", "elvish", "--through", "silent", "--json")
    assert ran.returncode == 4
    assert "There is no voice" in found(ran)["voice"]["told"]


def test_broken_settings_are_told(coach: Coach) -> None:
    """Settings that keep every other command from starting are a finding here."""
    file = Path(coach.env["HOME"]) / ".config" / "voice-coach" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("bedd = 'rain'\n")
    ran = coach("doctor", *QUICK, "--through", "silent", "--json")
    assert ran.returncode == 1
    assert 'Did you mean "bed"?' in found(ran)["settings"]["told"]


def test_a_folder_without_rights_is_told(coach: Coach) -> None:
    """Where nothing can be kept the line names the place, and the command ends with 1."""
    state = Path(coach.env["XDG_STATE_HOME"])
    (state / "voice-coach").chmod(0o500)
    ran = bound(coach, "doctor", *QUICK, "--through", "silent", "--json")
    assert ran.returncode == 1, ran.stdout
    assert str(state) in found(ran)["storage"]["told"]


@pytest.mark.parametrize("width", [40, 80])
def test_findings_fit(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding wraps at words, and a word says how it is: no colour is needed."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = line_of(
        "device", False, "It opens, but asks for no sound. " * 3, "Do. " * 30
    ).splitlines()
    assert lines[0].startswith("wrong device")
    assert all(len(line) <= width for line in lines)


def test_verbose_tells_where_the_log_is(fresh: Coach) -> None:
    """The first line names the log; it holds the call, what was played, and a fault's place."""
    ran = fresh(
        "play", DATA / "tiny.yaml", *QUICK, "--through", "silent", "--from", "0:30", "--verbose"
    )
    assert ran.returncode == 0
    first = ran.stderr.splitlines()[0]
    assert first.startswith("coach: the log is ")
    file = Path(first.removeprefix("coach: the log is "))
    assert "called: ['play'" in file.read_text()
    assert "opens Silent" in file.read_text()
    assert fresh("--verbose", "show", "nosuch").returncode == 2
    assert "Traceback" in file.read_text()
    paths = {row["name"]: row["path"] for row in json.loads(fresh("paths", "--json").stdout)}
    assert Path(paths["log"]) == file.parent
    assert fresh("forget", "--yes").returncode == 0
    assert not file.exists()


def test_folders_of_another_user(fresh: Coach) -> None:
    """Where the folders are shut, as after one call by root, what looks at them still goes through."""
    state, cache = (
        Path(fresh.env[f"XDG_{kind}_HOME"]) / "voice-coach" for kind in ("STATE", "CACHE")
    )
    cache.mkdir(parents=True)
    for folder in (state, cache):
        folder.chmod(0)
    try:
        shown = bound(fresh, "paths")
        ran = bound(fresh, "doctor", "--json", "--through", "silent", "--voice", "tone")
        forgotten = bound(fresh, "forget", "--yes")
    finally:
        for folder in (state, cache):
            folder.chmod(0o700)
    assert (shown.returncode, shown.stderr) == (0, "")
    rows = found(ran)
    assert (rows["cache"]["fine"], rows["storage"]["fine"]) == (False, False)
    assert "media keys" in rows
    assert (forgotten.returncode, "history cannot be removed" in forgotten.stderr) == (1, True)


def test_without_verbose_nothing_is_logged(coach: Coach) -> None:
    """Nobody who did not ask for a log has one; one that cannot be written is told."""
    assert coach("list").returncode == 0
    state = Path(coach.env["XDG_STATE_HOME"])
    assert not (state / "voice-coach" / "log").exists()
    shutil.rmtree(state / "voice-coach")
    (state / "voice-coach").write_text("in the way")
    ran = coach("list", "--verbose")
    assert ran.returncode == 1
    assert "cannot be written" in ran.stderr
