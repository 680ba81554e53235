"""What was played is kept, by any number of processes, and costs a session nothing."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from export.disks import disk

from voice_coach.cli.user import line
from voice_coach.session import history
from voice_coach.session.history import Played
from voice_coach.session.spec import SessionSpec

SPEC = SessionSpec(names=("lower-back",))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return history.folder()


def test_the_last_comes_first() -> None:
    """What was played is read back as it was, the last first, as many as are asked for."""
    for number in range(3):
        entry = history.begin(SPEC, f"Title {number}", 7, now=lambda n=number: 1000.0 + n)  # type: ignore[misc]
        entry.keep(30.0, 60.0, finished=number == 1)
        entry.felt(number)
    assert [one.title for one in history.played()] == ["Title 2", "Title 1", "Title 0"]
    (last,) = history.played(1)
    assert last == Played(
        spec=SPEC, title="Title 2", started=1002.0, length=60.0, reached=30.0, before=7, after=2
    )
    assert history.count() == 3


def test_nothing_is_written_before_something_was_heard(folder: Path) -> None:
    """A session that never began leaves nothing."""
    history.begin(SPEC, "T")
    assert not folder.exists()


def test_a_name_of_any_bytes_is_kept(folder: Path) -> None:
    """A script whose name is not UTF-8 has its entry like any other."""
    history.begin(SessionSpec(names=("/b\udcff.yaml",)), "B").keep(1.0, 2.0, finished=True)
    assert [one.spec.names for one in history.played()] == [("/b\udcff.yaml",)]


def test_many_processes_lose_nothing(folder: Path) -> None:
    """Of processes that write at the same time none costs another anything."""
    code = (
        "from voice_coach.session import history\n"
        "from voice_coach.session.spec import SessionSpec\n"
        "for n in range(20):\n"
        "    entry = history.begin(SessionSpec(names=('x',)), 'T', now=lambda: 5.0)\n"
        "    entry.keep(1.0, 2.0, finished=False); entry.keep(2.0, 2.0, finished=True)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code], env=os.environ) for _ in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    assert len(history.played()) == 80
    assert all(one.finished for one in history.played())
    assert len(os.listdir(folder)) == 80


def test_a_full_disk_costs_what_did_not_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk nothing is raised, and what was kept before stays whole."""
    with disk(tmp_path / "disk", "64k") as small:
        monkeypatch.setenv("XDG_STATE_HOME", str(small))
        entry = history.begin(SPEC, "T")
        entry.keep(1.0, 60.0, finished=False)
        with contextlib.suppress(OSError), (small / "rest").open("wb", buffering=0) as rest:
            while rest.write(b"x" * 4096):
                pass
        entry.keep(2.0, 60.0, finished=False)
        history.begin(SPEC, "U").keep(1.0, 2.0, finished=False)
        assert [(one.title, one.reached) for one in history.played()] == [("T", 1.0)]


ENTRY = '{"spec": {"names": ["jaw"]}, "title": "Jaw", "started": 1, %s}'
ODD = ['"started": 1e308', '"started": -1e18', '"length": 1e308', '"reached": -1', '"after": 11']


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"title": 3}', "\0" * 50, *(ENTRY % value for value in ODD)]
)
def test_what_is_damaged_is_left_out(folder: Path, text: str) -> None:
    """A file that can not be read costs itself alone."""
    history.begin(SPEC, "T").keep(1.0, 2.0, finished=True)
    (folder / "99999999999999-x.json").write_text(text)
    assert [one.title for one in history.played()] == ["T"]


def test_what_was_forgotten_meanwhile_stays_forgotten(folder: Path) -> None:
    """A session that plays on after `coach forget` brings nothing back."""
    entry = history.begin(SPEC, "T")
    entry.keep(1.0, 9.0, finished=False)
    (path,) = folder.iterdir()
    path.unlink()
    entry.keep(2.0, 9.0, finished=False)
    assert history.played() == []


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_line_fits(width: int) -> None:
    """Number, day, title, how far and how it felt fit into any width; the title gives way."""
    started = datetime(2026, 3, 5, 7, 30).timestamp()
    one = Played(
        spec=SPEC, title="A long title \x1b[2J of it all", started=started, length=930.0,
        reached=95.0, before=7, after=None,
    )  # fmt: skip
    for days, when in ((0, "today  07:30"), (3, "05 Mar 07:30"), (400, "05 Mar 2026")):
        told = line(12, one, started + days * 86400, width)
        assert len(told) <= width
        assert told.isprintable()
        assert all(word in told for word in ("12 ", when, "A l", "1:35 of 15:30"))
        assert "7>?" in told.replace(" ", "")
