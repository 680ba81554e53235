"""What is remembered of a person: told, shown, played again, asked about, and removed."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from conftest import DATA
from rig.command import Coach
from rig.playing import Playing, playing, status_of, until_it_answers
from rig.server import until

from voice_coach.cli.play import answered
from voice_coach.session import bookmark, history
from voice_coach.session.spec import SessionSpec

pytestmark = [pytest.mark.slow, pytest.mark.first]

TINY = DATA / "tiny.yaml"
SAID = ("--voice", "tone", "--through", "silent", "--preamble", "short", "--ending", "soft")
END = ("--from", "0:20")


def state(coach: Coach) -> Path:
    """Where it is remembered."""
    return Path(coach.env["XDG_STATE_HOME"]) / "voice-coach"


def told(coach: Coach) -> list[dict[str, object]]:
    """The history, for programs."""
    found: list[dict[str, object]] = json.loads(coach("history", "--json").stdout)
    return found


def test_what_is_played_is_told_kept_and_played_again(coach: Coach) -> None:
    """The first time a line tells of the history; `again` plays the same from its beginning."""
    assert "Nothing played yet" in coach("history").stdout
    assert coach("again").returncode == 2
    first = coach("play", TINY, *SAID, *END)
    assert first.returncode == 0, first.stderr
    assert all(f"coach {word}" in first.stdout for word in ("history", "forget", "config set"))
    (one,) = told(coach)
    assert one["names"] == [str(TINY)]
    assert one["finished"]
    assert "Tiny" in coach("history").stdout
    with playing(coach, None, *SAID, TINY, "--from", "0:18", "--no-history") as session:
        until_it_answers(coach)
        coach("stop")
        session.process.wait(60)
        assert "coach history" not in session.process.stdout.read()
    assert len(told(coach)) == 1
    again = coach.start("again", cwd="/")
    until_it_answers(coach)
    assert status_of(coach)["seconds"] < 15
    until(lambda: status_of(coach)["seconds"] > 3)
    assert coach("stop").returncode == 0
    again.communicate(timeout=60)
    assert [(row["names"], row["finished"]) for row in told(coach)] == [
        (one["names"], False),
        (one["names"], True),
    ]
    assert 3 < float(str(told(coach)[0]["reached"])) < 20


def test_with_the_history_off_nothing_is_kept(coach: Coach) -> None:
    """Whoever turned it off is neither noted nor told of it."""
    assert coach("config", "set", "history", "off").returncode == 0
    ran = coach("play", TINY, *SAID, *END)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "coach history" not in ran.stdout
    assert not (state(coach) / "history").exists()


def test_a_history_that_can_not_be_written_stops_nothing(coach: Coach) -> None:
    """Where nothing can be kept the session is played to its end."""
    shutil.rmtree(state(coach))
    state(coach).write_text("in the way")
    ran = coach("play", TINY, *SAID, *END)
    assert ran.returncode == 0
    assert "When you are ready" in ran.stdout


def answer(session: Playing, key: str, shown: str) -> None:
    """Answer when it is asked; what comes before it listens is only echoed, so once more."""
    asked = session.shown().count("How much")
    until(lambda: session.shown().count("How much") > asked or session.shown().endswith("skip: "))
    taken = re.compile(rf"skip: {key}*{shown}\r\n")
    for _ in range(20):
        session.press(key)
        with contextlib.suppress(AssertionError):
            until(lambda: bool(taken.search(session.shown())), 10)
            return


def test_checkin_asks_before_and_after(coach: Coach) -> None:
    """With --checkin one key before and one after are kept, and shown in the history."""
    env = {"TERM": "xterm"}
    with playing(
        Coach(coach.folder, {**coach.env, **env}), None, TINY, *SAID, *END, "--checkin",
        terminal=True,
    ) as session:  # fmt: skip
        answer(session, "7", "7")
        answer(session, "x", "10")
        assert session.process.wait(60) == 0
    assert [(one["before"], one["after"]) for one in told(coach)] == [(7, 10)]
    assert "7 > 10" in coach("history").stdout


@pytest.mark.parametrize(
    ("key", "means"), [("0", 0), ("9", 9), ("X", 10), ("\r", None), ("²", None)]
)
def test_keys_of_the_checkin(key: str, means: int | None) -> None:
    """A digit is itself, x is ten, and any other key is no answer."""
    assert answered(key) == means


def test_favourites(coach: Coach) -> None:
    """Sessions are marked, listed with what they are, and taken out; others are refused."""
    assert "No favourites yet" in coach("favourites").stdout
    assert coach("favourites", "add", "neck", "jaw").returncode == 0
    assert [line.split()[0] for line in coach("favourites").stdout.splitlines()] == ["jaw", "neck"]
    assert "16 min" in coach("favourites").stdout
    for args, hint in (
        (("add", "nek"), 'Did you mean "neck"?'),
        (("add", TINY), "is a file"),
        (("remove", "jow"), 'Did you mean "jaw"?'),
    ):
        ran = coach("favourites", *args)
        assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
        assert hint in ran.stderr
    assert coach("favourites", "remove", "jaw").returncode == 0
    assert coach("favourites").stdout.count("\n") == 1


def test_forget_removes_all_that_is_known_of_a_person(fresh: Coach) -> None:
    """Nothing without a yes; then history, marks, bookmark and the day of the safety words go."""
    for name in ("begun", "screened"):
        (state(fresh) / name).unlink()
    assert fresh("forget").stdout == "Nothing is stored about you.\n"
    fresh("favourites", "add", "neck")
    fresh("config", "set", "bed", "rain")
    fresh("new", "mine")
    with playing(fresh, None, TINY, *SAID, "--from", "0:16") as session:
        until((state(fresh) / "unfinished.json").exists)
        until(lambda: any((state(fresh) / "history").glob("*.json")))
        os.kill(session.process.pid, 9)
        session.process.wait()
    (state(fresh) / "safety-heard").touch()
    (state(fresh) / "screened").touch()
    asked = fresh("forget")
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    words = ("favourites", "history", "unfinished", "heard", "screened", "speech")
    assert all(word in asked.stdout for word in words)
    assert told(fresh)
    assert fresh("forget", "--yes").returncode == 0
    assert list(state(fresh).iterdir()) == []
    assert fresh("cache", "show").stdout.splitlines()[1].startswith("0 takes")
    assert "No favourites yet" in fresh("favourites").stdout
    assert fresh("resume").returncode == 1
    assert fresh("show", "mine").returncode == 0
    assert json.loads(fresh("config", "show", "--json").stdout)


def test_forget_passes_over_what_it_cannot_remove(fresh: Coach, tmp_path: Path) -> None:
    """A half-written file goes too; of a linked folder the link and our files; the rest always goes."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("00000000000001-abcdef.json", "a letter.json", "notes.txt"):
        (elsewhere / name).write_text("{}")
    (state(fresh) / "history").symlink_to(elsewhere)
    for name in ("unfinished.json", ".coach-0123456789abcdef.part", "safety-heard"):
        (state(fresh) / name).write_text("{}")
    assert fresh("forget", "--yes").returncode == 0
    assert list(state(fresh).iterdir()) == []
    assert sorted(path.name for path in elsewhere.iterdir()) == ["a letter.json", "notes.txt"]
    (state(fresh) / "unfinished.json" / "folder").mkdir(parents=True)
    (state(fresh) / "history").write_text("a file in place of the folder")
    assert fresh("forget", "--yes").returncode == 0
    assert list(state(fresh).iterdir()) == []


