"""The machine is kept awake while a session plays; where that can not be done, one line says so."""

from pathlib import Path

import pytest
from conftest import DATA
from rig.command import Coach

pytestmark = pytest.mark.slow

SESSION = (DATA / "short.yaml", "--preamble", "short", "--from", "Last", "--ending", "none")
WARNING = "coach: the machine may fall asleep during the session: "


@pytest.mark.parametrize(("works", "told"), [("", WARNING), ("yes", "")])
def test_one_warning_where_it_fails(
    heard_coach: Coach, tmp_path: Path, works: str, told: str
) -> None:
    """Without a desktop to ask, one warning tells why and what to do, and the session plays."""
    env = {"WAKEPY_FAKE_SUCCESS": works} if works else {}
    env["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={tmp_path}/none"
    played = heard_coach("play", *SESSION, env=env)
    assert (played.returncode, played.stderr.count("\n")) == (0, 2 * bool(told))
    assert played.stderr.startswith(told)
    assert ("systemd-inhibit" in played.stderr or "settings" in played.stderr) == bool(told)
