"""`coach export`: the file is whole or not there, and the same each time."""

import os
import random
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from export.disks import bound, disk, parts
from export.faults import Faults
from rig.command import BEEPS, COACH, Coach
from rig.server import until

from voice_coach import atomic

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[1] / "data"
SHORT = DATA / "short.yaml"
OLD = b"what was there before"
EXPORT = ("export", "./tiny.yaml", *BEEPS)


@pytest.fixture
def folder(coach: Coach) -> Path:
    """The folder of the command, with a session of a few seconds in it."""
    shutil.copy(DATA / "tiny.yaml", coach.folder)
    return coach.folder


@pytest.fixture
def made(coach: Coach, folder: Path) -> bytes:
    """What the export of that session is, whole."""
    assert coach(*EXPORT, "-o", "made.wav").returncode == 0
    data = (folder / "made.wav").read_bytes()
    (folder / "made.wav").unlink()
    return data


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    """Faults at chosen moments."""
    return Faults(tmp_path / "hook")


def names(folder: Path) -> set[str]:
    """What lies in a folder."""
    return {path.name for path in folder.iterdir()}


def refused(done: subprocess.CompletedProcess[str], code: int, *told: str) -> None:
    """The command ended with a code and one line that tells all this."""
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("coach: ")
    assert done.stderr.count("\n") == 1
    assert [part for part in told if part not in done.stderr] == []


def test_default_name(coach: Coach, folder: Path, made: bytes) -> None:
    """Without -o the file has the name of the session, in the current folder; one line tells it."""
    done = coach(*EXPORT)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "tiny.wav").read_bytes() == made
    assert done.stdout == f"tiny.wav  0:14  {len(made) / 2**20:.1f} MiB\n"
    assert names(folder) == {"tiny.yaml", "tiny.wav"}


def test_name_of_two_sessions(coach: Coach, folder: Path) -> None:
    """Two sessions in one file have both names."""
    assert coach("export", "./tiny.yaml", "./tiny.yaml", *BEEPS).returncode == 0
    assert names(folder) == {"tiny.yaml", "tiny-tiny.wav"}


@pytest.mark.parametrize("name", ["x.WAV", "with space.wav", "\u00fc.wav", "-x.wav", "..wav.wav"])
def test_names(coach: Coach, folder: Path, made: bytes, name: str) -> None:
    """Any name that ends in .wav will do."""
    assert coach(*EXPORT, f"--output={name}").returncode == 0
    assert (folder / name).read_bytes() == made


def test_standard_output_is_the_file(coach: Coach, folder: Path, made: bytes) -> None:
    """`-o -` writes the same bytes to standard output, and tells the rest on standard error."""
    done = coach(*EXPORT, "-o", "-", text=False)
    assert done.returncode == 0
    assert done.stdout == made
    assert done.stderr.count(b"\n") == 1
    assert names(folder) == {"tiny.yaml"}


def test_a_reader_that_has_enough(coach: Coach, folder: Path, made: bytes) -> None:
    """`-o - | head -c 1000` gives a thousand bytes and not a word of complaint.

    Its exit code is that of any command with a broken pipe (see `cli/test_main.py`).
    """
    process = coach.start(*EXPORT, "-o", "-", text=False)
    assert process.stdout
    assert process.stderr
    assert process.stdout.read(1000) == made[:1000]
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in (0, 1)


CLOSED = ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"]