def test_forget_leaves_what_is_not_ours(fresh: Coach) -> None:
    """Somebody's own files in our folders stay, and are named; ours beside them go."""
    takes = Path(fresh.env["XDG_CACHE_HOME"]) / "voice-coach" / "takes"
    for path in (state(fresh) / "history", takes / "a", takes / "notes"):
        path.mkdir(parents=True)
    ours = [
        state(fresh) / "history" / "00000000000001-abcdef.json",
        takes / "a" / f"{'0' * 31}.take",
    ]
    theirs = [state(fresh) / "history" / "diary.txt", takes / "notes" / "x.txt", takes / "a" / "y"]
    for path in (*ours, *theirs):
        path.write_text("words")
    ran = fresh("forget", "--yes")
    assert ran.returncode == 1
    assert ran.stderr.count("they stay") == 2
    assert all(name in ran.stderr for name in ("diary.txt", "notes", "y"))
    assert [path.exists() for path in (*ours, *theirs)] == [False] * 2 + [True] * 3


def test_forget_finds_a_half_written_file_alone(fresh: Coach) -> None:
    """What a killed command left of a bookmark is forgotten, too, with nothing else beside it."""
    (state(fresh) / "begun").unlink()
    part = state(fresh) / ".coach-0123456789abcdef.part"
    part.write_text("{}")
    assert fresh("forget", "--yes").returncode == 0
    assert not part.exists()


def test_what_is_kept_is_private(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of bookmark and history is its owner's alone, also where it was open before."""
    monkeypatch.setenv("XDG_STATE_HOME", str(state(coach).parent))
    state(coach).chmod(0o755)
    bookmark.keep(SessionSpec(names=("jaw",)), 0, 100)
    assert state(coach).stat().st_mode & 0o077 == 0
    state(coach).chmod(0o755)
    history.begin(SessionSpec(names=("jaw",)), "Jaw").keep(1.0, 2.0, finished=False)
    assert state(coach).stat().st_mode & 0o077 == 0


def test_paths_are_those_in_use(coach: Coach) -> None:
    """Every place is told, and what is made appears where it says."""
    rows = {row["name"]: Path(row["path"]) for row in json.loads(coach("paths", "--json").stdout)}
    coach("config", "set", "bed", "rain")
    coach("new", "mine")
    coach("favourites", "add", "neck")
    assert rows["settings"].is_file()
    assert (rows["scripts"] / "mine.yaml").is_file()
    assert (rows["favourites"] / "neck").is_file()
    assert rows["speech"] == Path(coach.env["XDG_CACHE_HOME"]) / "voice-coach" / "takes"
    plain = coach("paths").stdout
    assert all(str(path) in plain for path in rows.values())
