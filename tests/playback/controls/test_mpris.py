"""Media keys and headset buttons, pressed by `playerctl` on a private bus."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import DATA
from rig.command import Coach
from rig.playing import Playing, playing
from rig.server import SoundServer, until

pytestmark = pytest.mark.slow


@dataclass
class Desk:
    """A desktop's end of the bus."""

    env: dict[str, str]

    def press(self, *words: str) -> str:
        """Do as a media key does; returns what the player tells."""
        command = ["playerctl", "--player=voice_coach", *words]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=10)
        return done.stdout.strip()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A private session bus."""
    pytest.importorskip("dbus_fast", reason="voice-coach[mediakeys] is not installed")
    missing = [name for name in ("dbus-daemon", "playerctl") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed (see CONTRIBUTING.md)")
    address = f"unix:path={tmp_path}/bus"
    command = ["dbus-daemon", "--session", "--nofork", f"--address={address}"]
    bus = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until(lambda: (tmp_path / "bus").exists())
    yield Desk({**os.environ, "DBUS_SESSION_BUS_ADDRESS": address})
    bus.terminate()
    bus.wait()


@contextlib.contextmanager
def on_the_desk(
    coach: Coach, desk: Desk, server: SoundServer | None, *args: str
) -> Iterator[Playing]:
    """A session that the desktop's media controls see."""
    bus = {"DBUS_SESSION_BUS_ADDRESS": desk.env["DBUS_SESSION_BUS_ADDRESS"]}
    steered = Coach(coach.folder, {**coach.env, **bus})
    with playing(steered, server, DATA / "short.yaml", "--preamble", "short", *args) as session:
        until(lambda: desk.press("status") != "")
        yield session


def test_buttons_steer(coach: Coach, desk: Desk) -> None:
    """Pause, play, next and previous do what their buttons say."""
    with on_the_desk(coach, desk, None, "--through", "silent") as session:
        desk.press("pause")
        session.until_state("paused")
        desk.press("play")
        session.until_state("playing")
        desk.press("next")
        until(lambda: session.status()["number"] == 2)
        desk.press("previous")
        until(lambda: session.status()["number"] == 1)
        desk.press("stop")
        assert session.process.wait(60) == 0


def test_the_desktop_sees_title_and_position(coach: Coach, desk: Desk) -> None:
    """The step is the title, the session the album, and the position runs."""
    with on_the_desk(coach, desk, None, "--through", "silent", "--from", "First"):
        assert desk.press("metadata", "xesam:title") == "First"
        assert desk.press("metadata", "xesam:album") == "Short"
        before = float(desk.press("position"))
        until(lambda: float(desk.press("position")) > before + 0.5)
        assert desk.press("status") == "Playing"


def test_a_button_goes_on_after_a_loss(heard_coach: Coach, desk: Desk, server: SoundServer) -> None:
    """After a loss "play" goes on, once the headphones' own is past (`test_loop` has that)."""
    with on_the_desk(heard_coach, desk, server) as session:
        server.remove_sink("A")
        session.until_state("lost")
        until(lambda: desk.press("play") == "" and session.status()["state"] == "playing")