def shell(coach: Coach, streams: str, *args: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command from a shell that closes streams."""
    command = ["/bin/sh", "-c", f'exec "$@" {streams}', "sh", str(COACH), *args]
    env = coach.environment()
    return subprocess.run(command, capture_output=True, env=env, cwd=coach.folder, timeout=60)


@pytest.mark.parametrize("streams", CLOSED)
def test_closed_streams_do_not_get_into_the_file(
    coach: Coach, folder: Path, made: bytes, streams: str
) -> None:
    """With standard streams closed the file is the same to the byte: none of them became it."""
    done = shell(coach, streams, *EXPORT, "-o", "x.wav")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (folder / "x.wav").read_bytes() == made


def test_standard_output_closed(coach: Coach, folder: Path) -> None:
    """`-o -` into a closed standard output is quiet."""
    done = shell(coach, ">&-", *EXPORT, "-o", "-")
    assert done.returncode == 0
    assert b"rror" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_old_file_until_the_new_one_is_whole(
    coach: Coach, folder: Path, made: bytes, faults: Faults
) -> None:
    """In the middle of an export the old file is still there; at its end the new one is."""
    (folder / "x.wav").write_bytes(OLD)
    env = faults.env(str(int(signal.SIGSTOP)), at=4)
    process = coach.start(*EXPORT, "-o", "x.wav", env=env)
    until(lambda: _stopped(process.pid))
    assert (folder / "x.wav").read_bytes() == OLD
    (part,) = parts(folder)
    assert 0 < part.stat().st_size < len(made)
    process.send_signal(signal.SIGCONT)
    process.communicate()
    assert process.returncode == 0
    # The stopped write had been cut in half and then done whole: only what surrounds it is exact.
    assert (folder / "x.wav").read_bytes()[:1000] == made[:1000]
    assert parts(folder) == []


def _stopped(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def test_an_existing_file_is_replaced(coach: Coach, folder: Path, made: bytes) -> None:
    """Without --no-clobber an existing file is replaced."""
    (folder / "tiny.wav").write_bytes(OLD)
    assert coach(*EXPORT).returncode == 0
    assert (folder / "tiny.wav").read_bytes() == made


def test_no_clobber(coach: Coach, folder: Path, made: bytes) -> None:
    """With --no-clobber an existing file stays, which is an error; a free name is taken."""
    (folder / "tiny.wav").write_bytes(OLD)
    refused(coach(*EXPORT, "--no-clobber"), 2, "tiny.wav exists")
    assert (folder / "tiny.wav").read_bytes() == OLD
    assert coach(*EXPORT, "--no-clobber", "-o", "new.wav").returncode == 0
    assert (folder / "new.wav").read_bytes() == made
    assert names(folder) == {"tiny.yaml", "tiny.wav", "new.wav"}


def test_no_clobber_of_captions(coach: Coach, folder: Path) -> None:
    """With --no-clobber existing captions stay, and no audio is written."""
    (folder / "x.vtt").write_bytes(OLD)
    refused(coach(*EXPORT, "--no-clobber", "--captions", "x.vtt"), 2, "x.vtt exists")
    assert (folder / "x.vtt").read_bytes() == OLD
    assert names(folder) == {"tiny.yaml", "x.vtt"}


NOTES = "Call Anna.\n\nBuy tea.\n"


@pytest.mark.parametrize("kind", ["vtt", "srt", "lrc", "txt"])
def test_captions_replace_captions_alone(coach: Coach, folder: Path, kind: str) -> None:
    """Captions of before are replaced, and this is said; other words are refused by name before."""
    path = folder / f"tiny.{kind}"
    path.write_text(NOTES)
    refused(coach(*EXPORT, "--captions", kind), 2, f"tiny.{kind}: was not written here")
    assert names(folder) == {"tiny.yaml", path.name}
    assert path.read_text() == NOTES
    path.write_bytes(b"")
    assert coach(*EXPORT, "--captions", kind).returncode == 0
    again = coach(*EXPORT, "--captions", path.name)
    assert again.stdout.splitlines()[1] == f"{path.name}  (replaced)"


@pytest.mark.parametrize("voice", ["en-us+f5", "tone"])
def test_two_exports_are_the_same(coach: Coach, voice: str) -> None:
    """Two exports of one session with the same cache are the same bytes."""
    for name in ("1.wav", "2.wav"):
        args = ("export", SHORT, "--preamble", "short", "--voice", voice, "-o", name)
        done = coach(*args, anew=True)  # with other hashes, too
        assert done.returncode == 0
    assert (coach.folder / "1.wav").read_bytes() == (coach.folder / "2.wav").read_bytes()


def test_an_empty_cache_makes_the_same(coach: Coach, tmp_path: Path) -> None:
    """An export with an empty cache is the same as one with a full cache."""
    cache = {"XDG_CACHE_HOME": str(tmp_path / "empty")}
    assert coach("export", SHORT, "-o", "1.wav").returncode == 0
    assert coach("export", SHORT, "-o", "2.wav", env=cache).returncode == 0
    assert coach("export", SHORT, "-o", "3.wav", env=cache).returncode == 0
    made = {(coach.folder / f"{number}.wav").read_bytes() for number in (1, 2, 3)}
    assert len(made) == 1


# Names that can not be.


@pytest.mark.parametrize(
    ("target", "code", "told"),
    [
        ("x.ogg", 2, '"x.ogg" cannot be written; end the name in .wav, .flac, .opus, .mp3, '),
        ("x", 2, ".wav"),
        ("x.wav.gz", 2, ".wav"),
        (".", 2, "."),
        ("/", 2, ".wav"),
        ("folder.wav/", 2, "is a folder"),
        ("folder.wav", 2, "is a folder"),
        ("none/x.wav", 1, "the folder does not exist; make it first"),
        ("tiny.yaml/x.wav", 1, "cannot be written"),
        ("a" * 300 + ".wav", 1, "name too long"),
    ],
)
def test_impossible_targets(coach: Coach, folder: Path, target: str, code: int, told: str) -> None:
    """A name that cannot be written is one clear line, and nothing is left."""
    (folder / "folder.wav").mkdir()
    refused(coach(*EXPORT, "-o", target), code, told)
    assert names(folder) == {"tiny.yaml", "folder.wav"}
    assert names(folder / "folder.wav") == set()


@pytest.mark.parametrize(("option", "name"), [("-o", "x.wav"), ("--captions", "x.vtt")])
def test_folder_without_rights(coach: Coach, folder: Path, option: str, name: str) -> None:
    """A folder that may not be written to is one clear line, for audio and for captions."""
    (folder / "shut").mkdir(0o500)
    refused(bound(coach, *EXPORT, option, f"shut/{name}"), 1, "you may not write there", name)
    assert names(folder / "shut") == set()
    (folder / "shut").chmod(0)
    refused(bound(coach, *EXPORT, option, f"shut/{name}"), 1, "you may not write there", name)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ("-o", "x.wav", "--captions", "x.wav"),
            '"x.wav" cannot be written; end the name in .vtt',
        ),
        (("--captions", "tiny.yaml"), '"tiny.yaml" cannot be written'),
        (
            ("--captions", "x.ssa"),
            '"x.ssa" cannot be written; end the name in .vtt, .srt, .lrc or',
        ),
        (("--captions", "vtt,ssa"), '"vtt,ssa" cannot be written'),
        (("-o", "-", "--captions", "vtt"), "no name for captions to share"),
        (("-o", "x.mp3", "--format", "opus"), '"x.mp3" does not go with --format opus'),
        (("-o", "x.wav", "--quality", "low"), "WAV and FLAC lose nothing"),
        (("--folder", "x", "-o", "x.wav"), "without --output"),
        (("--all",), "NAME... --folder DIR"),
    ],
)
def test_what_does_not_go_together(
    coach: Coach, folder: Path, options: tuple[str, ...], told: str
) -> None:
    """Options that can not be met are one clear line, and nothing is written or replaced."""
    script = (folder / "tiny.yaml").read_bytes()
    refused(coach(*EXPORT, *options), 2, told)
    assert names(folder) == {"tiny.yaml"}
    assert (folder / "tiny.yaml").read_bytes() == script


def test_one_target_under_two_names(coach: Coach, folder: Path) -> None:
    """Captions and audio that would end up in one file are refused; the file stays."""
    (folder / "x.wav").write_bytes(OLD)
    (folder / "x.vtt").symlink_to("x.wav")
    refused(coach(*EXPORT, "-o", "x.wav", "--captions", "x.vtt"), 2, "would be written twice")
    assert (folder / "x.wav").read_bytes() == OLD


def test_what_is_read_is_not_replaced(coach: Coach, folder: Path, made: bytes) -> None:
    """A script or a bed that is being read can not be the target, whatever name leads there."""
    (folder / "bed.wav").write_bytes(made)
    (folder / "link.vtt").symlink_to("tiny.yaml")
    script = (folder / "tiny.yaml").read_bytes()
    refused(coach(*EXPORT, "--bed", "./bed.wav", "-o", "bed.wav"), 2, "bed.wav is read for this")
    refused(coach(*EXPORT, "--captions", "link.vtt"), 2, "link.vtt is read for this session")
    assert (folder / "bed.wav").read_bytes() == made
    assert (folder / "tiny.yaml").read_bytes() == script


def test_captions_beside_the_audio(coach: Coach, folder: Path) -> None:
    """Kinds of captions in the place of a name lie beside the audio and share its name."""
    assert coach(*EXPORT, "--captions", "vtt,srt,lrc,txt").returncode == 0
    kinds = {"tiny.wav", "tiny.vtt", "tiny.srt", "tiny.lrc", "tiny.txt"}
    assert names(folder) == {"tiny.yaml", *kinds}
    assert coach(*EXPORT, "-o", "x.WAV", "--captions", "srt").returncode == 0
    assert (folder / "x.srt").read_bytes() == (folder / "tiny.srt").read_bytes()


def test_a_device_stays_one(coach: Coach, folder: Path) -> None:
    """A device gets the bytes, as audio, and is a device afterwards."""
    done = coach(*EXPORT, "-o", "/dev/null", "--format", "mp3")
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("/dev/null").is_char_device()


def test_a_name_that_the_terminal_can_not_show(coach: Coach, folder: Path, made: bytes) -> None:
    """A name that is no text is written all the same, and told as well as may be."""
    name = os.fsdecode(b"\xff.wav")
    done = coach(*EXPORT, "-o", name, env={"PYTHONIOENCODING": "utf-8:strict"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "dcff.wav  0:14" in done.stdout
    assert (folder / name).read_bytes() == made


# Full disks.


@pytest.mark.parametrize("existing", [True, False])
def test_small_disk(coach: Coach, folder: Path, tmp_path: Path, existing: bool) -> None:
    """On a disk of 3 MB an export of 12 MB is one clear line; the old file stays, nothing else."""
    with disk(tmp_path / "small", "3m") as small:
        if existing:
            (small / "x.wav").write_bytes(OLD)
        done = coach("export", SHORT, "--voice", "tone", "-o", small / "x.wav")
        refused(done, 1, "the disk is full", "x.wav")
        assert {p.name: p.read_bytes() for p in small.iterdir()} == (
            {"x.wav": OLD} if existing else {}
        )


def test_small_disk_for_captions(coach: Coach, folder: Path, tmp_path: Path) -> None:
    """The same holds for captions, which are told by their name."""
    with disk(tmp_path / "small", "4k") as small:
        (small / "fill").write_bytes(bytes(4096))
        done = coach(*EXPORT, "-o", "x.wav", "--captions", small / "x.vtt")
        refused(done, 1, "the disk is full", "x.vtt")
        assert names(small) == {"fill"}


def slots(coach: Coach, faults: Faults) -> int:
    """How many moments of writing an export has."""
    assert coach(*EXPORT, "-o", "x.wav", env=faults.env("none", at=0)).returncode == 0
    return faults.slots


def test_no_space_at_any_moment(coach: Coach, folder: Path, made: bytes, faults: Faults) -> None:
    """Wherever the disk gets full: one clear line, 1, the old file to the byte, nothing beside it."""
    count = slots(coach, faults)
    assert count >= len(made) // 2**18 + 2
    (folder / "x.wav").write_bytes(OLD)
    for at in range(1, count + 1):
        for kind in ("full", "once"):
            done = coach(*EXPORT, "-o", "x.wav", env=faults.env(kind, at))
            assert faults.slots >= at
            refused(done, 1, "x.wav cannot be written: the disk is full")
            assert (folder / "x.wav").read_bytes() == OLD
            assert names(folder) == {"tiny.yaml", "x.wav"}


@pytest.mark.parametrize("at", [1, 2, 3, 7])
@pytest.mark.parametrize("kind", ["full", "once"])
def test_no_space_for_takes(
    coach: Coach, folder: Path, made: bytes, faults: Faults, tmp_path: Path, kind: str, at: int
) -> None:
    """Where the disk of the cache gets full the export is whole all the same, with one warning."""
    env = {"XDG_CACHE_HOME": str(tmp_path / "empty"), **faults.env(kind, at, "/empty/")}
    done = coach(*EXPORT, "-o", "x.wav", env=env)
    assert done.returncode == 0
    assert done.stderr.count("\n") == (faults.slots >= at)
    assert (folder / "x.wav").read_bytes() == made
    assert parts(tmp_path / "empty") == []


# Killed and interrupted.


def test_kill_9_at_random_moments(coach: Coach, folder: Path, made: bytes, faults: Faults) -> None:
    """A killed export leaves no file or the whole one; a day later nothing is left of it."""
    count = slots(coach, faults)
    chosen = random.Random(8).sample(range(1, count + 1), min(8, count))
    left = 0
    for at in chosen:
        for old in (None, OLD):
            (folder / "x.wav").unlink(missing_ok=True)
            if old:
                (folder / "x.wav").write_bytes(old)
            done = coach(*EXPORT, "-o", "x.wav", env=faults.env("9", at))
            assert done.returncode == -signal.SIGKILL
            after = (folder / "x.wav").read_bytes() if (folder / "x.wav").exists() else None
            assert after in (old, made)
            left += len(parts(folder))
            age(parts(folder))
    assert coach(*EXPORT, "-o", "x.wav").returncode == 0
    assert (folder / "x.wav").read_bytes() == made
    assert names(folder) == {"tiny.yaml", "x.wav"}
    assert left >= 8


def age(left: list[Path]) -> None:
    """Let a day pass for some files."""
    for path in left:
        at = path.stat().st_mtime - atomic.OLD
        os.utime(path, (at, at))


@pytest.mark.parametrize("when", [1, 4, 9])
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_signals(
    coach: Coach, folder: Path, faults: Faults, number: signal.Signals, code: int, when: int
) -> None:
    """A signal ends an export with its own code, without a word, a new file or a trace of one."""
    (folder / "x.wav").write_bytes(OLD)
    done = coach(*EXPORT, "-o", "x.wav", env=faults.env(str(int(number)), when))
    assert faults.slots >= when
    assert (done.returncode, done.stdout, done.stderr.strip()) == (code, "", "")
    assert (folder / "x.wav").read_bytes() == OLD
    assert names(folder) == {"tiny.yaml", "x.wav"}


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_signal_from_outside(coach: Coach, folder: Path, number: signal.Signals, code: int) -> None:
    """The same holds for a signal from elsewhere while standard output waits for its reader."""
    process = coach.start(*EXPORT, "-o", "-", "--captions", "x.vtt", text=False)
    assert process.stdout.read(4) == b"RIFF"
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == code
    assert errors.strip() == b""
    assert names(folder) == {"tiny.yaml"}


def test_a_cover_that_is_a_pipe(coach: Coach) -> None:
    """A cover that is not a file is one line: a pipe would be waited for."""
    os.mkfifo(coach.folder / "pipe.png")
    done = coach("export", "jaw", "--cover", "pipe.png", timeout=60)
    assert (done.returncode, done.stderr) == (2, "coach: The cover pipe.png is not a file.\n")
