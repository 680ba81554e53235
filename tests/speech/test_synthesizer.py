"""Faults of the speech engine: found, ended, tried again, and told in two lines."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from rig.command import Coach
from rig.server import until
from speech.faulty import Faulty

from voice_coach.errors import VoiceError
from voice_coach.speech import synthesizer
from voice_coach.speech.engines.espeak import FAMILY
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Utterance

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the forks are Linux's"),
]

ESPEAK = ("--voice", "en-us+f5")
TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"
WANTED = [Utterance((f"Sentence {number}.",), "en-us+f5", 116) for number in range(3)]
AS_IT_SHOULD_BE = Take(22_050, b"\xb8\x0b" * 11_025)


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Faulty:
    """A faulty engine for the speech processes of this test, with short limits."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "faulty"))
    monkeypatch.setenv("VOICE_COACH_TAKE_SECONDS", "1")
    monkeypatch.setattr(synthesizer, "QUIET_SECONDS", 2.0)
    return Faulty(tmp_path / "faulty")


def spoken() -> dict[Utterance, Take]:
    """What the child makes of the sentences."""
    return dict(Synthesizer(FAMILY).speak(WANTED))


def test_a_voice_that_was_woken_speaks(faulty: Faulty) -> None:
    """The process that was started ahead is the one that speaks; a second try gets another."""
    faulty.install("take:dies", "twice")
    voice = Synthesizer(FAMILY)
    voice.prewarm("en-us+f5")
    until(lambda: len(faulty.processes("worker")) == 1)
    first = faulty.processes("worker")
    assert dict(voice.speak(WANTED)) == dict.fromkeys(WANTED, AS_IT_SHOULD_BE)
    assert faulty.processes("worker") != first
    assert set(first) < set(faulty.processes("worker"))
    until(lambda: not faulty.left())


WOKEN = """
import os
from voice_coach.speech.engines.espeak import FAMILY
from voice_coach.speech.synthesizer import Synthesizer
Synthesizer(FAMILY).prewarm("x")
os._exit(0)
"""


def test_a_voice_that_was_woken_in_vain_ends(faulty: Faulty) -> None:
    """A process that was started ahead ends with whoever started it, however that ends."""
    faulty.install("take:dies", "twice")
    subprocess.run([sys.executable, "-c", WOKEN], check=True)
    until(lambda: not faulty.left())


NARRATOR = """
import os
from voice_coach.speech.narrator import make_narrator
found = make_narrator("x", 116)
print(len(open(f"/proc/self/task/{os.getpid()}/children").read().split()), flush=True)
os._exit(0)
"""


@pytest.mark.parametrize(("kept", "woken"), [(False, 1), (True, 0)])
def test_the_voice_is_woken_the_first_time(
    faulty: Faulty, tmp_path: Path, kept: bool, woken: int
) -> None:
    """Where nothing was ever kept the voice gets ready ahead; later it waits to be needed."""
    faulty.install("take:dies", "twice")
    if kept:
        (tmp_path / "voice-coach" / "takes").mkdir(parents=True)
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", NARRATOR], env=env, capture_output=True)
    assert done.stdout == b"%d\n" % woken
    until(lambda: not faulty.left())


TAKE_FAULTS = ["hangs", "dies", "aborts", "crashes", "raises", "speaks-nothing", "kills"]


@pytest.mark.parametrize("kind", [*TAKE_FAULTS, "prints"])
def test_a_take_that_fails_is_spoken_again(faulty: Faulty, kind: str) -> None:
    """Where two takes fail, all three come back whole in the end, and no process stays."""
    faulty.install(f"take:{kind}", "twice")
    assert spoken() == dict.fromkeys(WANTED, AS_IT_SHOULD_BE)
    assert len(faulty.processes("worker")) <= synthesizer.TRIES
    until(lambda: not faulty.left())


@pytest.mark.parametrize(("take", "quiet"), [("1", 600.0), ("600", 2.0)])
def test_each_limit_suffices(
    faulty: Faulty, monkeypatch: pytest.MonkeyPatch, take: str, quiet: float
) -> None:
    """A take that hangs is ended by its own limit, and by that of its process where that fails."""
    monkeypatch.setenv("VOICE_COACH_TAKE_SECONDS", take)
    monkeypatch.setattr(synthesizer, "QUIET_SECONDS", quiet)
    faulty.install("take:hangs", "twice")
    assert spoken() == dict.fromkeys(WANTED, AS_IT_SHOULD_BE)
    until(lambda: not faulty.left())


