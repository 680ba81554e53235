"""Files that are whole or not there."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest
from export.disks import parts

from voice_coach.atomic import atomic_write
from voice_coach.errors import ExportError, UsageError

OLD, NEW = b"old", b"new and longer"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that exists."""
    found = tmp_path / "file.wav"
    found.write_bytes(OLD)
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
        assert path.read_bytes() == OLD
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
    assert path.read_bytes() == OLD
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
def test_faults_of_the_disk_are_told(path: Path, number: int, told: str) -> None:
    """A fault of the disk is one line that names the file, the reason and the remedy."""
    with pytest.raises(ExportError) as caught, atomic_write(path):
        raise OSError(number, os.strerror(number))
    message = str(caught.value)
    assert message.startswith(f"{path} can not be written: ")
    assert told in message
    assert message.count("\n") == 0
    assert path.read_bytes() == OLD
    assert parts(path.parent) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_fault_at_the_end(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A disk that refuses the last step leaves the old file, too."""

    def refuse(*args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(ExportError, match="the disk is full"):
        put(path)
    assert path.read_bytes() == OLD
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
    assert path.read_bytes() == OLD


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


def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_the_dead_left_is_removed(path: Path) -> None:
    """What killed exports to the same name left is removed; what others write or own is not."""
    gone = [path.with_name(f".file.wav.{dead()}.part"), path.with_name(f".file.wav.{10**30}.part")]
    kept = [
        path.with_name(f".file.wav.{os.getppid()}.part"),
        path.with_name(f".other.wav.{dead()}.part"),
        path.with_name(".file.wav.x.part"),
        path.with_name(f"file.wav.{dead()}.part"),
    ]
    for each in gone + kept:
        each.write_bytes(b"half")
    put(path)
    assert sorted(path.parent.iterdir()) == sorted([path, *kept])


def test_two_writers_at_once(path: Path) -> None:
    """Two processes that write to one name do not disturb each other: the last one wins."""
    code = "import sys; from pathlib import Path; from voice_coach.atomic import atomic_write\n"
    code += "with atomic_write(Path(sys.argv[1])) as f: f.write(b'x' * 9); sys.stdin.read()\n"
    command = [sys.executable, "-c", code, path]
    first, second = (subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(2))
    for process in (first, second):
        process.communicate()
        assert process.returncode == 0
    assert path.read_bytes() == b"x" * 9
    assert parts(path.parent) == []
