"""Freed memory is used again."""

import subprocess
import sys

import pytest

CHILD = """
import resource, sys
from voice_coach.memory import keep_freed

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
        how: int(subprocess.run([sys.executable, "-c", CHILD, how], capture_output=True).stdout)
        for how in ("plain", "keep")
    }
    assert faults["keep"] < faults["plain"] / 10
