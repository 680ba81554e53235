"""Files that are whole or not there, and folders for a while."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from export.disks import parts

from voice_coach.atomic import OLD, atomic_write, make_folder, temporary_folder
from voice_coach.errors import CoachError, ExportError, UsageError

OLD_BYTES, NEW = b"old", b"new and longer"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that exists."""
    found = tmp_path / "file.wav"
    found.write_bytes(OLD_BYTES)
    return found


def put(path: Path, **options: bool) -> None:
    """Write a file."""
    with atomic_write(path, **options) as file:
        file.write(NEW)


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("existing", [True, False])
def test_written(path: Path, durable: bool, existing: bool) -> None:
    """A file has its new content afterwards, and nothing lies beside it."""
    if not existing:
        path.unlink()
    put(path, durable=durable)
    assert path.read_bytes() == NEW
    assert list(path.parent.iterdir()) == [path]


def test_a_large_file(path: Path) -> None:
    """A file that the disk began to take before its end has every byte in its place."""
    pieces = [os.urandom(1 << 16) + bytes([number]) for number in range(256)]
    with atomic_write(path) as file:
        for piece in pieces:
            file.write(piece)
    assert path.read_bytes() == b"".join(pieces)


def test_old_until_the_end(path: Path) -> None:
    """While it is being written the name keeps its old content, and what is written is hidden."""
    with atomic_write(path) as file:
        file.write(NEW)
        file.flush()
        assert path.read_bytes() == OLD_BYTES
        (part,) = parts(path.parent)
        assert part.name.startswith(".")
        assert part.read_bytes() == NEW


def interrupted(file: BinaryIO, fault: type[BaseException]) -> None:
    """Write, and fail."""
    file.write(NEW)
    raise fault


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError, SystemExit])
def test_any_exception_leaves_the_old_file(path: Path, fault: type[BaseException]) -> None:
    """An exception on the way passes through, the old file stays, and nothing lies beside it."""
    with pytest.raises(fault), atomic_write(path) as file:
        interrupted(file, fault)
    assert path.read_bytes() == OLD_BYTES
    assert parts(path.parent) == []


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full; free some space or choose another folder."),
        (errno.EDQUOT, "your quota is used up; "),
        (errno.EROFS, "the disk is read-only; "),
        (errno.EFBIG, "the disk takes no file that large; "),
        (errno.EACCES, "you may not write there; "),
        (errno.EIO, "input/output error."),
    ],
)
def test_faults_of_the_disk_are_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    """A fault of the disk is one line that names the file, the reason and the remedy."""
    monkeypatch.setattr(os, "replace", refusing(number))
    with pytest.raises(ExportError) as caught:
        put(path)
    message = str(caught.value)
    assert message.startswith(f"{path} cannot be written: ")
    assert told in message
    assert message.count("\n") == 0
    assert path.read_bytes() == OLD_BYTES
    assert parts(path.parent) == []


