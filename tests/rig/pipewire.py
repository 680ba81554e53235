"""A private PipeWire, spoken to as PulseAudio is."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from rig.server import SoundServer, until

PROGRAMS = ("pipewire", "wireplumber", "pipewire-pulse", "dbus-daemon", "pactl", "parec")


@dataclass
class PipeWire(SoundServer):
    """PipeWire, its session manager and its PulseAudio face, on a bus of their own."""

    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start all three and wait until they answer, with the null sinks loaded."""
        bus = f"unix:path={self.folder}/bus"
        self.env |= {
            "PULSE_SERVER": f"unix:{self.folder}/native",
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "HOME": str(self.folder),
            "PIPEWIRE_RUNTIME_DIR": str(self.folder),
        }
        self._run("dbus-daemon", "--session", "--nofork", f"--address={bus}")
        until((self.folder / "bus").exists)
        self._run("pipewire")
        until((self.folder / "pipewire-0").exists)
        self._run("wireplumber")
        self._run("pipewire-pulse")
        until(lambda: self.pactl("info", check=False) != "")
        for name in self.sinks:
            self.add_sink(name)
        until(self._first_is_default)

    def kill(self) -> None:
        """End the PulseAudio face as a crash would."""
        face = self.children.pop()
        face.kill()
        face.wait()

    def stop(self) -> None:
        """End them all."""
        for child in reversed(self.children):
            child.terminate()
            child.wait()

    def _first_is_default(self) -> bool:
        """Make the first sink the default: refused until the session manager is all there."""
        with contextlib.suppress(AssertionError):
            self.pactl("set-default-sink", self.sinks[0])
            return True
        return False

    def _run(self, *command: str) -> None:
        null = subprocess.DEVNULL
        env = {**os.environ, **self.env, "PATH": os.environ["PATH"]}
        self.children.append(subprocess.Popen(command, env=env, stdout=null, stderr=null))


def missing() -> list[str]:
    """Return the programs that are not installed."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def private(folder: Path) -> PipeWire:
    """Return a PipeWire that is not started yet."""
    return PipeWire(folder)
