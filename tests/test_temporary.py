"""Folders for a while, and what killed commands leave of them."""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from voice_coach.atomic import OLD
from voice_coach.temporary import temporary_folder

KILLED = """
import os
from voice_coach.temporary import temporary_folder
with temporary_folder() as folder:
    (folder / "encoded").write_bytes(b"half")
    os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(place: Path) -> set[str]:
    """What lies there."""
    return set(os.listdir(place))


def aged(path: Path, seconds: float) -> None:
    """Let a folder, and what is in it, have been written so long ago."""
    then = path.stat().st_mtime - seconds
    for each in [*path.iterdir(), path]:
        os.utime(each, (then, then))


def test_it_goes_after_a_fault_too(place: Path) -> None:
    """The folder is there and empty while it is used, and gone afterwards whatever happened."""
    with temporary_folder() as folder:
        assert left(folder) == set()
        (folder / "encoded").write_bytes(b"half")
    assert left(place) == set()
    with pytest.raises(FileNotFoundError), temporary_folder() as folder:
        (folder / "missing").read_bytes()
    assert left(place) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed so there")
def test_what_a_killed_command_left_goes_after_a_day(place: Path) -> None:
    """A folder stays for a day after its command was killed; the next one then takes it away."""
    environment = {**os.environ, "TMPDIR": str(place)}
    assert subprocess.run([sys.executable, "-c", KILLED], env=environment).returncode == -9
    (orphan,) = place.iterdir()
    aged(orphan, OLD - 60)
    with temporary_folder():
        assert orphan.exists()
    aged(orphan, OLD + 60)
    with temporary_folder():
        assert not orphan.exists()


def test_nothing_else_is_touched(place: Path) -> None:
    """Old folders of other names, files, links, and a folder still written to all stay."""
    with temporary_folder() as used:
        other, link = place / "voice-coach-notes", place / f"{used.name[:-5]}x.part"
        other.mkdir()
        link.symlink_to(other)
        written = used / "encoded"
        written.write_bytes(b"half")
        for path in (other, used):
            aged(path, 2 * OLD)
        written.touch()
        with temporary_folder():
            assert written.exists()
        assert {other.name, link.name} <= left(place)


def test_a_signal_as_it_is_made_leaves_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What interrupts the making of a folder finds it to be removed."""
    make = Path.mkdir

    def interrupted(folder: Path, mode: int) -> None:
        make(folder, mode)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt), temporary_folder():
        pass
    assert left(place) == set()


def test_python_looks_for_the_place_where_no_signal_is_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The file that Python tries there is made on a thread to which no signal comes."""
    asked: list[bool] = []
    real = tempfile.gettempdir

    def ask() -> str:
        asked.append(threading.current_thread() is threading.main_thread())
        return real()

    monkeypatch.setattr(tempfile, "gettempdir", ask)
    with temporary_folder():
        assert asked[0] is False
