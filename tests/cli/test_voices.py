"""`coach voices`, `coach prepare`, `coach cache`: who speaks, and what was spoken ahead."""

import json
import signal
from pathlib import Path

import pytest
from rig.command import Coach
from rig.server import until

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"


@pytest.fixture
def fresh(coach: Coach, tmp_path: Path) -> Coach:
    """The command with nothing in its cache."""
    return Coach(coach.folder, {**coach.env, "XDG_CACHE_HOME": str(tmp_path / "cache")})


def test_voices_are_told(coach: Coach) -> None:
    """Each voice has its language, kind and licence; one is the default, and all speak."""
    rows = json.loads(coach("voices", "--json").stdout)
    assert [row["default"] for row in rows].count(True) == 1
    assert all(row["name"] and row["kind"] and row["licence"] for row in rows)
    shown = coach("voices").stdout.splitlines()
    assert [line.split()[line.startswith("*")] for line in shown] == [row["name"] for row in rows]
    for row in rows:
        done = coach("export", TINY, "--voice", row["name"], "--preamble", "short")
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", ["export", "show", "check", "prepare", "play"])
def test_a_voice_that_does_not_exist(coach: Coach, command: str) -> None:
    """A misspelt voice is an error in every command that speaks or measures; none goes on without."""
    done = coach(command, TINY, "--voice", "en-us+f55")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == 'coach: There is no voice "en-us+f55". Did you mean "en-us+f5"?\n'


def test_what_is_prepared_is_not_spoken_again(fresh: Coach) -> None:
    """After `prepare` a session of any named length finds all its words."""
    assert fresh("prepare", TINY).returncode == 0
    before = fresh("cache", "show").stdout
    for length in ("short", "standard", "long"):
        assert fresh("export", TINY, "--length", length).returncode == 0
    assert fresh("cache", "show").stdout == before


def test_preparing_can_be_broken_off(fresh: Coach, tmp_path: Path) -> None:
    """Ctrl-C ends it with 130, and what was spoken by then is kept."""
    process = fresh.start("prepare")
    takes = tmp_path / "cache" / "voice-coach" / "takes"
    until(lambda: any(takes.glob("*/*.take")), 30)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors.strip()) == (130, "", "")
    assert any(takes.glob("*/*.take"))


def test_the_cache_can_be_cleared(fresh: Coach) -> None:
    """What is kept is told, and gone after `clear`."""
    fresh("prepare", TINY)
    assert " 0 takes" not in fresh("cache", "show").stdout
    assert fresh("cache", "clear").stdout.endswith("takes removed.\n")
    assert fresh("cache", "show").stdout.splitlines()[1].startswith("0 takes")
