"""Fixtures for all tests; see `rig`."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from rig.command import Coach
from rig.server import PROGRAMS, SoundServer

# The commands that tests start have their modules compiled, as an installed program has.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if sys.platform != "win32":  # what nohup starts takes no notice of a hang-up, nor do its children
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

DATA = Path(__file__).with_name("data")


@pytest.fixture(scope="session")
def takes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that all tests share, also those of other runs: each word is spoken once."""
    cache = getattr(request.config, "cache", None)
    return Path(cache.mkdir("takes")) if cache else tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def library_takes(takes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder, with all that the shipped sessions say: spoken once, whoever asks first."""
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    with FileLock(shared / "library.lock"):
        if not (shared / "library").exists():
            env = {"HOME": str(ours), "XDG_CACHE_HOME": str(takes)}
            assert Coach(ours, env)("prepare").returncode == 0
            (shared / "library").touch()
    return takes


@pytest.fixture
def home(tmp_path: Path, takes: Path) -> dict[str, str]:
    """An environment with a home of its own, no sound system, and somebody who has played before."""
    begun = tmp_path / "state" / "voice-coach" / "begun"
    begun.parent.mkdir(parents=True)
    begun.touch()
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    config = tmp_path / "asoundrc"
    config.write_text("")
    return {
        "HOME": str(tmp_path / "home"),
        "XDG_CACHE_HOME": str(takes),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_RUNTIME_DIR": str(runtime),
        "PULSE_SERVER": f"unix:{tmp_path}/none",
        "ALSA_CONFIG_PATH": str(config),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none",
    }


@pytest.fixture
def coach(tmp_path: Path, home: dict[str, str]) -> Coach:
    """The installed command, in an empty folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    return Coach(folder, home)


@contextlib.contextmanager
def private_server(folder: Path) -> Iterator[SoundServer]:
    """A private sound server with the null sinks A (the default) and B; skips without one."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed (see CONTRIBUTING.md)")
    found = SoundServer(folder)
    found.start()
    try:
        yield found
    finally:
        found.stop()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    """A private sound server, for one test."""
    with private_server(tmp_path / "pulse") as found:
        yield found


@pytest.fixture
def heard_coach(coach: Coach, server: SoundServer) -> Coach:
    """The command, playing to the private server."""
    return Coach(coach.folder, {**coach.env, **server.paths})


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Use three workers for each processor: most of the time tests wait for sound or a process."""
    return 3 * (os.cpu_count() or 1)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail where nothing may be skipped, so that a missing program can not hide."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("VOICE_COACH_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


SLOW = (
    "bench/", "check/", "cli/", "docs/", "export/test_export_command", "export/test_folder",
    "export/test_format", "export/test_wav.py::test_more", "export/test_wav.py::test_ffprobe_reads",
    "playback/controls", "playback/test_awake", "playback/test_faults",
    "playback/test_orientation", "playback/test_pipewire", "playback/test_play",
    "playback/test_remote", "playback/test_simpleaudio", "script/test_fuzz",
    "script/test_hostile", "library/test_queries", "serve/test_serve_command", "site/",
    "sound/test_bed", "sound/test_fades", "sound/test_files", "sound/test_limits",
    "speech/engines/test_piper", "speech/test_cache", "speech/test_synthesizer", "wheel/",
)  # fmt: skip
"""What plays in real time, starts the command many times, or lets much go wrong."""
QUICK = ("cli/test_main", "docs/test_api", "export/test_export_command.py::test_default_name")
"""Of these what the first tier wants all the same."""
LONGEST = (
    "tests/export/test_format_faults", "tests/playback/test_play.", "tests/sound/test_limits",
    "tests/playback/test_faults", "tests/export/test_formats", "tests/playback/test_remote",
    "tests/cli/test_history", "tests/export/test_export_command", "tests/playback/test_simpleaudio",
    "tests/speech/test_synthesizer",
)  # fmt: skip
"""Begun first, what computes beside what plays in real time: so all end at about the same time."""


def _turn(item: pytest.Item) -> int:
    turns = (turn for turn, place in enumerate(LONGEST) if item.nodeid.startswith(place))
    return next(turns, len(LONGEST))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in order, and mark what the first tier leaves out: `pytest -m "not slow"`."""
    items.sort(key=_turn)
    for item in items:
        place = item.nodeid.removeprefix("tests/")
        if place.startswith(SLOW) and not place.startswith(QUICK):
            item.add_marker(pytest.mark.slow)
