"""`coach export --folder`: a file for each session, and only those that changed are made again."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from export.disks import parts
from export.faults import Faults
from export.test_export_command import names
from rig.command import BEEPS, Coach
from rig.server import until

from voice_coach.library import catalog

pytestmark = pytest.mark.slow

NAME = ".voice-coach"

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
    assert coach(*SOME).returncode == 0
    assert remade(out, before) == {"one.wav"}
    before = stamps(out)
    (own / "three.yaml").write_text(TINY.replace("Tiny", "three").replace("Open", "Close"))
    os.utime(own / "one.yaml")  # the same words, saved again
    assert "(replaced)" in coach(*SOME).stdout
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
    until(lambda: (out / "one.wav").exists())
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "are done; run it again for the others" in errors
    assert parts(out) == []
    assert "one.wav" in names(out)
    assert "out/one.wav  unchanged" in coach(*SOME).stdout


@pytest.mark.parametrize("damage", ["", "[]", '{"version": 1}', '{"version": 2, "files": 3}', "\0"])
def test_a_damaged_record(coach: Coach, own: Path, damage: str) -> None:
    """Files whose record cannot be read count as somebody else's: they stay, and are named."""
    assert coach(*SOME).returncode == 0
    before = stamps(coach.folder / "out")
    (coach.folder / "out" / NAME / "one.json").write_text(damage)
    done = coach(*SOME)
    assert (done.returncode, done.stdout) == (2, "")
    assert "out/one.wav: was not written here" in done.stderr
    assert remade(coach.folder / "out", before) == set()


def test_files_of_somebody_else(coach: Coach, own: Path) -> None:
    """A file that is not ours, or was changed since, is refused by name before anything is written."""
    out = coach.folder / "out"
    out.mkdir()
    (out / "two.wav").write_bytes(b"mine")
    done = coach(*SOME)
    assert (done.returncode, done.stdout) == (2, "")
    assert "out/two.wav: was not written here" in done.stderr
    assert names(out) == {"two.wav", NAME}
    (out / "two.wav").unlink()
    assert coach(*SOME).returncode == 0
    assert coach("export", "two", *BEEPS, "--bed", "drone", "-o", "out/two.wav").returncode == 0
    done = coach(*SOME)
    assert done.returncode == 2
    assert "out/two.wav: changed since it was written here" in done.stderr


def test_a_routine_within_a_routine(coach: Coach, own: Path) -> None:
    """A caution that changed in a routine within a routine reaches the file."""
    routine = "coach: 1\ntitle: {name}\nsummary: S.\narea: back\nplay: [{inner}]\n"
    (own / "inner.yaml").write_text(
        routine.format(name="Inner", inner="one") + 'cautions: ["Never over a fresh scar."]\n'
    )
    (own / "outer.yaml").write_text(routine.format(name="Outer", inner="inner"))
    run = ("export", "outer", *BEEPS, "-d", "out", "--captions", "txt")
    assert coach(*run).returncode == 0
    inner = (own / "inner.yaml").read_text()
    (own / "inner.yaml").write_text(inner.replace("a fresh scar", "an open wound"))
    assert coach(*run).returncode == 0
    assert "open wound" in (coach.folder / "out" / "outer.txt").read_text()


def test_a_name_of_any_bytes(coach: Coach, own: Path) -> None:
    """A script whose name is not UTF-8 has its files, which stay while nothing changes."""
    script = coach.folder / os.fsdecode(b"b\xff.yaml")
    script.write_text(TINY)
    run = ("export", script.name, *BEEPS, "-d", "out", "--captions", "srt")
    assert coach(*run).returncode == 0
    assert names(coach.folder / "out") == {*map(os.fsdecode, (b"b\xff.wav", b"b\xff.srt")), NAME}
    assert "unchanged" in coach(*run).stdout


def test_a_folder_that_is_a_file(coach: Coach, own: Path) -> None:
    """A file in the place of the folder is one clear line."""
    (coach.folder / "out").write_text("")
    done = coach(*SOME)
    assert (done.returncode, done.stdout) == (2, "")
    assert "out is a file; name a folder" in done.stderr


def test_one_caption_file_for_several_sessions(coach: Coach, own: Path) -> None:
    """Several sessions takes kinds: each would replace the words of the last."""
    done = coach(*SOME, "--captions", "words.vtt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "takes kinds" in done.stderr
    assert not (coach.folder / "out").exists()


def test_a_variant_has_its_own_name(coach: Coach) -> None:
    """A variant is named as it is without --folder, so that it never replaces the plain session."""
    args = ("lower-back", "--with", "chair", *BEEPS, "--length", "short", "-d", "out")
    assert coach("export", *args).returncode == 0
    assert names(coach.folder / "out") == {"lower-back-chair.wav", NAME}


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_no_space_at_any_moment(coach: Coach, own: Path, tmp_path: Path, share: float) -> None:
    """Wherever the disk gets full: 1, each file old or whole, no half one; the next run ends it."""
    out, faults = coach.folder / "out", Faults(tmp_path / "hook")
    assert coach(*SOME).returncode == 0
    old = contents(out)
    shutil.copytree(out, tmp_path / "copy")
    run = (*SOME, "--bed", "drone", "-j", "1")
    assert coach(*run, env=faults.env("none", 0, "/out")).returncode == 0
    new, count = contents(out), faults.slots
    shutil.rmtree(out)
    shutil.copytree(tmp_path / "copy", out)
    done = coach(*run, env=faults.env("full", 1 + int(share * count), "/out"))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "the disk is full" in done.stderr
    found = contents(out)
    assert all(found[name] in (old[name], new[name]) for name in old)
    assert parts(out) == []
    assert coach(*run).returncode == 0
    assert contents(out) == new


def contents(folder: Path) -> dict[str, bytes]:
    """The sounds of a folder."""
    return {path.name: path.read_bytes() for path in folder.glob("*.wav")}
