"""Loads `coach serve`: parallel ranges, slow readers and bad requests at once.

    python bench/serve_load.py [--seconds 20] [--readers 32] [--slow 100] [--bad 4]

Prints how many ranges came a second and how long they took (also without any load, for the ratio),
and what the server holds before and after: memory, threads, open files.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

COACH = str(Path(sys.executable).with_name("coach"))
SIZE = 8 * 2**20
PIECE = 65_536
BAD = (
    b"\0\xff" * 500,
    b"GET / HTTP/9.9\r\n\r\n",
    b"POST / HTTP/1.1\r\n\r\n",
    b"GET /../x HTTP/1.1\r\n\r\n",
    b"",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--slow", type=int, default=100)
    parser.add_argument("--bad", type=int, default=4)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "index.html").write_text("<!doctype html>")
        (Path(folder) / "x.mp3").write_bytes(os.urandom(SIZE))
        command = [COACH, "serve", folder, "--port", "0"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as server:
            try:
                assert server.stdout
                port = urlsplit(server.stdout.readline().strip()).port or 0
                measure(server.pid, port, asked)
            finally:
                server.terminate()


def measure(pid: int, port: int, asked: argparse.Namespace) -> None:
    """Print figures without load, under load, and after it."""
    load = Load(port)
    print(f"before: {held(pid)}")
    load.run(asked.seconds / 4, readers=1)
    alone = report("one reader, nothing else", load, asked.seconds / 4)
    load = Load(port)
    load.run(asked.seconds, readers=asked.readers, slow=asked.slow, bad=asked.bad)
    what = f"{asked.readers} readers, {asked.slow} slow ones, {asked.bad} senders of rubbish"
    busy = report(what, load, asked.seconds)
    print(f"ranges a second, under load to alone: {busy / alone:.2f}")
    time.sleep(2)
    print(f"after: {held(pid)}")


class Load:
    """Clients, and what they saw."""

    def __init__(self, port: int) -> None:
        self.port, self.times, self.wrong, self.rubbish = port, list[float](), 0, 0
        self.end, self.peak = 0.0, ""

    def run(self, seconds: float, readers: int, slow: int = 0, bad: int = 0) -> None:
        """Load the server for some seconds."""
        sleepers = [self.sleeper() for _ in range(slow)]
        self.end = time.monotonic() + seconds
        work = [self.read] * readers + [self.send_rubbish] * bad
        threads = [threading.Thread(target=each) for each in work]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for sleeper in sleepers:
            sleeper.close()

    def read(self) -> None:
        """Read one range after another on one connection, as a player does."""
        chance = random.Random(threading.get_ident())  # noqa: S311 - no secret
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.monotonic() < self.end:
            start = chance.randrange(SIZE - PIECE)
            begun = time.monotonic()
            connection.request(
                "GET", "/x.mp3", headers={"Range": f"bytes={start}-{start + PIECE - 1}"}
            )
            answer = connection.getresponse()
            whole = answer.read()
            self.times.append(time.monotonic() - begun)
            self.wrong += answer.status != 206 or len(whole) != PIECE
        connection.close()

    def sleeper(self) -> socket.socket:
        """Ask for a whole file and take nothing of it."""
        client = socket.create_connection(("127.0.0.1", self.port))
        client.sendall(f"GET /x.mp3 HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        return client

    def send_rubbish(self) -> None:
        """Send what is no request, again and again."""
        while time.monotonic() < self.end:
            for data in BAD:
                with socket.create_connection(("127.0.0.1", self.port), timeout=60) as client:
                    client.sendall(data)
                    client.shutdown(socket.SHUT_WR)
                    while client.recv(4096):
                        pass
                self.rubbish += 1


def report(what: str, load: Load, seconds: float) -> float:
    """Print what one load saw; returns ranges a second."""
    rate = len(load.times) / seconds
    ranked = sorted(load.times)
    middle, late = statistics.median(ranked) * 1000, ranked[int(len(ranked) * 0.99)] * 1000
    print(
        f"{what}: {rate:.0f} ranges of 64 KiB a second, {rate * PIECE / 2**20:.0f} MiB/s,", end=""
    )
    print(
        f" median {middle:.1f} ms, 99 % {late:.1f} ms, {load.wrong} wrong, {load.rubbish} bad requests"
    )
    return rate


def held(pid: int) -> str:
    """Return what a process holds (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    told = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    files = len(os.listdir(f"/proc/{pid}/fd"))
    memory = int(told["VmRSS"].split()[0]) / 1024
    return f"{memory:.0f} MiB, {told['Threads'].strip()} threads, {files} open files"


if __name__ == "__main__":
    main()
