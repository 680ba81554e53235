"""Scripts made to harm: each refused with its place, in bounded time and memory, nothing executed."""

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rig.command import COACH, Coach

pytestmark = pytest.mark.slow

MOST_SECONDS = 1.0
"""Of work, more than an ordinary script's check takes in the same run."""
MOST_BYTES = 100 * 1024 * 1024
HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: neck\nposition: x\n"
ROUTINE = "coach: 1\ntitle: T\nsummary: S.\narea: neck\nplay: [{}]\n"
PROBLEM = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?!warning)(?P<message>.+)$")


def steps(cue: str) -> str:
    """A script of one cue."""
    return f"{HEAD}steps:\n  - {cue}\n"


def bomb() -> str:
    """Aliases of aliases: a billion laughs."""
    names = "abcdefghij"
    rows = [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip(names, names[1:], strict=False)
    ]
    return "a: &a [lol, lol, lol]\n" + "\n".join(rows) + "\n"


def rounds(depth: int) -> str:
    """Rounds of rounds: aliases by another name."""
    opened = "".join(
        f"{' ' * (4 * i + 2)}- rounds: 20\n{' ' * (4 * i + 4)}do:\n" for i in range(depth)
    )
    return f"{HEAD}steps:\n{opened}{' ' * (4 * depth + 2)}- say: Again.\n"


SCRIPTS: dict[str, tuple[str | bytes, str]] = {
    "alias bomb": (bomb(), "anchors (&) and aliases (*)"),
    "alias to itself": ("coach: 1\nsteps: &a [*a]\n", "anchors (&) and aliases (*)"),
    "merge key": ("a: &a {b: 1}\nc:\n  <<: *a\n", "anchors (&) and aliases (*)"),
    "rounds bomb": (rounds(10), "add up to over 5000 cues"),
    "1e999": (steps("wait: 1e999"), "write a duration"),
    "1e999 rounds": (steps("rounds: 1e999\n    do: [{say: x}]"), "a number from 1 to 20"),
    ".nan": (steps("hold: .nan"), "write a duration"),
    ".inf": (steps("breathe: {in: .inf, out: 4s}"), "write a duration"),
    "-5s": (steps("wait: -5s"), "write a duration"),
    "99999h": (steps("wait: 99999h"), "write a duration"),
    "999h": (steps("wait: 999h"), "longer than a day"),
    "5,000 digits": (steps(f"wait: {'9' * 5000}s"), "write a duration"),
    "5,000 digits of rounds": (steps(f"rounds: {'9' * 5000}\n    do: [{{say: x}}]"), "a number from"),
    "5,000 digits of a version": (f"%YAML 1.{'1' * 5000}\n---\n{steps('say: x')}", "not YAML"),
    "1:30": (steps("wait: 1:30"), "write a duration"),
    "10 MB scalar": (steps(f"say: {'x' * 10_000_000}"), "over 256 KiB"),
    "200 kB scalar": (steps(f"say: {'x ' * 100_000}"), "at most 400"),
    "200 kB of digits": (steps(f"wait: {'9' * 200_000}"), "write a duration"),
    "200 kB key": (f"{HEAD}? {'k' * 200_000}\n: 1\nsteps: [{{say: x}}]\n", "unknown key"),
    "200k keys": ("".join(f"k{i}: 1\n" for i in range(200_000)), "over 256 KiB"),
    "9k keys": (HEAD + "".join(f"titel{i}: 1\n" for i in range(9_000)) + "steps: [{say: x}]", "unknown"),
    "30k keys": ("".join(f"{i}:\n" for i in range(30_000)), "more than 20000 entries"),
    "100k brackets": ("coach: " + "[" * 100_000, "nested more than 24 deep"),
    "100k brackets on top": ("[" * 100_000, "nested more than 24 deep"),
    "100k braces": ("{" * 100_000, "nested more than 24 deep"),
    "100k dashes": ("coach:\n  " + "- " * 100_000, "nested more than 24 deep"),
    "100k question marks": ("? " * 100_000, "nested more than 24 deep"),
    "80k anchors": ("coach: " + "&a " * 80_000, "anchors (&)"),
    "100k bangs": ("coach: " + "!" * 100_000 + " x", "tags (!)"),
    "100k quotes": ("coach: " + '"' * 100_000, "inside the quotes"),
    "open block of spaces": ("coach: |\n" + " " * 200_000 + "\n" + " x", "matches no line above"),
    "bad UTF-8": (b"coach: 1\ntitle: \xc3\x28\n", "is not UTF-8"),
    "overlong UTF-8": (b"coach: 1\ntitle: \xc0\xaf\n", "is not UTF-8"),
    "UTF-16": ("coach: 1\n".encode("utf-16"), "is not UTF-8"),
    "random bytes": (bytes(range(256)) * 4, "is not UTF-8"),
    "NUL": (b"coach: 1\ntitle: a\x00b\n", "U+0000 is not allowed"),
    "only NUL": (b"\x00" * 100_000, "U+0000 is not allowed"),
    "terminal escape": (b"coach: 1\ntitle: \x1b]0;owned\x07\n", "U+001B is not allowed"),
    "one-byte terminal escape": ("coach: 1\ntitle: \x9b2J\n".encode(), "U+009B is not allowed"),
    "escaped terminal escape": (steps(r'say: "\e[2J\x9b2J"'), "invisible character U+001B"),
    "escaped escape as a key": (f'{HEAD}"\\e[2J\\x9b\\u202e": 1\nsteps: [{{say: x}}]', "unknown key"),
    "escaped escape as a time": (steps(r'wait: "\e[2J5s"'), "write a duration"),
    "escaped escape as a chime": (steps(r'chime: "\e[2J"'), "is not one of"),
    "escaped escape as a name": (ROUTINE.format(r'"\e[2J"'), "invisible character"),
    "escaped escape twice": ('"\\e[2J": 1\n"\\e[2J": 2\n', "duplicate key"),
    "text from right to left": (steps('say: "a\u202eb"'), "invisible character U+202E"),
    "duplicate keys": (f"{HEAD}title: U\nsteps: [{{say: x}}]\n", 'duplicate key "title"'),
    "several documents": (steps("say: x") + "---\n" + steps("say: y"), "one file holds one script"),
    "python object": (f"{HEAD}steps: !!python/object/apply:os.system ['touch owned']\n", "tags (!)"),
    "python object on top": ("!!python/object/apply:os.system ['touch owned']\n", '"key: value" lines'),
    "python name on top": (f"--- !!python/name:os.system\n{steps('say: x')}", "tags (!)"),
    "shell in words": (steps("say: '$(touch owned) `touch owned`'\n    hold: x"), "write a duration"),
    "empty": ("", '"key: value" lines'),
    "nothing to speak": (f'{HEAD.replace("T", "..")}intro: "{{title}}"\nsteps: [{{say: x}}]', "spoken"),
    "plays itself": (ROUTINE.format("hostile"), "the routine plays itself: hostile > hostile"),
    "plays a path": (ROUTINE.format("../hostile, /etc/passwd"), "name a technique, not a path"),
    "plays a folder": (ROUTINE.format("'.'"), "name a technique, not a path"),
    "plays the folder above": (ROUTINE.format("'..'"), "there is no technique"),
    "plays a long name": (ROUTINE.format("😀" * 79), "there is no technique"),
    "sound that climbs": (f"{HEAD}chimes: {{begin: ../a.wav}}\nsteps: [{{say: x}}]", "is outside"),
    "sound from the root": (f"{HEAD}chimes: {{begin: /dev/zero}}\nsteps: [{{say: x}}]", "is outside"),
    "sound that is a pipe": (f"{HEAD}chimes: {{begin: pipe.wav}}\nsteps: [{{say: x}}]", "regular file"),
    "sound that is a device": (f"{HEAD}chimes: {{begin: zero.wav}}\nsteps: [{{say: x}}]", "outside"),
    "sound that is a folder": (f"{HEAD}chimes: {{begin: dir.wav}}\nsteps: [{{say: x}}]", "regular file"),
    "sound of a long name": (f"{HEAD}chimes: {{begin: {'😀' * 150}.wav}}\nsteps: [{{say: x}}]", "regular"),
    "sound in a circle": (f"{HEAD}chimes: {{begin: loop.wav}}\nsteps: [{{say: x}}]", "regular file"),
}  # fmt: skip


