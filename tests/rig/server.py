"""A private PulseAudio with null sinks: what is played to a sink is recorded from its monitor."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PROGRAMS = ("pulseaudio", "parec", "pactl")
_ALSA = "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for what should happen; fail past `seconds`, of which a busy machine needs many."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


@dataclass
class SoundServer:
    """One server with its own socket; `env` leads programs to it."""

    folder: Path
    sinks: Sequence[str] = ("A", "B")
    process: subprocess.Popen[bytes] | None = None
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        config = self.folder / "asoundrc"
        config.write_text(_ALSA)
        self.env = {
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_RUNTIME_PATH": str(self.folder),
            "PULSE_STATE_PATH": str(self.folder),
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "PULSE_SERVER": f"unix:{self.folder}/native",
            "ALSA_CONFIG_PATH": str(config),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        }

    @property
    def paths(self) -> dict[str, str]:
        """What leads another program to it."""
        names = ("RUNTIME_PATH", "SERVER", "COOKIE")
        kept = ["XDG_RUNTIME_DIR", "ALSA_CONFIG_PATH", *(f"PULSE_{name}" for name in names)]
        return {name: self.env[name] for name in kept}

    def start(self) -> None:
        """Start it and wait until it answers."""
        socket = f"module-native-protocol-unix socket={self.folder}/native auth-anonymous=1"
        loads = [socket, *(_sink(name) for name in self.sinks)]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
        for load in loads:
            command += ["-L", load]
        null = subprocess.DEVNULL
        self.process = subprocess.Popen(command, env=self.env, stdout=null, stderr=null)
        until(lambda: self.pactl("info", check=False) != "")

    def kill(self) -> None:
        """End it as a crash would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        (self.folder / "native").unlink(missing_ok=True)

    def stop(self) -> None:
        """End it."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.send_signal(signal.SIGCONT)  # a test may have left it standing still
            self.process.wait()

    def pactl(self, *args: str, check: bool = True) -> str:
        """Ask the server something; returns what it says, without `check` "" where it does not."""
        command = ["pactl", *args]
        try:
            done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=30)
        except subprocess.TimeoutExpired:
            assert not check, "no answer"
            return ""
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def add_sink(self, name: str) -> str:
        """Add a sink; returns the module's number, for `pactl unload-module`."""
        return self.pactl("load-module", *_sink(name).split()).strip()

    def remove_sink(self, name: str) -> None:
        """Remove a sink, as pulling out headphones does."""
        for line in self.pactl("list", "short", "modules").splitlines():
            if f"sink_name={name}" in line.split():
                self.pactl("unload-module", line.split()[0])

    @contextlib.contextmanager
    def recording(self, sink: str = "A") -> Iterator[Recording]:
        """Record what a sink plays. The recorder runs before the block begins."""
        path = self.folder / f"{sink}.{time.monotonic_ns()}.raw"
        form = ["--rate=48000", "--channels=2", "--format=s16le", "--latency-msec=20"]
        with path.open("wb") as file:
            recorder = subprocess.Popen(
                ["parec", "-d", f"{sink}.monitor", *form], env=self.env, stdout=file
            )
            try:
                until(lambda: path.stat().st_size > 0)
                yield Recording(path)
            finally:
                recorder.terminate()
                recorder.wait()


def _sink(name: str) -> str:
    properties = f"sink_properties=device.description={name}"
    return f"module-null-sink sink_name={name} rate=48000 {properties}"


@dataclass(frozen=True)
class Recording:
    """What a sink played so far."""

    path: Path

    def samples(self, start: int = 0) -> NDArray[np.int16]:
        """Return it from a frame on, shape (frames, 2), at 48 kHz."""
        with self.path.open("rb") as file:
            file.seek(4 * start)
            data = file.read()
        return np.frombuffer(data[: len(data) // 4 * 4], "<i2").reshape(-1, 2)

    @property
    def frames(self) -> int:
        """How much there is by now."""
        return self.path.stat().st_size // 4
