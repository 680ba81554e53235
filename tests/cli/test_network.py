"""The network: one command uses it, and it says so."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from rig.command import Coach

from voice_coach.cli.help import COMMANDS

pytestmark = [pytest.mark.slow, pytest.mark.first]

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"
GUARD = """
import os, socket, sys

WHERE = os.path.join(os.path.dirname(__file__), "tried")

def guard(event, args):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        inside = args[0].family == getattr(socket, "AF_UNIX", None)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        inside = False
    else:
        return
    if not inside:
        with open(WHERE, "a") as file:
            file.write(f"{event} {sys.argv}\\n")
        raise OSError("no network in this test")

sys.addaudithook(guard)
"""
"""Python runs it at the start of every process: it refuses, and notes, all that leads outside."""

QUICK = {"VOICE_COACH_VOICE": "en-us"}
"""A voice in a process of its own, as the natural one; one command below has that."""
OFFLINE = [
    "list",
    "list neck",
    "show {tiny}",
    "check {tiny}",
    "new mine",
    "export {tiny} -o tiny.wav",
    "site {tiny}",
    "publish-check public",
    "preview {tiny} --help",
    "config",
    "paths",
    "history",
    "again",
    "favourites",
    "forget",
    "doctor",
    "completion bash",
    "help",
    "prepare {tiny}",
    "prepare {tiny} --voice heart",
    "voices",
    "voices --json",
    "voices licences",
    "voices preview heart --through silent",
    "voices preview emma --through silent",
    "voices install",
    "voices remove emma",
    "devices",
    "cache show",
    "cache clear",
    *("pause", "resume", "next", "back", "repeat", "longer", "louder", "softer"),
    *("where", "status", "stop"),
]


@pytest.fixture
def guarded(coach: Coach, tmp_path: Path) -> Coach:
    """The command where whatever leads outside is refused and noted in the file `tried`."""
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    env = {"PYTHONPATH": str(guard), "XDG_CACHE_HOME": str(tmp_path / "cache"), **QUICK}
    return Coach(coach.folder, {**coach.env, **env})


def tried(coach: Coach) -> str:
    """What tried to lead outside."""
    path = Path(coach.env["PYTHONPATH"], "tried")
    return path.read_text() if path.exists() else ""


@pytest.mark.parametrize("call", OFFLINE)
def test_no_command_uses_the_network(guarded: Coach, call: str) -> None:
    """Neither a command nor the processes that it starts open a way outside."""
    guarded(*(part.format(tiny=TINY) for part in call.split()))
    assert tried(guarded) == ""


def test_playing_uses_no_network(guarded: Coach) -> None:
    """Nor does a session, from its first sound to its first words and the end that Ctrl-C makes."""
    process = guarded.start("play", TINY, "--through", "silent")
    assert process.stdout
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert (process.returncode, tried(guarded)) == (130, "")


def test_every_command_is_looked_at() -> None:
    """Each command is in one of the tests above; `serve` has its own (see serve/)."""
    assert {"play", "serve", *(call.split()[0] for call in OFFLINE)} == set(COMMANDS)


def test_installing_is_the_one_that_does(guarded: Coach) -> None:
    """The guard sees what installing a voice does: it would see it in the others."""
    done = guarded("voices", "install", "emma", "--yes")
    assert (done.returncode, "cannot be reached" in done.stderr) == (1, True)
    assert "install" in tried(guarded)