MEASURED = (
    "alias bomb", "rounds bomb", "10 MB scalar", "9k keys", "30k keys", "100k brackets",
    "open block of spaces", "python object on top",
)  # fmt: skip
"""Those whose work or memory could be the most, and one that would run a program."""

MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=2)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""Runs a command for us: a child counts its parent's memory as its own, so the parent is small."""


@dataclass(frozen=True)
class Ran:
    """What a run of the command came to."""

    code: int
    output: bytes
    worked: float
    """Seconds of processor time."""
    peak: int
    """Bytes of memory at most."""


@pytest.fixture
def check(coach: Coach) -> Callable[..., Ran]:
    """Runs `coach check` on files, measured; a run that takes far too long fails."""

    def run(*files: str) -> Ran:
        with (coach.folder / "said").open("wb+") as said:
            measured = subprocess.run(
                [sys.executable, "-c", MEASURE, COACH, "check", *files], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=said, cwd=coach.folder, env=coach.environment(),
                preexec_fn=_limited, check=True,
            )  # fmt: skip
            said.seek(0)
            output = said.read()
        code, worked, peak = measured.stdout.split()
        return Ran(int(code), output, float(worked), int(peak) * 1024)

    return run


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


@pytest.fixture
def traps(coach: Coach) -> Path:
    """The folder of the script with pipes, devices and circles in it."""
    os.mkfifo(coach.folder / "pipe.wav")
    os.mkfifo(coach.folder / "pipe.yaml")
    (coach.folder / "dir.wav").mkdir()
    (coach.folder / "zero.wav").symlink_to("/dev/zero")
    (coach.folder / "loop.wav").symlink_to("loop.wav")
    return coach.folder