@pytest.mark.parametrize("kind", TAKE_FAULTS)
def test_takes_that_always_fail_are_an_error(faulty: Faulty, kind: str) -> None:
    """After three tries the error names the words and the remedy, and no process stays."""
    faulty.install(f"take:{kind}")
    with pytest.raises(VoiceError) as caught:
        spoken()
    assert 'The voice failed on "Sentence 0."' in str(caught.value)
    assert str(caught.value).endswith(FAMILY.remedy)
    more = kind == "speaks-nothing"  # is it this that it has no sound for, or anything?
    assert len(faulty.processes("worker")) == synthesizer.TRIES + more
    until(lambda: not faulty.left())


@pytest.mark.parametrize("kind", ["hangs", "dies", "crashes"])
def test_an_engine_that_starts_at_the_third_try(faulty: Faulty, kind: str) -> None:
    """A start that fails twice, even by hanging, is tried again."""
    faulty.install(f"start:{kind}", "twice")
    assert spoken() == dict.fromkeys(WANTED, AS_IT_SHOULD_BE)
    assert len(faulty.processes("worker")) == 3
    until(lambda: not faulty.left())


@pytest.mark.parametrize(
    "text",
    [
        "not JSON\n",
        '{"job": 0, "rate": 22',
        '{"job": 0, "rate": 22050, "bytes": 9}\nabc',
        "\n",
        "\xff\n",
    ],
)
def test_a_child_that_breaks_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """What is not a whole answer, in any way, is an error with a remedy and no traceback."""
    program = tmp_path / "program"
    program.write_text(f"#!{sys.executable}\nimport os\nos.write(1, {text.encode('latin-1')!r})\n")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(VoiceError, match="pip install"):
        spoken()


@pytest.mark.parametrize("rate", [0, -1, 7_999, 96_001])
def test_an_impossible_rate_is_no_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rate: int
) -> None:
    """A take at a rate that no engine speaks at is refused."""
    program = tmp_path / "program"
    answer = b'{"job": 0, "rate": %d, "bytes": 2}\nab' % rate
    program.write_text(f"#!{sys.executable}\nimport os\nos.write(1, {answer!r})\n")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(VoiceError, match="nothing was spoken"):
        spoken()


def test_what_came_before_a_fault_is_kept(faulty: Faulty) -> None:
    """Only what failed is spoken again: three sentences with two faults take five forks."""
    faulty.install("take:dies", "twice")
    spoken()
    assert len(faulty.processes("fork")) == 5


def test_many_words_to_a_deaf_child_do_not_block(faulty: Faulty) -> None:
    """More jobs than a pipe holds, to a child that hangs, still end in an error."""
    drivers = faulty.folder / "espeakng_loader.py"
    faulty.install("start:hangs")
    drivers.write_text("while True: __import__('signal').pause()")
    monster = [Utterance(("word " * 20_000,), "en-us", 116)]
    with pytest.raises(VoiceError, match="pip install"):
        list(Synthesizer(FAMILY).speak(monster))


# At the command line.


