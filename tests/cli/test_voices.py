"""`coach voices`, `coach prepare`, `coach cache`: who speaks, and what was spoken ahead."""

import json
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest
from rig.command import Coach
from rig.server import until
from speech.voices.serving import Server, serving

pytestmark = [pytest.mark.slow, pytest.mark.first]

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"


def test_voices_are_told(coach: Coach) -> None:
    """Each voice has its language, kind and licence; one is the default, and all speak."""
    rows = json.loads(coach("voices", "--json").stdout)
    assert [row["default"] for row in rows].count(True) == 1
    assert all(row["name"] and row["kind"] and row["licence"] for row in rows)
    shown = coach("voices").stdout.splitlines()
    assert [line.split()[line.startswith("*")] for line in shown] == [row["name"] for row in rows]
    for row in rows:
        done = coach("export", TINY, "--voice", row["name"], "--preamble", "short")
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", ["export", "show", "check", "prepare", "play"])
def test_a_voice_that_does_not_exist(coach: Coach, command: str) -> None:
    """A misspelt voice is an error in every command that speaks or measures; none goes on without."""
    done = coach(command, TINY, "--voice", "en-us+f55")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == 'coach: There is no voice "en-us+f55". Did you mean "en-us+f5"?\n'


def test_what_is_prepared_is_not_spoken_again(fresh: Coach) -> None:
    """After `prepare` a session of any named length finds all its words."""
    assert fresh("prepare", TINY).returncode == 0
    before = fresh("cache", "show").stdout
    for length in ("short", "standard", "long"):
        assert fresh("export", TINY, "--length", length).returncode == 0
    assert fresh("cache", "show").stdout == before


def test_preparing_can_be_broken_off(fresh: Coach, tmp_path: Path) -> None:
    """Ctrl-C ends it with 130, and what was spoken by then is kept."""
    process = fresh.start("prepare")
    takes = tmp_path / "cache" / "voice-coach" / "takes"
    until(lambda: any(takes.glob("*/*.take")), 30)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors.strip()) == (130, "", "")
    assert any(takes.glob("*/*.take"))


def test_the_cache_can_be_cleared(fresh: Coach) -> None:
    """What is kept is told, and gone after `clear`."""
    fresh("prepare", TINY)
    assert " 0 takes" not in fresh("cache", "show").stdout
    assert fresh("cache", "clear").stdout.startswith("Removed ")
    assert fresh("cache", "show").stdout.splitlines()[1].startswith("0 takes")
    takes = Path(fresh.env["XDG_CACHE_HOME"]) / "voice-coach" / "takes"
    (takes / "a").mkdir(parents=True)
    (takes / "a" / "mine.txt").write_text("mine")
    cleared = fresh("cache", "clear")
    assert (cleared.returncode, "they stay: mine.txt" in cleared.stderr) == (1, True)


FOUND = find_spec("hibari")
assert FOUND is not None
assert FOUND.origin is not None
HEARTS = Path(FOUND.origin).with_name("assets") / "hibari.onnx"


@pytest.fixture
def emma(coach: Coach, tmp_path: Path) -> Iterator[tuple[Coach, Server]]:
    """The command with a list of one voice, emma: a real model on a server on this machine."""
    with serving(HEARTS.read_bytes()) as server:
        offers = tmp_path / "offers.json"
        offers.write_bytes(msgspec.json.encode([server.offer("emma", "hibari")]))
        yield Coach(coach.folder, {**coach.env, "VOICE_COACH_CATALOGUE": str(offers)}), server


@pytest.mark.parametrize("call", [("preview", "tone"), ("--preview", "tone"), ("preview", "heart")])
def test_a_voice_can_be_heard(coach: Coach, call: tuple[str, ...]) -> None:
    """A voice says one line through the chosen output, and shows it."""
    done = coach("voices", *call, "--through", "silent")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "   0:00  Let your shoulders sink, and breathe out slowly.\n"


def test_a_voice_needs_a_device_to_be_heard(coach: Coach) -> None:
    """Without a sound device a preview is no use: it ends with 4 and tells why."""
    done = coach("voices", "preview", "tone")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("coach: ")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("preview hart", 'There is no voice "hart". Did you mean "heart"?'),
        ("preview kor", 'There is no voice "kor". Did you mean "kore"?'),
        ("preview emma", 'The voice "emma" is not installed; run: coach voices install emma'),
        ("install emm", 'There is no voice "emm" to install. Did you mean "emma"?'),
        (
            "install x",
            'There is no voice "x" to install. Available: emma, fenrir, fable, kore.',
        ),
        ("remove heart", 'The voice "heart" is not installed.'),
    ],
)
def test_a_name_that_means_no_voice(coach: Coach, call: str, told: str) -> None:
    """An unknown name ends with 4 and the nearest that is known, or what to call."""
    done = coach("voices", *call.split())
    assert (done.returncode, done.stdout, done.stderr) == (4, "", f"coach: {told}\n")


def test_an_installed_voice_speaks(emma: tuple[Coach, Server]) -> None:
    """Installed, it is listed and speaks with `--voice`, as the British do; removed, it is gone."""
    coach, server = emma
    done = coach("voices", "install", "emma", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "7.9 MB" in done.stdout
    assert "Licence: MIT. by nobody." in done.stdout
    assert done.stdout.endswith("Installed emma. Hear it: coach voices preview emma\n")
    assert "emma" in [row["name"] for row in json.loads(coach("voices", "--json").stdout)]
    for voice in ("heart", "emma"):
        done = coach("export", TINY, "--voice", voice, "-o", f"{voice}.wav")
        assert done.returncode == 0, done.stderr
    both = [(coach.folder / f"{voice}.wav").read_bytes() for voice in ("heart", "emma")]
    assert both[0] != both[1]
    assert coach("voices", "remove", "emma").stdout == "Removed emma.\n"
    assert "is not installed; run: " in coach("export", TINY, "--voice", "emma").stderr
    assert server.requests == 1


def test_a_fault_is_told_in_one_sentence(emma: tuple[Coach, Server]) -> None:
    """Where a voice can not be had the command ends with 1 and one line, and it is not listed."""
    coach, server = emma
    server.manner = "404"
    done = coach("voices", "install", "emma", "--yes")
    assert done.returncode == 1
    told = "127.0.0.1 refuses vera.onnx: 404 Not Found. Nothing was installed."
    assert done.stderr == f"coach: {told}\n"
    assert "emma" not in coach("voices").stdout


def test_nothing_is_installed_unasked(emma: tuple[Coach, Server]) -> None:
    """It asks first; "no" and silence install nothing."""
    coach, server = emma
    done = coach("voices", "install", "emma", stdin=None, input="n\n")
    assert (done.returncode, done.stdout[-23:]) == (0, "Nothing was installed.\n")
    done = coach("voices", "install", "emma")
    assert (done.returncode, server.requests) == (2, 0)
    assert done.stderr.endswith("--yes installs without asking.\n")
    assert coach("voices", "install", "emma", stdin=None, input="y\n").returncode == 0