@pytest.fixture(scope="module")
def ordinary() -> dict[str, float]:
    """Seconds of work that an ordinary script's check takes, in a process of its own or in ours."""
    return {}


@pytest.mark.parametrize("case", MEASURED)
def test_refused_in_a_process_of_its_own(
    check: Callable[..., Ran], traps: Path, ordinary: dict[str, float], case: str
) -> None:
    """Reported with file, line and column, with 1 s more work than a good script, and in 100 MB."""
    if "own" not in ordinary:
        (traps / "good.yaml").write_text(steps("say: Sit well."))
        ordinary["own"] = check("good.yaml").worked
    message = write(traps, case)
    ran = check("hostile.yaml")
    refused(ran.code, ran.output.decode(), message)
    assert ran.worked < ordinary["own"] + MOST_SECONDS
    assert ran.peak < MOST_BYTES
    assert not (traps / "owned").exists()


@pytest.mark.timeout(120)  # of what waits for ever, in this process, there is no better sign
@pytest.mark.parametrize("case", SCRIPTS)
def test_refused(
    inside: Callable[..., subprocess.CompletedProcess[str]],
    traps: Path,
    ordinary: dict[str, float],
    case: str,
) -> None:
    """The same of every script, within this process: as little work, as little memory, no harm."""
    if "inside" not in ordinary:
        (traps / "good.yaml").write_text(steps("say: Sit well."))
        begun = time.process_time()
        assert inside("check", "good.yaml").returncode == 0
        ordinary["inside"] = time.process_time() - begun
    message = write(traps, case)
    begun, before = time.process_time(), memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    done = inside("check", "hostile.yaml")
    assert memory("VmHWM") - before < MOST_BYTES
    assert time.process_time() - begun < ordinary["inside"] + MOST_SECONDS
    assert done.stderr == ""
    refused(done.returncode, done.stdout, message)
    assert not (traps / "owned").exists()


def write(traps: Path, case: str) -> str:
    """Write a hostile script; return what its refusal says."""
    content, message = SCRIPTS[case]
    file = traps / "hostile.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return message


def refused(code: int, output: str, message: str) -> None:
    """Fail unless a check refused `hostile.yaml` with a message, in lines that are short and harmless."""
    lines = output.splitlines()
    assert code == 3, lines[-5:]
    problems = [PROBLEM.match(line) for line in lines]
    assert all(problems), lines[:5]
    assert all(match["file"] == "hostile.yaml" for match in problems if match)
    assert any(message in line for line in lines), lines[:5]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", output)
    assert max(map(len, lines)) < 600


def memory(name: str) -> int:
    """Bytes of memory that this process has now (VmRSS), or had at most (VmHWM)."""
    status = Path("/proc/self/status").read_text()
    (kibibytes,) = re.findall(rf"{name}:\s+(\d+)", status)
    return int(kibibytes) * 1024


@pytest.mark.parametrize("file", ["pipe.yaml", "/dev/zero", "./", "/dev/stdin"])
def test_what_is_no_file_is_not_read(check: Callable[..., Ran], traps: Path, file: str) -> None:
    """A pipe nobody writes to, an endless device and a folder are refused at once."""
    ran = check(file)
    assert ran.code == 3
    assert b":1:1: " in ran.output
    assert b"is not a file" in ran.output
    assert ran.peak < MOST_BYTES


def test_circle_of_two_files(check: Callable[..., Ran], traps: Path) -> None:
    """Two routines that play each other are both refused in one run."""
    (traps / "one.yaml").write_text(ROUTINE.format("two"))
    (traps / "two.yaml").write_text(ROUTINE.format("one"))
    ran = check("one.yaml", "two.yaml")
    assert ran.code == 3
    assert b"two.yaml:5:8: the routine plays itself: one > two > one" in ran.output
    assert b"one.yaml:5:8: the routine plays itself: two > one > two" in ran.output


def test_pipe_in_a_routine(check: Callable[..., Ran], traps: Path) -> None:
    """A routine cannot make the reader wait on a pipe."""
    (traps / "hostile.yaml").write_text(ROUTINE.format("pipe"))
    ran = check("hostile.yaml")
    assert ran.code == 3
    assert b"hostile.yaml:5:8: " in ran.output


def test_names_of_files_cannot_steer_the_terminal(check: Callable[..., Ran], traps: Path) -> None:
    """Escapes in a file's name reach no terminal, whether the script is good or bad."""
    steer = "\x1b]0;owned\x07"
    (traps / f"{steer}good.yaml").write_text(steps("say: Sit well."))
    (traps / f"{steer}bad.yaml").write_text(steps("wait: x"))
    ran = check(f"./{steer}good.yaml", f"./{steer}bad.yaml")
    assert ran.code == 3
    assert b"good.yaml" in ran.output
    assert b"\x1b" not in ran.output