def refusing(number: int) -> Callable[..., None]:
    """What the system does when it refuses something."""

    def refuse(*args: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_fault_at_the_end(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A disk that refuses the last step leaves the old file, too."""
    monkeypatch.setattr(os, step, refusing(errno.ENOSPC))
    with pytest.raises(ExportError, match="the disk is full"):
        put(path)
    assert path.read_bytes() == OLD_BYTES
    assert parts(path.parent) == []


@pytest.mark.parametrize("links", [True, False])
def test_no_clobber_takes_a_free_name(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """With clobber off a free name is taken, on a disk without links (FAT) too."""
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path.unlink()
    put(path, clobber=False)
    assert path.read_bytes() == NEW
    assert list(path.parent.iterdir()) == [path]


def no_links(source: object, target: object) -> None:
    """What a disk without links says."""
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_no_clobber_keeps_a_file(path: Path) -> None:
    """With clobber off a file that exists is refused before anything is written."""
    with pytest.raises(UsageError, match="exists"):
        put(path, clobber=False)
    assert path.read_bytes() == OLD_BYTES


@pytest.mark.parametrize("links", [True, False])
def test_no_clobber_keeps_a_file_that_came_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """A file that another process made meanwhile is kept."""
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path.unlink()
    with pytest.raises(UsageError, match="exists"), atomic_write(path, clobber=False):
        path.write_bytes(b"theirs")
    assert path.read_bytes() == b"theirs"
    assert parts(path.parent) == []


def test_folder(tmp_path: Path) -> None:
    """A folder is not replaced."""
    with pytest.raises(UsageError, match="is a folder"):
        put(tmp_path)


@pytest.mark.parametrize("name", ["no/file.wav", "file.wav/x.wav", "a" * 300 + ".wav"])
def test_impossible_names(path: Path, name: str) -> None:
    """A name in no folder, below a file, or too long for the disk is an error of one line."""
    with pytest.raises(ExportError) as caught:
        put(path.parent / name)
    assert str(caught.value).count("\n") == 0
    assert list(path.parent.iterdir()) == [path]


def made_at(path: Path, age: float) -> Path:
    """Make a file that is some seconds older than now."""
    path.write_bytes(b"half")
    at = path.stat().st_mtime - age
    os.utime(path, (at, at))
    return path


def test_what_killed_commands_left_is_removed_by_age(path: Path) -> None:
    """What was left a day ago is removed by the next write; what is younger, or no part, stays."""
    old = made_at(path.with_name(".coach-0123456789abcdef.part"), OLD)
    young = made_at(path.with_name(".coach-fedcba9876543210.part"), OLD - 60)
    other = made_at(path.with_name(".other.part"), 9 * OLD)
    put(path)
    assert not old.exists()
    assert sorted(path.parent.iterdir()) == sorted([path, young, other])


WRITER = """
import os, sys
from pathlib import Path
from voice_coach.atomic import atomic_write
os.getpid = lambda: 1
with atomic_write(Path(sys.argv[1])) as file:
    file.write(sys.argv[2].encode() * 9)
    print("ready", flush=True)
    sys.stdin.read()
"""


def writer(path: Path, letter: str) -> subprocess.Popen[str]:
    """Start a process that takes itself for process 1, and has begun to write."""
    command = [sys.executable, "-c", WRITER, str(path), letter]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def test_two_writers_with_one_process_number(path: Path) -> None:
    """Two containers that write to one name at once do not disturb each other: the last one wins."""
    first, second = writer(path, "a"), writer(path, "b")
    assert len(parts(path.parent)) == 2
    for process, letter in ((second, b"b"), (first, b"a")):
        process.communicate()
        assert process.returncode == 0
        assert path.read_bytes() == letter * 9
    assert parts(path.parent) == []


def test_one_target_within_another(path: Path) -> None:
    """Two files of one name, one written while the other is, stay apart: the outer one wins."""
    with atomic_write(path) as outer:
        outer.write(b"outer")
        put(path)
        assert path.read_bytes() == NEW
    assert path.read_bytes() == b"outer"


def test_the_longest_name(path: Path) -> None:
    """A name of 255 bytes, the most that a disk takes, can be written."""
    longest = path.with_name("a" * 251 + ".wav")
    put(longest)
    assert longest.read_bytes() == NEW


@pytest.mark.parametrize("existing", [True, False])
def test_a_symbolic_link_is_followed(path: Path, existing: bool) -> None:
    """What a link leads to is written, there or not yet; the link stays, its folder as it was."""
    (path.parent / "links").mkdir()
    link = path.parent / "links" / "link.wav"
    link.symlink_to(path)
    if not existing:
        path.unlink()
    put(link)
    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert list(link.parent.iterdir()) == [link]


def test_a_circle_of_links(path: Path) -> None:
    """A link that leads to itself is an error of one line."""
    link = path.with_name("link.wav")
    link.symlink_to(link)
    with pytest.raises(ExportError, match="cannot be written"):
        put(link)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_is_kept(path: Path, mode: int) -> None:
    """A file that is replaced hands on its mode: what was private stays so."""
    path.chmod(mode)
    put(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_file_without_rights_gets_some(path: Path) -> None:
    """A file that its owner might not even read is readable once it is written anew."""
    path.chmod(0)
    put(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_mode_of_a_new_file(path: Path) -> None:
    """A new file has the mode that any program here would give it."""
    path.unlink()
    put(path)
    path.with_name("other").write_bytes(NEW)
    assert path.stat().st_mode == path.with_name("other").stat().st_mode


def test_a_pipe_is_written_straight(path: Path) -> None:
    """A named pipe gets the bytes, and is still a pipe afterwards."""
    pipe = path.with_name("pipe.wav")
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    put(pipe, clobber=False)
    assert reader.communicate()[0] == NEW
    assert pipe.is_fifo()


def test_a_pipe_whose_reader_leaves(path: Path) -> None:
    """A named pipe whose reader has gone is an error of one line that says so."""
    pipe = path.with_name("pipe.wav")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(ExportError, match="its reader has gone"), atomic_write(pipe) as file:
        leave(reader, file)


def leave(reader: int, file: BinaryIO) -> None:
    """Close the other end, and write."""
    os.close(reader)
    file.write(NEW)


def test_a_device_is_written_straight(tmp_path: Path) -> None:
    """A device takes what is written and stays a device; a full one is an error of one line."""
    put(Path(os.devnull))
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    full = Path("/dev/full")
    if full.exists():
        with pytest.raises(ExportError, match="the disk is full"):
            put(full)
        assert stat.S_ISCHR(full.stat().st_mode)


def test_faults_of_others_pass(path: Path) -> None:
    """A fault of the system in the block that is none of this file passes as it is."""
    with pytest.raises(FileNotFoundError), atomic_write(path):
        open(path.with_name("none"))  # noqa: SIM115 - it cannot be opened
    assert path.read_bytes() == OLD_BYTES


@pytest.mark.parametrize("durable", [True, False])
def test_durable_waits_for_the_name_too(
    path: Path, monkeypatch: pytest.MonkeyPatch, durable: bool
) -> None:
    """A durable write waits for the file before its move, and for the folder after it."""
    synced: list[tuple[str, bytes]] = []

    def fsync(number: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file"
        synced.append((kind, path.read_bytes()))

    monkeypatch.setattr(os, "fsync", fsync)
    put(path, durable=durable)
    assert synced == ([("file", OLD_BYTES), ("folder", NEW)] if durable else [])


def test_a_folder_that_cannot_be_made(path: Path) -> None:
    """A folder is made with those above it, once; below a file it is an error of one line."""
    for _ in range(2):
        make_folder(path.parent / "a" / "b")
    assert (path.parent / "a" / "b").is_dir()
    with pytest.raises(CoachError) as caught:
        make_folder(path / "a")
    assert str(caught.value) == f"The folder {path / 'a'} cannot be made: not a directory."


KILLED = """
import os
from voice_coach.atomic import temporary_folder
with temporary_folder() as folder:
    (folder / "encoded").write_bytes(b"half")
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(temp: Path) -> set[str]:
    """The names of what is there."""
    return set(os.listdir(temp))


def aged(path: Path, seconds: float) -> None:
    """Let a folder, and what is in it, have been written so long ago."""
    then = path.stat().st_mtime - seconds
    for each in [*path.iterdir(), path]:
        os.utime(each, (then, then))


def test_it_goes_after_a_fault_too(temp: Path) -> None:
    """The folder is there and empty while it is used, and gone afterwards whatever happened."""
    with temporary_folder() as folder:
        assert left(folder) == set()
        (folder / "encoded").write_bytes(b"half")
    assert left(temp) == set()
    with pytest.raises(FileNotFoundError), temporary_folder() as folder:
        (folder / "missing").read_bytes()
    assert left(temp) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed so there")
def test_what_a_killed_command_left_goes_after_a_day(temp: Path) -> None:
    """A folder stays for a day after its command was killed; the next one then takes it away."""
    environment = {**os.environ, "TMPDIR": str(temp)}
    assert subprocess.run([sys.executable, "-c", KILLED], env=environment).returncode == -9
    (orphan,) = temp.iterdir()
    aged(orphan, OLD - 60)
    with temporary_folder():
        assert orphan.exists()
    aged(orphan, OLD + 60)
    with temporary_folder():
        assert not orphan.exists()


def test_nothing_else_is_touched(temp: Path) -> None:
    """Old folders of other names, files, links, and a folder still written to all stay."""
    with temporary_folder() as used:
        other, link = temp / "voice-coach-notes", temp / f"{used.name[:-5]}x.part"
        other.mkdir()
        link.symlink_to(other)
        written = used / "encoded"
        written.write_bytes(b"half")
        for path in (other, used):
            aged(path, 2 * OLD)
        written.touch()
        with temporary_folder():
            assert written.exists()
        assert {other.name, link.name} <= left(temp)


def test_a_signal_as_it_is_made_leaves_nothing(temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What interrupts the making of a folder finds it to be removed."""
    make = Path.mkdir

    def interrupted(folder: Path, mode: int) -> None:
        make(folder, mode)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt), temporary_folder():
        pass
    assert left(temp) == set()
