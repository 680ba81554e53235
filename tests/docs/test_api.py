"""The page on the interface: its examples run as they stand, one after another."""

import re
import subprocess
import sys
from pathlib import Path

import soundfile
from rig.command import Coach

import voice_coach

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def test_the_examples_run(coach: Coach) -> None:
    """The page's program, put together, opens a session, asks, mixes, and writes a whole file."""
    program = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL))
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, env=coach.environment(), cwd=coach.folder, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    at, title, *_ = done.stdout.splitlines()
    assert float(at.split()[0]) > 1
    assert title.startswith("['")
    assert soundfile.info(coach.folder / "temples.wav").samplerate == 48_000


def test_public_names_exist() -> None:
    """Every name that the package offers is there, and no other is."""
    assert all(getattr(voice_coach, name) for name in voice_coach.__all__)
    assert not hasattr(voice_coach, "nothing")


def test_types_are_marked() -> None:
    """Type checkers are told that the package has types."""
    assert Path(voice_coach.__file__).with_name("py.typed").is_file()
