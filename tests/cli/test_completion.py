"""Completion: what the shells themselves offer, asked in the shells themselves."""

import contextlib
import fcntl
import os
import pty
import shutil
import struct
import subprocess
import termios
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from rig.command import COACH, Coach
from rig.server import until

from voice_coach.resources import folder

pytestmark = pytest.mark.slow

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"
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


HOSTILE = (
    "JBL`echo${IFS}HACKED>H`",
    "two  words",
    "semi;echo>H",
    "sub$(echo>H)",
    "star*",
    "q'u\"o",
    "bang!back\\slash",
    "comma,colon:equals=1",
    "-n tilde~#{a,b}",
    "ünï ☂",
)
"""Names as scripts and sound devices may have them."""
SHELLS = {
    "bash": (
        ["bash", "--norc", "-i"],
        'coach() { printf "%s\\0" "${@: -1}" >out; }; eval "$(command coach completion bash)"; : >ready',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        'coach() { printf "%s\\0" "${@[-1]}" >out }; autoload -Uz compinit && compinit -u -D;'
        ' eval "$(command coach completion zsh)"; : >ready',
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "function coach; printf '%s\\0' $argv[-1] >out; end;"
        " command coach completion fish | source; true >ready",
    ),
}
"""A shell in which `coach` notes its last argument, as the shell hands it on."""


@contextlib.contextmanager
def typing(coach: Coach, shell: str) -> Iterator[Callable[[str], str]]:
    """Yield what types a line, with Tab and Enter, and returns the last argument of `coach`."""
    command, setup = SHELLS[shell]
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} not installed (see CONTRIBUTING.md)")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 500, 0, 0))
    path = f"{COACH.parent}{os.pathsep}{os.environ['PATH']}"
    env = coach.environment(PATH=path, TERM="xterm", LC_ALL="C.UTF-8", HISTFILE="/dev/null")
    process = subprocess.Popen(
        command, env=env, cwd=coach.folder, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(theirs)
    prompted = threading.Event()
    reader = threading.Thread(target=drained, args=(ours, prompted), daemon=True)
    reader.start()
    out = coach.folder / "out"

    def typed(line: str) -> str:
        out.unlink(missing_ok=True)
        os.write(ours, line.encode() + b"\t\r")
        until(lambda: out.exists() and out.read_bytes().endswith(b"\0"), 60)
        return out.read_bytes()[:-1].decode()

    try:
        assert prompted.wait(60)
        os.write(ours, setup.encode() + b"\r")
        until((coach.folder / "ready").exists)
        yield typed
    finally:
        process.kill()
        process.wait()
        reader.join()
        os.close(ours)


def drained(terminal: int, prompted: threading.Event) -> None:
    """Read what a shell shows, so that it never waits for us."""
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            prompted.set()


QUOTES = ("", "'", '"')
SOME = [[QUOTES[(number + number // 3) % 3]] for number in range(len(HOSTILE))]
EVERY = [QUOTES] * len(HOSTILE)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "quotes",
    [pytest.param(SOME, id="some"), pytest.param(EVERY, id="every", marks=pytest.mark.nightly)],
)
def test_hostile_names(
    coach: Coach, home: dict[str, str], shell: str, quotes: Sequence[Sequence[str]]
) -> None:
    """In each shell, quoted or not, any name completes as one word, and nothing in it is run."""
    folder = Path(home["XDG_DATA_HOME"], "voice-coach", "scripts")
    folder.mkdir(parents=True)
    names = [f"z{number}{name}" for number, name in enumerate(HOSTILE)]
    for name in names:
        shutil.copy(TINY, folder / f"{name}.yaml")
    with typing(coach, shell) as typed:
        for number, name in enumerate(names):
            for quote in quotes[number]:
                assert typed(f"coach show {quote}z{number}") == name, (name, quote)
    assert not (coach.folder / "H").exists()
