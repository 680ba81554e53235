"""How a process heeds signals, shares its threads and keeps memory; Ctrl-Z is in `test_keyboard`."""

from __future__ import annotations

import contextlib
import gc
import signal
import subprocess
import sys

import pytest
from conftest import DATA
from rig.command import Coach
from rig.playing import playing, until_it_answers
from rig.server import until

from voice_coach.process import low_latency

SESSION = (DATA / "short.yaml", "--preamble", "short", "--through", "silent")


def test_threads_give_way_soon_and_nothing_is_searched() -> None:
    """Inside, threads give way within a millisecond, and no old object is looked through."""
    with low_latency():
        assert sys.getswitchinterval() == pytest.approx(0.001)
        assert gc.get_freeze_count() > 1000


def test_all_is_as_before_afterwards() -> None:
    """However it ends, the interval is the old one and garbage is looked for again."""
    before = sys.getswitchinterval()
    with pytest.raises(KeyError), low_latency():
        raise KeyError
    assert sys.getswitchinterval() == before
    assert gc.get_freeze_count() == 0


SWALLOWED = """
import signal, sys
from voice_coach.cli import main
from voice_coach.playback.controls import available

keyboard = available._keyboard

def swallow():
    try:
        signal.raise_signal(signal.{name})
    except BaseException:  # as C code that imports a module does
        pass
    return keyboard()

available._keyboard = swallow
sys.argv = ["coach", *sys.argv[1:]]
main.main()
"""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_that_is_swallowed_ends_it_all_the_same(
    coach: Coach, name: str, code: int
) -> None:
    """Where code on its way drops what a signal raised, the session ends with the signal's code."""
    command = [sys.executable, "-c", SWALLOWED.format(name=name), "play", *map(str, SESSION)]
    ended = subprocess.run(
        command, env=coach.environment(), capture_output=True, text=True, timeout=120
    )
    assert (ended.returncode, ended.stderr) == (code, "")


TWICE = """
import signal
from voice_coach.process import Ended, heed_signals

heed_signals()
try:
    signal.raise_signal(signal.{name})
except Ended:
    signal.raise_signal(signal.{name})
    print("put away")
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_that_comes_twice_cuts_nothing_off(name: str) -> None:
    """What is put away after a signal is put away whole when the same comes again at once."""
    command = [sys.executable, "-c", TWICE.format(name=name)]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "put away\n"


def test_nohup_outlives_its_terminal(coach: Coach) -> None:
    """Started by `nohup`, a session goes on when its terminal hangs up."""
    with playing(coach, None, *SESSION, terminal=True, through=["nohup"]) as session:
        until_it_answers(coach)
        session.hang_up()
        with contextlib.suppress(ProcessLookupError):
            session.process.send_signal(signal.SIGHUP)
        start = session.status()["seconds"]
        until(lambda: session.status()["seconds"] > start + 1)
        assert session.process.poll() is None
        assert coach("stop").returncode == 0
        assert session.process.wait(60) == 0


REUSED = """
import resource, sys
from voice_coach.process import keep_freed

if "keep" in sys.argv:
    keep_freed()
begun = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    blocks = [bytearray(1_000_000) for _ in range(20)]
    del blocks
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - begun)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be told")
def test_large_blocks_are_asked_for_once() -> None:
    """Of blocks that come and go the system hands out the pages once, not each time."""
    faults = {
        how: int(subprocess.run([sys.executable, "-c", REUSED, how], capture_output=True).stdout)
        for how in ("plain", "keep")
    }
    assert faults["keep"] < faults["plain"] / 10
