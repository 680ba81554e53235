"""What goes wrong while a file of each format is written: it is whole, or as it was before."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from export.disks import disk, parts
from export.faults import Faults
from export.test_export_command import CLOSED, OLD, age, names, refused, shell
from export.test_formats import FILES, lane
from rig.command import BEEPS, Coach
from rig.server import until

pytestmark = [pytest.mark.slow, pytest.mark.first]

DATA = Path(__file__).parents[1] / "data"
EXPORT = ("export", "./tiny.yaml", *BEEPS)
KILLS = {"wheels": 14, "ffmpeg": 6}
"""20 for each format, in a night."""
EACH = [pair for pair in FILES if pair[0] not in (".wav", ".m4b")]
"""WAV has tests of its own, and M4B is M4A."""
BOTH = [(".m4a", "wheels"), (".mp3", "ffmpeg")]
"""Of each lane one: what makes files whole is the same for all formats of a lane."""
WRITERS = [(".flac", "wheels"), (".m4a", "wheels")]
"""Of each library that writes into a file one."""


def kinds(
    always: Sequence[tuple[str, str]], pairs: Sequence[tuple[str, str]]
) -> pytest.MarkDecorator:
    """Try these suffixes and lanes; those that are not among `always` are for the night."""
    night = pytest.mark.nightly
    params = [
        pytest.param(pair, marks=() if pair in always else night, id="-".join(pair))
        for pair in pairs
    ]
    return pytest.mark.parametrize("kind", params, indirect=True)


@pytest.fixture(params=EACH, ids=lambda pair: "-".join(pair))
def kind(request: pytest.FixtureRequest, coach: Coach, tmp_path: Path) -> tuple[str, Coach]:
    """A suffix, and the command that writes such files by one of the lanes."""
    suffix, name = request.param
    if suffix == ".m4a" and name == "wheels":
        pytest.importorskip("av")
    shutil.copy(DATA / "tiny.yaml", coach.folder)
    env = lane(name, tmp_path / "lane")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return suffix, Coach(coach.folder, {**coach.env, **env, "TMPDIR": str(scratch)})


def whole(coach: Coach, name: str) -> bytes:
    """The bytes of a whole file."""
    assert coach(*EXPORT, "-o", name).returncode == 0
    return (coach.folder / name).read_bytes()


@kinds(BOTH, BOTH)
def test_kill_9_at_4_moments(kind: tuple[str, Coach]) -> None:
    """Killed at any moment, an export leaves the old file or the whole new one; later no trace."""
    killed_at_each(*kind, kills=4)


@kinds((), EACH)
def test_kill_9_at_20_moments(kind: tuple[str, Coach]) -> None:
    """The same holds for more moments, and for every format."""
    killed_at_each(*kind, kills=KILLS["ffmpeg" if "PYTHONPATH" in kind[1].env else "wheels"])


def killed_at_each(suffix: str, coach: Coach, kills: int) -> None:
    """Kill an export at so many moments, spread over the time that it takes."""
    path = coach.folder / f"x{suffix}"
    begun = time.monotonic()
    made = whole(coach, path.name)
    lasts = time.monotonic() - begun
    for moment in range(1, kills + 1):
        path.write_bytes(OLD)
        process = coach.start(*EXPORT, "-o", path.name, start_new_session=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(lasts * moment / kills)
        process.kill()
        process.communicate()
        until(partial(_ended, process.pid))
        after = path.read_bytes()
        # Ogg draws the number of its stream by chance; the length is the same.
        assert after in (OLD, made) or (suffix == ".opus" and len(after) == len(made))
    age(parts(coach.folder))
    whole(coach, path.name)
    assert names(coach.folder) == {"tiny.yaml", path.name}


def _ended(leader: int) -> bool:
    """Whether all that a command started, such as an encoder, has ended after it."""
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return True
    return False


@kinds(WRITERS, [pair for pair in EACH if pair[1] == "wheels"])
def test_no_space_at_any_moment(kind: tuple[str, Coach], tmp_path: Path) -> None:
    """Wherever the disk gets full: one clear line, 1, the old file to the byte, nothing beside it."""
    suffix, coach = kind
    faults, path = Faults(tmp_path / "hook"), coach.folder / f"x{suffix}"
    assert coach(*EXPORT, "-o", path.name, env=faults.env("none", at=0)).returncode == 0
    count = faults.slots
    path.write_bytes(OLD)
    moments = sorted({1, 2, 3, count // 2, count - 1, count} & {*range(1, count + 1)})
    for at, fault in [*((at, "full") for at in moments), *((at, "once") for at in moments[::2])]:
        done = coach(*EXPORT, "-o", path.name, env=faults.env(fault, at))
        assert faults.slots >= at
        refused(done, 1, f"{path.name} cannot be written: the disk is full")
        assert path.read_bytes() == OLD
        assert names(coach.folder) == {"tiny.yaml", path.name}


def test_small_disk(kind: tuple[str, Coach], tmp_path: Path) -> None:
    """On a disk too small for the file an export is one clear line, and the old file stays."""
    suffix, coach = kind
    with disk(tmp_path / "small", "36k") as small:
        path = small / f"x{suffix}"
        path.write_bytes(OLD)
        done = coach(*EXPORT, "-o", path, env={"TMPDIR": str(small)})
        refused(done, 1, "the disk is full; free some space or choose another folder")
        assert {p.name: p.read_bytes() for p in small.iterdir()} == {path.name: OLD}


@kinds(BOTH, EACH)
def test_closed_streams_do_not_get_into_the_file(kind: tuple[str, Coach]) -> None:
    """With standard streams closed the file is the same: none of them became it."""
    suffix, coach = kind
    made = whole(coach, f"x{suffix}")
    for streams in CLOSED:
        done = shell(coach, streams, *EXPORT, "-o", f"y{suffix}")
        assert (done.returncode, done.stderr) == (0, b""), streams
        after = (coach.folder / f"y{suffix}").read_bytes()
        assert after == made or (suffix == ".opus" and len(after) == len(made)), streams


@kinds(BOTH, EACH)
def test_standard_output_closed(kind: tuple[str, Coach]) -> None:
    """`-o -` into a closed standard output is quiet."""
    suffix, coach = kind
    done = shell(coach, ">&-", *EXPORT, "-o", "-", "--format", suffix[1:])
    assert done.returncode == 0
    assert b"rror" not in done.stderr
    assert b"Traceback" not in done.stderr


@kinds(BOTH, EACH)
def test_a_reader_that_has_enough(kind: tuple[str, Coach]) -> None:
    """`-o - | head -c 100` gives a hundred bytes and not a word of complaint."""
    suffix, coach = kind
    process = coach.start(*EXPORT, "-o", "-", "--format", suffix[1:], text=False)
    assert process.stdout
    assert process.stderr
    assert len(process.stdout.read(100)) == 100
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() in (0, 1)
    assert said in (b"", b"standard output  0:09\n")  # a pipe may hold all that there is


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_from_outside(kind: tuple[str, Coach], number: signal.Signals, code: int) -> None:
    """A signal while a long session is encoded ends it, its encoder and its files, without a word."""
    suffix, coach = kind
    args = ("export", "full", *BEEPS, "--length", "long", "-o", f"x{suffix}")
    process = coach.start(*args)
    until(lambda: bool(parts(coach.folder)))
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors.strip()) == (code, "")
    assert names(coach.folder) == {"tiny.yaml"}
    assert os.listdir(coach.env["TMPDIR"]) == []
