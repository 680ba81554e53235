"""The command line as a whole: exit codes, one-line errors, streams, what is imported."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rig.command import COACH, Coach

from voice_coach import __version__
from voice_coach.cli.help import COMMANDS
from voice_coach.cli.main import _code_of

Inside = Callable[..., subprocess.CompletedProcess[str]]
SHORT = Path(__file__).parents[1] / "data" / "short.yaml"
BROKEN = "coach: 1\ntitle: T\nsteps: [{say: x, sya: y}]\n"
HEAVY = {
    *("numpy", "soundfile", "soxr", "miniaudio", "simpleaudio"),
    *("pyttsx3", "espeakng_loader", "pulsectl", "dbus_fast", "wakepy"),
}


def lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the command said on standard error; never a traceback."""
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


def test_help(coach: Coach) -> None:
    """Help names every command, in one line each, on standard output."""
    done = coach("--help")
    assert (done.returncode, lines(done)) == (0, [])
    shown = done.stdout.split("Sessions:")[1].split("\n")
    for name, (_, text) in COMMANDS.items():
        assert (
            len([line for line in shown if line.split()[:1] == [name] and text[:20] in line]) == 1
        )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command(inside: Inside, name: str) -> None:
    """Each command that help names tells its use and an example, within 80 columns."""
    done = inside(name, "--help")
    assert (done.returncode, lines(done)) == (0, [])
    assert done.stdout.startswith(f"Usage: coach {name} ")
    assert max(map(len, done.stdout.splitlines())) <= 80
    examples = done.stdout.split("For example:\n")[1].splitlines()
    assert examples
    assert [line for line in examples if line.split()[:2] != ["coach", name]] == []


def test_help_the_other_way_round(coach: Coach) -> None:
    """`coach help` is the same as `--help`, of a command and of a command in it, too."""
    assert coach("help").stdout == coach("--help").stdout
    assert coach("help", "play").stdout == coach("play", "--help").stdout
    assert coach("help", "voices", "install").stdout == coach("voices", "install", "--help").stdout
    wrong = coach("help", "plya")
    assert (wrong.returncode, lines(wrong)[-1].endswith('Did you mean "play"?')) == (2, True)


def test_nothing_typed_and_nobody_there(coach: Coach) -> None:
    """`coach` alone without a terminal is help."""
    done = coach()
    assert (done.returncode, done.stdout) == (0, coach("--help").stdout)


def test_version(coach: Coach) -> None:
    """The version is told."""
    assert coach("--version").stdout == f"voice-coach {__version__}\n"


USAGE = [
    (("plya",), 'Did you mean "play"?'),
    (("expotr", "neck"), 'Did you mean "export"?'),
    (("xyzzy",), "xyzzy"),
    (("play",), "Say what to play"),
    (("lower-back",), "coach play lower-back"),
    (("Neck", "pain"), "coach play Neck pain"),
    (("play", "neck", "--speed", "2"), "--rate"),
    (("play", "neck", "--bedd", "rain"), 'Did you mean "--bed"?'),
    (("play", "neck", "--output", "neck.wav"), "coach export NAME -o FILE"),
    (("play", "neck", "-o", "neck.wav"), "coach export NAME -o FILE"),
    (("play", "neck", "pain"), "neck, neck-roll"),
    (("export",), "Name a session"),
    (("show",), "Say what to play"),
    (("list", "--area", "foot"), "foot"),
    (("list", "--max", "soon"), "soon"),
    (("show", "neck", "--bogus"), "--bogus"),
    (("export", "neck", "--rate", "9"), "9"),
    (("export", "neck", "--length", "soon"), "soon"),
    (("play", "neck", "--guide", "none"), "none"),
]
REFUSED = [
    (("play", "xylophone"), 2, 'There is no session "xylophone".'),
    (("play", "numb", "leg"), 6, "see a doctor"),
    (("play", "sciatica"), 2, "coach play lower-back-chair"),
    (("export", "lowerback"), 2, 'Did you mean "lower-back"?'),
    (("prepare", "sholders"), 2, 'Did you mean "shoulders"?'),
    (("check", "jow"), 2, 'Did you mean "jaw"?'),
    (("show", "qqqqqq"), 2, "coach list"),
    (("show", "./none.yaml"), 2, "none.yaml"),
    (("show", "\x1b[31m"), 2, "There is no session"),
    (("export", "./broken.yaml"), 3, "broken.yaml:"),
    (("show", "./broken.yaml"), 3, "broken.yaml:"),
    (("export", SHORT, "--voice", "elvish"), 4, "There is no voice"),
    (("export", SHORT, "--voice", "tone", "-o", "x.ogx"), 2, "x.ogx"),
    (("export", SHORT, "--voice", "tone", "-o", "none/x.wav"), 1, "does not exist"),
    (("export", SHORT, "--voice", "tone", "--length", "10h"), 2, ""),
    (("new", "../up"), 2, "as in my-neck"),
    (("pause",), 1, ""),
    (("status",), 1, ""),
]


