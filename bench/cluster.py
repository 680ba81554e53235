"""How much faster a library is exported by two and by three workers of a Dask cluster than by one.

    python bench/cluster.py [--sessions 12] [--voice heart]

Starts a scheduler and workers on this machine and exports the same sessions with 1, 2 and 3 of them,
each time into an empty folder and with an empty cache of speech. Prints tasks per minute and the
ratio to one worker. More workers than processors cannot bring more.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COACH = str(Path(sys.executable).with_name("coach"))
NAMES = (
    "brow", "chin-nose", "collarbone", "eyes-mouth", "forehead", "forehead-to-ears", "jaw", "neck-roll",
    "scalp", "side-neck", "skull-base", "temples",
)  # fmt: skip


def dask(program: str, *args: str) -> subprocess.Popen[bytes]:
    """Start the scheduler or a worker; what they say is thrown away."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *args, "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rate(workers: int, sessions: int, voice: str) -> float:
    """Return how many sessions a minute some workers make."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        running = [dask("scheduler", "--host", "127.0.0.1", "--port", str(port))]
        one = ("--nthreads", "1", "--no-nanny")
        running += [dask("worker", address, *one) for _ in range(workers)]
        try:
            ready(address, workers)
            begin = time.monotonic()
            command = [COACH, "export", *NAMES[:sessions], "--voice", voice, "--format", "mp3"]
            subprocess.run([*command, "-d", f"{folder}/out", "--cluster", address], check=True)
            return 60 * sessions / (time.monotonic() - begin)
        finally:
            for process in reversed(running):
                process.kill()
                process.wait()


def ready(address: str, workers: int) -> None:
    """Wait until all workers have come."""
    from distributed import Client

    with Client(address, timeout=60, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=len(NAMES))
    parser.add_argument("--voice", default="heart")
    asked = parser.parse_args()
    rates = [rate(workers, asked.sessions, asked.voice) for workers in (1, 2, 3)]
    print(f"{os.cpu_count()} processors, {asked.sessions} sessions in {asked.voice}")
    for workers, found in enumerate(rates, start=1):
        print(f"{workers} workers: {found:.1f} tasks a minute, {found / rates[0]:.2f} x one worker")


if __name__ == "__main__":
    main()