@pytest.fixture
def mute(coach: Coach, tmp_path: Path) -> Coach:
    """The command with nothing in its cache, the faulty folder first, and short limits."""
    more = {
        "PYTHONPATH": str(tmp_path / "faulty"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "VOICE_COACH_TAKE_SECONDS": "1",
        "VOICE_COACH_QUIET_SECONDS": "2",
    }
    shutil.copy(TINY, tmp_path)
    return Coach(coach.folder, {**coach.env, **more})


def loader(folder: Path, library: str, data: str) -> None:
    """A wheel of eSpeak NG that leads to these paths."""
    folder.mkdir()
    folder.joinpath("espeakng_loader.py").write_text(
        f"def get_library_path(): return {library!r}\ndef get_data_path(): return {data!r}\n"
    )


def refused(mute: Coach) -> str:
    """What the command says when it can not speak; it writes no file."""
    done = mute(
        "export", "../tiny.yaml", *ESPEAK, "-o", "x.wav", "--preamble", "short", "--ending", "none"
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert list(mute.folder.iterdir()) == []
    lines = done.stderr.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("coach: ")
    assert lines[1] == FAMILY.remedy
    return lines[0]


def test_library_is_missing(mute: Coach, tmp_path: Path) -> None:
    """A wheel without its library is an error that names the file and the remedy."""
    import espeakng_loader

    loader(tmp_path / "faulty", str(tmp_path / "none.so"), espeakng_loader.get_data_path())
    assert "none.so" in refused(mute)


def test_library_is_no_library(mute: Coach, tmp_path: Path) -> None:
    """A library of zero bytes is an error with the remedy."""
    import espeakng_loader

    empty = tmp_path / "empty.so"
    empty.touch()
    loader(tmp_path / "faulty", str(empty), espeakng_loader.get_data_path())
    assert "empty.so" in refused(mute)


@pytest.mark.parametrize("files", [(), ("phontab",), ("phontab", "phonindex", "phondata")])
def test_data_folder_is_empty_or_broken(
    mute: Coach, tmp_path: Path, files: tuple[str, ...]
) -> None:
    """Where the library ends its process for want of data, the coach tells the remedy."""
    import espeakng_loader

    data = tmp_path / "espeak-ng-data"
    data.mkdir()
    for name in files:
        (data / name).touch()
    loader(tmp_path / "faulty", espeakng_loader.get_library_path(), str(data))
    refused(mute)


def test_pyttsx3_is_missing(mute: Coach, tmp_path: Path) -> None:
    """Without pyttsx3 the error names it."""
    tmp_path.joinpath("faulty").mkdir()
    tmp_path.joinpath("faulty", "pyttsx3.py").write_text("raise ImportError('no pyttsx3')")
    assert "pyttsx3" in refused(mute)


def test_modules_of_the_current_folder_are_not_run(coach: Coach) -> None:
    """Python files that lie where the command is typed are not taken for modules of the voice."""
    for name in ("selectors", "pyttsx3", "espeakng_loader", "voice_coach"):
        coach.folder.joinpath(f"{name}.py").write_text("open('run', 'w')")
    done = coach("export", TINY, "--preamble", "short")
    assert done.returncode == 0, done.stderr
    assert not coach.folder.joinpath("run").exists()


@pytest.mark.parametrize("fault", ["start:fails", "start:hangs", "start:dies", "take:hangs",
                                   "take:speaks-nothing", "take:crashes"])  # fmt: skip
def test_a_voice_that_fails_ends_with_4(mute: Coach, tmp_path: Path, fault: str) -> None:
    """Every fault of the engine ends with 4 and two lines, the second the remedy."""
    faulty = Faulty(tmp_path / "faulty")
    faulty.install(fault)
    refused(mute)
    until(lambda: not faulty.left())


@pytest.fixture
def stuck(mute: Coach, tmp_path: Path) -> Faulty:
    """An engine that hangs at each take."""
    found = Faulty(tmp_path / "faulty")
    found.install("take:hangs")
    return found


PATIENT = {"VOICE_COACH_TAKE_SECONDS": "600", "VOICE_COACH_QUIET_SECONDS": "600"}


def test_no_orphan_after_kill_9(mute: Coach, stuck: Faulty) -> None:
    """When the coach is killed, its speech process and that one's forks end with it."""
    process = mute.start("export", "../tiny.yaml", *ESPEAK, env=PATIENT)
    until(lambda: bool(stuck.processes("fork")))
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    until(lambda: not stuck.left())


@pytest.mark.parametrize(("parent", "code"), [("os.getppid()", 0), ("2**22", 1)])
def test_a_parent_that_went_at_once(parent: str, code: int) -> None:
    """A fork whose parent had gone before it could ask to be told ends by itself."""
    program = f"import os; from voice_coach.speech import jobs; jobs.die_with({parent})"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == code


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_while_speaking(
    mute: Coach, stuck: Faulty, number: signal.Signals, code: int
) -> None:
    """A signal during synthesis ends the coach with its code, quietly, and all speech with it."""
    process = mute.start("export", "../tiny.yaml", *ESPEAK, env=PATIENT)
    until(lambda: bool(stuck.processes("fork")))
    process.send_signal(number)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors.strip()) == (code, "", "")
    assert list(mute.folder.iterdir()) == []
    until(lambda: not stuck.left())


def test_show_goes_on_without_a_voice(mute: Coach, tmp_path: Path) -> None:
    """What can be told without a voice is told: times are estimated, and named so."""
    Faulty(tmp_path / "faulty").install("start:fails")
    done = mute("show", "../tiny.yaml", "--words", *ESPEAK)
    assert done.returncode == 0
    assert "no voice: times are estimated" in done.stdout


def test_tone_needs_no_engine(mute: Coach, tmp_path: Path) -> None:
    """The voice "tone" sounds without any engine."""
    Faulty(tmp_path / "faulty").install("start:fails")
    done = mute("export", "../tiny.yaml", "--voice", "tone", "--preamble", "short")
    assert done.returncode == 0
    assert stat.S_ISREG(os.stat(mute.folder / "tiny.wav").st_mode)