@pytest.mark.parametrize(("args", "told"), USAGE)
def test_usage_errors_end_with_2(inside: Inside, args: tuple[str, ...], told: str) -> None:
    """A command line that makes no sense ends with 2 and says why, in two lines at most."""
    done = inside(*args)
    assert (done.returncode, done.stdout) == (2, "")
    said = lines(done)
    assert told in said[-1]
    assert said[0].startswith("coach: ")
    assert len(said) <= 2


@pytest.mark.parametrize(("args", "code", "told"), REFUSED)
def test_refusals(
    inside: Inside, coach: Coach, args: tuple[str, ...], code: int, told: str
) -> None:
    """Each refusal has its exit code, begins with "coach: ", takes two lines at most, and helps."""
    (coach.folder / "broken.yaml").write_text(BROKEN)
    done = inside(*args)
    assert done.returncode == code
    said = lines(done)
    assert said[0].startswith("coach: ")
    assert len(said) <= 2 or code == 3
    assert told in done.stderr
    assert "\x1b" not in done.stderr
    assert {path.name for path in coach.folder.iterdir()} == {"broken.yaml"}


@pytest.mark.parametrize(
    "args",
    [
        ("play", "--help"), ("voices", "install", "--help"), ("plya",), ("play", "neck", "--bedd", "rain"),
        ("list", "--max", "soon"), ("play", "numb", "leg"), ("show", "\x1b[31m"),
        ("export", "./broken.yaml"), ("export", SHORT, "--voice", "elvish"), ("pause",),
    ],
)  # fmt: skip
def test_a_process_of_its_own_says_the_same(
    inside: Inside, coach: Coach, args: tuple[str, ...]
) -> None:
    """What tests find in their own process is what the installed command says and ends with."""
    (coach.folder / "broken.yaml").write_text(BROKEN)
    real, ours = coach(*args, env={"COLUMNS": "80"}), inside(*args)
    assert lines(real) == lines(ours)
    assert (real.returncode, real.stdout) == (ours.returncode, ours.stdout)


