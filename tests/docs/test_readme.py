"""What README and the other pages promise exists."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from voice_coach.cli.help import COMMANDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
LINES = [
    line.split("#")[0].split("|")[0].strip() for block in BLOCKS for line in block.splitlines()
]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def test_the_first_two_commands_set_everything_up() -> None:
    """The first screen holds two commands: one installs and plays, one installs and tests."""
    screen = README.splitlines()[:24]
    commands = [line for line in screen if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    assert commands[0].endswith("coach play lower-back")
    assert commands[1].endswith("pytest -n auto")


def test_how_the_command_is_found_stands_before_it_is_used() -> None:
    """What makes a bare `coach` work, on Windows too, is told before the first line that types it."""
    before = README.partition("\ncoach ")[0]
    for way in (
        "source .venv/bin/activate",
        ".venv\\Scripts\\activate",
        "pipx install .",
        "uv tool",
    ):
        assert way in before


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("coach ")])
def test_documented_commands_are_understood(
    inside: Callable[..., subprocess.CompletedProcess[str]], line: str
) -> None:
    """Every command line of the README is one that the command understands."""
    assert inside(*shlex.split(line)[1:], "--help").returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    """Every command stands in the README."""
    assert f"coach {command}" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
        assert (page.parent / target).exists(), target
