"""The process in which the voice speaks is started, whatever else goes on in the program."""

import subprocess
import sys

STARTED = """
import os
import threading

from voice_coach.speech.engines.espeak import FAMILY
from voice_coach.speech.process import ended, started


def change() -> None:
    while True:
        for number in range(300):
            os.putenv(f"CHANGED_{number}", "as numpy does while it is loaded")
        for number in range(300):
            os.unsetenv(f"CHANGED_{number}")


threading.Thread(target=change, daemon=True).start()
for _ in range(30):
    with ended(started(FAMILY, "en-us+f5")):
        pass
"""


def test_it_starts_while_the_environment_is_changed() -> None:
    """What another thread does to C's list of the environment does not keep it from starting."""
    subprocess.run([sys.executable, "-c", STARTED], check=True)