def imported(coach: Coach, *args: str) -> set[str]:
    """The packages that a command imports in its own process."""
    code = (
        "import os, sys; before = {*sys.modules}; from voice_coach.cli.main import main\n"
        "sys.argv[0], os._exit = 'coach', sys.exit\n"
        "try: main()\n"
        "except SystemExit as ended: assert not ended.code, ended.code\n"
        "print(*({*sys.modules} - before), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        env=coach.environment(),
        cwd=coach.folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    return {name.split(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize(
    "args",
    [("list",), ("list", "stiff", "neck"), ("--help",), ("list", "--json"), ("show", str(SHORT))],
)
def test_what_only_tells_imports_no_sound(coach: Coach, args: tuple[str, ...]) -> None:
    """What only tells imports neither numpy nor any audio package; it does import the coach."""
    found = imported(coach, *args)
    assert "voice_coach" in found
    assert found & HEAVY == set()


def test_help_imports_no_scripts(coach: Coach) -> None:
    """Help needs no YAML, no paths, and no command but the one that is called."""
    assert imported(coach, "--help") & {"yaml", "platformdirs", "pathlib"} == set()


def test_the_check_of_imports_can_fail(coach: Coach) -> None:
    """An export does import numpy: the checks above would see it."""
    found = imported(coach, "export", str(SHORT), "--voice", "tone", "--preamble", "short")
    assert {"numpy", "soxr"} <= found


def shell(coach: Coach, streams: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the command from a shell that closes or redirects streams."""
    command = ["sh", "-c", f'exec "$@" {streams}', "sh", str(COACH), *map(str, args)]
    env, folder = coach.environment(), coach.folder
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=folder, timeout=60)


@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("args", "code"),
    [(("list",), 0), (("show", SHORT), 0), (("--help",), 0), (("show", "qqqq"), 2)],
)
def test_closed_streams(coach: Coach, streams: str, args: tuple[str, ...], code: int) -> None:
    """With any standard stream closed a command does its work and ends with its own code."""
    done = shell(coach, streams, *args)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) == (">&-" not in streams.replace("2>&-", "") and code == 0)


def broken_pipe(coach: Coach, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a standard output that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return coach(*args, capture_output=False, stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)


TELLING = [
    ("list",),
    ("show", "neck", "--voice", "tone"),
    ("--help",),
    ("list", "--json"),
    ("check", "jaw", "--voice", "tone"),
]


@pytest.mark.parametrize("args", TELLING)
def test_broken_pipe_is_quiet(coach: Coach, args: tuple[str, ...]) -> None:
    """A reader that goes away (head, a pager) gets no complaint, and it is no failure."""
    done = broken_pipe(coach, *args)
    assert (done.returncode, lines(done)) == (0, [])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "args", [("list",), ("show", SHORT), ("export", SHORT, "--voice", "tone", "-o", "-")]
)
def test_full_standard_output(coach: Coach, args: tuple[str, ...]) -> None:
    """A standard output on a full disk is an error of one line."""
    done = shell(coach, ">/dev/full", *args)
    assert done.returncode == 1
    assert [line[:7] for line in lines(done)] == ["coach: "]


@pytest.mark.parametrize(
    "fault",
    [
        MemoryError(),
        RuntimeError("can't start new thread"),
        ImportError("x.so: failed to map segment"),
    ],
)
def test_hardly_any_memory(fault: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    """Where memory is refused, wherever that is, one line says so; any other fault is shown whole."""

    def work(raised: Exception) -> None:
        raise raised

    assert _code_of(partial(work, fault)) == 1
    told = "coach: There is not enough memory; close other programs and try again.\n"
    assert capsys.readouterr().err == told
    with pytest.raises(RuntimeError, match="ours"):
        _code_of(partial(work, RuntimeError("ours")))


def test_names_that_the_terminal_can_not_show(coach: Coach) -> None:
    """A name that is no text is shown with an escape, and is no error."""
    env = {"PYTHONIOENCODING": "utf-8:strict"}
    done = coach("export", SHORT, "--voice", "tone", "-o", "b\udcff.wav", env=env)
    assert (done.returncode, lines(done)) == (0, [])
    assert done.stdout.startswith("b\\udcff.wav")


def test_an_older_click(coach: Coach) -> None:
    """With click 8.1, which lacks a class of errors, a refusal still is one line."""
    code = (
        "import click, sys; del click.exceptions.NoArgsIsHelpError\n"
        "from voice_coach.cli.main import main; main()"
    )
    command = [sys.executable, "-c", code, "show", "nosuch"]
    done = subprocess.run(command, env=coach.environment(), capture_output=True, text=True)
    assert done.returncode == 2
    assert [line[:7] for line in lines(done)] == ["coach: "]


def test_who_ignores_children_hears_the_voice(coach: Coach) -> None:
    """The voice speaks for a parent that ignores the end of its children, too."""
    command = ["sh", "-c", 'trap "" CHLD; exec "$@"', "sh", COACH, "export", SHORT]
    env = coach.environment(XDG_CACHE_HOME=str(coach.folder / "cache"))
    done = subprocess.run(
        [*map(str, command), "--voice", "en-us+f5"],
        env=env,
        cwd=coach.folder,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, lines(done)) == (0, [])


def test_the_package_is_the_command(coach: Coach) -> None:
    """`python -m voice_coach` is the same as `coach`."""
    command = [sys.executable, "-m", "voice_coach", "--version"]
    done = subprocess.run(command, env=coach.environment(), capture_output=True, text=True)
    assert done.stdout == f"voice-coach {__version__}\n"


def test_new_without_a_place(coach: Coach, tmp_path: Path) -> None:
    """A library folder that can not be made is an error of one line."""
    (tmp_path / "file").touch()
    done = coach("new", "my-neck", env={"XDG_DATA_HOME": str(tmp_path / "file")})
    assert done.returncode == 1
    assert [line[:7] for line in lines(done)] == ["coach: "]
