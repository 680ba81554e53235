"""The workshop on a cluster: a real scheduler, and workers that are processes of their own."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rig.command import BEEPS, Coach
from rig.server import until

pytestmark = pytest.mark.slow
pytest.importorskip("distributed", reason="distributed is not installed")

TINY = (Path(__file__).parents[1] / "data" / "tiny.yaml").read_text()
NAMES = tuple(f"s{number}" for number in range(9))
SHORT = (*BEEPS, "--format", "mp3")


@pytest.fixture(autouse=True)
def own(home: dict[str, str]) -> None:
    """The user's own library: sessions of a few seconds."""
    folder = Path(home["XDG_DATA_HOME"], "voice-coach", "scripts")
    folder.mkdir(parents=True)
    for name in NAMES:
        (folder / f"{name}.yaml").write_text(TINY)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def cluster(coach: Coach, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler and some workers of one thread each; yields its address and the workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = [sys.executable, "-m", "distributed.cli"]
    env = {**os.environ, **coach.env, "PYTHONPATH": ":".join(sys.path)}
    scheduler = [*dask[:2], "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    worker = [*dask[:2], "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    options: dict[str, object] = {"env": env, "cwd": coach.folder, "text": True}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running: list[subprocess.Popen[str]] = []
    try:
        command = [*scheduler, "--port", address.rsplit(":", 1)[1], "--no-dashboard"]
        running.append(subprocess.Popen(command, **options, **quiet))  # type: ignore[call-overload]
        for _ in range(workers):
            running.append(
                subprocess.Popen(  # type: ignore[call-overload]
                    [*worker, "--no-dashboard"], **options, **quiet
                )
            )
        ready(address, workers)
        yield address, running[1:]
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


def ready(address: str, workers: int) -> None:
    """Wait until a scheduler has its workers."""
    from distributed import Client

    with Client(address, timeout=60, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=60)


def test_a_killed_worker_costs_only_its_task(coach: Coach) -> None:
    """With one of three workers killed, all files arrive, the same as this machine makes."""
    with cluster(coach, 3) as (address, workers):
        args = ("export", *NAMES, *SHORT, "-d", "far", "--cluster", address)
        process = coach.start(*args)
        until(lambda: bool(list((coach.folder / "far").glob("*.mp3"))), seconds=120)
        workers[0].send_signal(signal.SIGKILL)
        out, errors = process.communicate(timeout=300)
        assert (process.returncode, errors) == (0, "")
        assert len(out.splitlines()) == len(NAMES)
        assert coach(*args).stdout.count("unchanged") == len(NAMES)
    assert coach("export", *NAMES, *SHORT, "-d", "near").returncode == 0
    for name in NAMES:
        far, near = (coach.folder / folder / f"{name}.mp3" for folder in ("far", "near"))
        assert far.read_bytes() == near.read_bytes()


def test_a_fault_of_one_session_stops_no_other(coach: Coach) -> None:
    """A session whose script is wrong is reported by its name, as without a cluster."""
    (coach.folder / "wrong.yaml").write_text("coach: 1\n")
    with cluster(coach, 1) as (address, _):
        done = coach("export", "s0", "wrong.yaml", *SHORT, "-d", "far", "--cluster", address)
    assert done.returncode == 1
    assert "wrong.yaml:1:1" in done.stderr
    assert (coach.folder / "far" / "s0.mp3").exists()


def test_another_version_is_refused(coach: Coach, tmp_path: Path) -> None:
    """A worker with another version of the program is named, and nothing is written."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "sitecustomize.py").write_text(
        "import voice_coach.version as v\nv.__version__ = '99'\n"
    )
    with_other = Coach(coach.folder, {**coach.env})
    sys.path.insert(0, str(other))
    try:
        with cluster(with_other, 1) as (address, _):
            sys.path.remove(str(other))
            done = coach("export", "s0", *SHORT, "-d", "far", "--cluster", address)
    finally:
        with contextlib.suppress(ValueError):
            sys.path.remove(str(other))
    assert done.returncode == 1
    assert re.search(r"worker at tcp://\S+ has voice-coach 99 on Python", done.stderr)
    assert not list((coach.folder / "far").glob("*.mp3"))


def test_nobody_answers(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a scheduler one line says how to start one."""
    done = coach("export", "s0", *SHORT, "-d", "far", "--cluster", f"tcp://127.0.0.1:{free_port()}")
    assert (done.returncode, done.stdout) == (1, "")
    assert "No scheduler answers" in done.stderr
    assert len(done.stderr.splitlines()) <= 2
