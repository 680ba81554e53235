"""Measures how fast the player answers: pause to silence, resume to sound, command to first sound.

    python bench/latency.py [--times 20] [--hogs 4]

The sink is a private null sink that is recorded; what the recorder itself lags behind (up to
about 20 ms) is counted as ours. Needs pulseaudio and pulseaudio-utils.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from rig.command import Coach
from rig.hearing import loud_at
from rig.load import BURN, beside
from rig.playing import Playing, playing
from rig.server import SoundServer

RATE = 48_000
SCRIPT = """\
coach: 1
title: Long words
summary: Speech without a pause, so that silence can only come from the player.
area: body
position: any
steps:
  - step: Talk
    do:
"""


def main() -> None:
    """Measure and print medians and worst cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--hogs", type=int, default=0, help="processes that only burn time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = SoundServer(Path(folder, "pulse"))
        server.start()
        env = {"HOME": folder, "XDG_STATE_HOME": f"{folder}/state", **server.paths}
        env["XDG_CACHE_HOME"] = os.path.expanduser("~/.cache")
        os.environ["XDG_RUNTIME_DIR"] = server.env["XDG_RUNTIME_DIR"]
        try:
            with beside([BURN] * asked.hogs):
                measure(Coach(Path(folder), env), server, asked.times)
        finally:
            server.stop()


def measure(coach: Coach, server: SoundServer, times: int) -> None:
    """Print all three."""
    words = "      - say: " + "one two three four five six seven eight nine ten " * 3 + "eleven.\n"
    (coach.folder / "talk.yaml").write_text(SCRIPT + words * 40)
    args = ("talk.yaml", "--preamble", "short")
    coach("export", *args, "-o", "talk.wav", timeout=300)
    starts = [first_sound(coach, server, args) for _ in range(5)]
    print(line("command to first sound, takes cached, s", starts))
    with playing(coach, server, *args, "--from", "Talk") as session:
        pairs = [pause_and_resume(session) for _ in range(times)]
    print(line("pause to silence, ms", [pause for pause, _ in pairs]))
    print(line("resume to sound, ms", [resume for _, resume in pairs]))


def first_sound(coach: Coach, server: SoundServer, args: tuple[str, ...]) -> float:
    """Return seconds from the command to the first frame that is not zero."""
    with server.recording() as recording:
        begun = time.monotonic()
        process = coach.start("play", *args)
        while not recording.samples()[-RATE:].any():
            time.sleep(0.005)
        heard = time.monotonic() - begun
        process.kill()
        process.communicate()
    return heard


def pause_and_resume(session: Playing) -> tuple[float, float]:
    """Return milliseconds from each command to its effect."""
    from voice_coach.playback import remote

    recording = session.recording
    assert recording is not None
    session.until_loud(recording.frames)
    at = recording.frames
    remote.ask("pause")
    time.sleep(1.0)
    heard = recording.samples()
    # The answer to a pause is a soft sound: what is louder than it is speech.
    loud = loud_at(heard[at : at + RATE], 6000)
    paused = (int(loud[-1]) + 1 if loud.size else 0) / RATE * 1000
    at = recording.frames
    remote.ask("resume")
    resumed = (session.until_loud(at) - at) / RATE * 1000
    time.sleep(0.3)
    return paused, resumed


def line(what: str, values: list[float]) -> str:
    """Return median and worst."""
    return (
        f"{what}: median {statistics.median(values):.2f}, worst {max(values):.2f} of {len(values)}"
    )


if __name__ == "__main__":
    main()
