"""Fixtures for all tests; see `rig`."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from rig.command import Coach
from rig.server import PROGRAMS, SoundServer

from voice_coach.cli import main

# The commands that tests start have their modules compiled, as an installed program has.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False  # and each worker finds the tests compiled, too
if sys.platform != "win32":  # what nohup starts takes no notice of a hang-up, nor do its children
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

DATA = Path(__file__).with_name("data")


@pytest.fixture(scope="session")
def takes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that all tests share, also those of other runs: each word is spoken once."""
    cache = getattr(request.config, "cache", None)
    return Path(cache.mkdir("takes")) if cache else tmp_path_factory.mktemp("cache")


@pytest.fixture
def home(tmp_path: Path, takes: Path) -> dict[str, str]:
    """An environment with a home of its own, no sound system, and somebody who has played before."""
    begun = tmp_path / "state" / "voice-coach" / "begun"
    begun.parent.mkdir(parents=True)
    begun.touch()
    (begun.parent / "screened").touch()
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


@pytest.fixture
def fresh(coach: Coach, tmp_path: Path) -> Coach:
    """The same with nothing in its cache, which is its own: a test may clear it."""
    return Coach(coach.folder, {**coach.env, "XDG_CACHE_HOME": str(tmp_path / "cache")})


@pytest.fixture
def inside(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command as `coach` runs it, but in this process: far quicker, for what is not about that.

    Signals, standard streams and the end of the process are left as they are.
    """
    for name in [name for name in os.environ if name.startswith(("XDG_", "PULSE_"))]:
        monkeypatch.delenv(name)
    for name, value in {**coach.env, "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(coach.folder)

    def run(*args: object) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in args]

        def work() -> None:
            with main.coach.make_context("coach", words) as context:
                main.coach.invoke(context)

        capsys.readouterr()
        code = main._code_of(work)
        return subprocess.CompletedProcess(words, code, *capsys.readouterr())

    return run


@contextlib.contextmanager
def private_server(folder: Path) -> Iterator[SoundServer]:
    """A private sound server with the null sinks A (the default) and B; skips without one."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed (see CONTRIBUTING.md)")
    server = SoundServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    """A private sound server, for one test."""
    with private_server(tmp_path / "pulse") as running:
        yield running


@pytest.fixture
def heard_coach(coach: Coach, server: SoundServer) -> Coach:
    """The command, playing to the private server."""
    return Coach(coach.folder, {**coach.env, **server.paths})


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use three workers for each processor, for most tests wait for sound; one where none of these run."""
    each = 1 if config.option.markexpr == "not slow" else 3
    return each * (os.cpu_count() or 1)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail where nothing may be skipped, so that a missing program cannot hide."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("VOICE_COACH_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--sample` and `--seed`."""
    parser.addoption("--sample", type=int, metavar="N", help="run N of the chosen tests, at random")
    parser.addoption("--seed", type=int, default=0, help="which ones --sample runs (0)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for the night unless `-m` names it, and begin with what takes longest.

    Left out, not skipped: a skip means that something is missing, and `.ci/run` fails on it.
    """
    if "nightly" not in config.option.markexpr:
        _keep(config, items, [item for item in items if not item.get_closest_marker("nightly")])
    items.sort(key=lambda item: item.get_closest_marker("first") is None)


@pytest.hookimpl(specname="pytest_collection_modifyitems", trylast=True)
def pytest_sample(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Draw the sample from what `-m` and `-k` have left."""
    count = config.getoption("sample")
    if count is not None and count < len(items):
        drawn = set(Random(config.getoption("seed")).sample(range(len(items)), count))
        _keep(config, items, [item for at, item in enumerate(items) if at in drawn])


def _keep(config: pytest.Config, items: list[pytest.Item], kept: list[pytest.Item]) -> None:
    chosen = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = kept
