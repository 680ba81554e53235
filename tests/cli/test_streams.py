"""What is told on standard error arrives, whatever else is kept from it."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

HUSHED = """
import os, sys
from voice_coach.cli.streams import open_streams
from voice_coach.playback.outputs.miniaudio import _hush

open_streams()
with _hush:
    print("coach: told", file=sys.stderr)
    os.write(2, b"what ALSA has to say")
print("more", file=sys.stderr)
"""


def test_a_line_that_is_told_while_a_device_opens_is_not_lost() -> None:
    """While C libraries are kept from standard error the program itself is not."""
    done = subprocess.run([sys.executable, "-c", HUSHED], capture_output=True, text=True)
    assert done.stderr == "coach: told\nmore\n"
