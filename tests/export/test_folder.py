"""`coach export --folder`: a file for each session, and only those that changed are made again."""

import json
import os
import signal
from pathlib import Path

import pytest
from export.disks import parts
from export.test_export_command import names
from rig.command import BEEPS, Coach
from rig.server import until

from voice_coach.export.manifest import NAME
from voice_coach.library import catalog

pytestmark = pytest.mark.slow

TINY = (Path(__file__).parents[1] / "data" / "tiny.yaml").read_text()


@pytest.fixture
def own(coach: Coach) -> Path:
    """The user's own library: `one`, `two` and `three`, of a few seconds each."""
    folder = Path(coach.env["XDG_DATA_HOME"]) / "voice-coach" / "scripts"
    folder.mkdir(parents=True)
    for name in ("one", "two", "three"):
        (folder / f"{name}.yaml").write_text(TINY.replace("Tiny", name))
    return folder


SOME = ("export", "one", "two", "three", *BEEPS, "-d", "out")


def stamps(folder: Path) -> dict[str, int]:
    """When each file was written, to the nanosecond."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != NAME}


def remade(folder: Path, before: dict[str, int]) -> set[str]:
    """What was written since."""
    return {name for name, stamp in stamps(folder).items() if before.get(name) != stamp}


def test_a_file_each(coach: Coach, own: Path) -> None:
    """Each session becomes a file of its own, the same as by itself; a line tells of each."""
    done = coach(*SOME, "--captions", "vtt")
    assert (done.returncode, done.stderr) == (0, "")
    out = coach.folder / "out"
    files = {f"{name}.{kind}" for name in ("one", "two", "three") for kind in ("wav", "vtt")}
    assert names(out) == {*files, NAME}
    told = sorted(line.split()[0] for line in done.stdout.splitlines())
    assert told == ["out/one.wav", "out/three.wav", "out/two.wav"]
    assert coach("export", "two", *BEEPS).returncode == 0
    assert (coach.folder / "two.wav").read_bytes() == (out / "two.wav").read_bytes()


def test_only_what_changed(coach: Coach, own: Path) -> None:
    """A second run makes nothing; then only what lost its file, its bytes, or its old script."""
    out = coach.folder / "out"
    assert coach(*SOME).returncode == 0
    before = stamps(out)
    done = coach(*SOME)
    assert sorted(done.stdout.splitlines()) == [
        f"out/{name}.wav  unchanged" for name in ("one", "three", "two")
    ]
    assert remade(out, before) == set()
    (out / "one.wav").unlink()
    (out / "two.wav").write_bytes(b"half")
    assert coach(*SOME).returncode == 0
    assert remade(out, before) == {"one.wav", "two.wav"}
    before = stamps(out)
    (own / "three.yaml").write_text(TINY.replace("Tiny", "three").replace("Open", "Close"))
    os.utime(own / "one.yaml")  # the same words, saved again
    assert coach(*SOME).returncode == 0
    assert remade(out, before) == {"three.wav"}


@pytest.mark.parametrize("more", [("--rate", "130"), ("--bed", "rain"), ("--mono",)])
def test_options_change_all(coach: Coach, own: Path, more: tuple[str, ...]) -> None:
    """Another voice, mix or kind of file makes all anew."""
    assert coach(*SOME).returncode == 0
    before = stamps(coach.folder / "out")
    assert coach(*SOME, *more).returncode == 0
    assert remade(coach.folder / "out", before) == {"one.wav", "two.wav", "three.wav"}


def test_one_that_fails(coach: Coach, own: Path) -> None:
    """A script that is wrong is told by its name; the others are written, and the exit code is 1."""
    (own / "two.yaml").write_text(TINY.replace("steps", "stpes"))
    done = coach(*SOME)
    assert done.returncode == 1
    assert names(coach.folder / "out") == {"one.wav", "three.wav", NAME}
    first, *_, last = done.stderr.splitlines()
    assert first.startswith("coach: two: ")
    assert last == "coach: 1 of 3 not written: two."


def test_the_whole_library(coach: Coach, own: Path) -> None:
    """`--all` makes a file for each session of the library, shipped and own."""
    for name in catalog.entries():
        (own / f"{name}.yaml").write_text(TINY)
    done = coach("export", "--all", *BEEPS, "-d", "out", "-j", "3")
    assert done.returncode == 0
    wanted = {f"{name}.wav" for name in (*catalog.entries(), "one", "two", "three")}
    assert names(coach.folder / "out") == {*wanted, NAME}


def test_interrupted(coach: Coach, own: Path) -> None:
    """Ctrl-C leaves whole files and no others; the next run goes on from there."""
    out = coach.folder / "out"
    args = ("export", "one", "full", "back", *BEEPS, "-d", "out", "-j", "3")
    process = coach.start(*args)
    until(lambda: (out / NAME).exists() and bool(parts(out)))
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors.strip()) == (130, "")
    assert parts(out) == []
    assert "one.wav" in names(out)
    assert "out/one.wav  unchanged" in coach(*SOME).stdout


@pytest.mark.parametrize("damage", ["", "[]", '{"version": 1}', '{"version": 1, "made": 3}', "\0"])
def test_a_damaged_list(coach: Coach, own: Path, damage: str) -> None:
    """A list that can not be read means that all is made anew."""
    assert coach(*SOME).returncode == 0
    before = stamps(coach.folder / "out")
    (coach.folder / "out" / NAME).write_text(damage)
    assert coach(*SOME).returncode == 0
    assert len(remade(coach.folder / "out", before)) == 3
    assert set(json.loads((coach.folder / "out" / NAME).read_text())["made"]) == set(before)


def test_a_folder_that_is_a_file(coach: Coach, own: Path) -> None:
    """A file in the place of the folder is one clear line."""
    (coach.folder / "out").write_text("")
    done = coach(*SOME)
    assert (done.returncode, done.stdout) == (2, "")
    assert "out is a file; name a folder" in done.stderr


def test_one_caption_file_for_several_sessions(coach: Coach, own: Path) -> None:
    """Several sessions cannot share a caption file: each would replace the words of the last."""
    done = coach(*SOME, "--captions", "words.vtt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot share a caption file" in done.stderr
    assert not (coach.folder / "out").exists()


def test_a_variant_has_its_own_name(coach: Coach) -> None:
    """A variant is named as it is without --folder, so that it never replaces the plain session."""
    args = ("lower-back", "--with", "chair", *BEEPS, "--length", "short", "-d", "out")
    assert coach("export", *args).returncode == 0
    assert names(coach.folder / "out") == {"lower-back-chair.wav", NAME}
