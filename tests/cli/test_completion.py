"""Completion: what the shells themselves offer, asked in the shells themselves."""

import os
import shutil
import subprocess

import pytest
from rig.command import COACH, Coach

from voice_coach.resources import folder

pytestmark = pytest.mark.slow

LOWER = sorted(path.stem for path in folder("scripts").glob("lower-back*.yaml"))
BASH = """
eval "$(coach completion bash)"
COMP_WORDS=({line}) COMP_CWORD={at}
_coach_completion coach
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def shell(coach: Coach, *command: str) -> list[str]:
    """Run something in a shell that finds `coach`; return the lines it prints."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} not installed (see CONTRIBUTING.md)")
    env = coach.environment(PATH=f"{COACH.parent}{os.pathsep}{os.environ['PATH']}", TERM="dumb")
    done = subprocess.run(command, env=env, cwd=coach.folder, capture_output=True, text=True)
    assert "rror" not in done.stderr, done.stderr
    return done.stdout.split("\n")[:-1]


def offered(coach: Coach, *words: str) -> list[str]:
    """What bash offers for the last of some words."""
    script = BASH.format(line=" ".join(f"'{word}'" for word in words), at=len(words) - 1)
    return sorted(
        line.strip() for line in shell(coach, "bash", "--norc", "-c", script) if line.strip()
    )


def test_bash(coach: Coach) -> None:
    """Bash offers commands, sessions, voices, beds, ways to do a session, and options."""
    assert offered(coach, "coach", "pla") == ["play"]
    assert offered(coach, "coach", "play", "lower") == LOWER
    assert offered(coach, "coach", "show", "neck", "--voice", "ton") == ["tone"]
    assert offered(coach, "coach", "play", "neck", "--bed", "wa") == ["waves"]
    assert offered(coach, "coach", "play", "lower-back", "--with", "") == ["chair", "socks"]
    assert offered(coach, "coach", "export", "jaw", "--gui") == ["--guide"]
    assert offered(coach, "coach", "play", "jaw", "--device", "x") == []


def test_fish(coach: Coach) -> None:
    """Fish offers sessions, with what they are."""
    found = shell(
        coach,
        "fish",
        "--no-config",
        "-c",
        "coach completion fish | source; complete -C 'coach play lower'",
    )
    assert sorted(line.split("\t")[0] for line in found) == LOWER
    assert "Lower back" in found[0]


def test_zsh(coach: Coach) -> None:
    """Zsh takes the script, and what it asks is answered: name, then what it is."""
    script = 'autoload -Uz compinit && compinit -u -D; eval "$(coach completion zsh)"'
    assert shell(coach, "zsh", "-f", "-c", f"{script}; whence -w _coach_completion") == [
        "_coach_completion: function"
    ]
    env = {
        "_COACH_COMPLETE": "zsh_complete",
        "COMP_WORDS": "coach play lower-back-s",
        "COMP_CWORD": "2",
    }
    assert coach(env=env).stdout.splitlines()[:2] == ["plain", "lower-back-socks"]


def test_how_to_install_it(coach: Coach) -> None:
    """Without a shell's name it tells one's own shell's line, or all of them."""
    assert 'eval "$(coach completion zsh)"' in coach("completion", env={"SHELL": "/bin/zsh"}).stdout
    every = coach("completion", env={"SHELL": ""}).stdout
    assert [line.split(":")[0] for line in every.splitlines()[::2]] == ["bash", "zsh", "fish"]


def test_asking_costs_no_sound(coach: Coach) -> None:
    """Completing commands and sessions imports no audio package."""
    env = {"_COACH_COMPLETE": "bash_complete", "COMP_WORDS": "coach play lower", "COMP_CWORD": "2"}
    done = coach(env={**env, "PYTHONPROFILEIMPORTTIME": "1"})
    loaded = {line.split("|")[-1].strip() for line in done.stderr.splitlines()}
    assert "voice_coach.cli.completion" in loaded
    assert not {"numpy", "miniaudio", "soundfile"} & loaded
