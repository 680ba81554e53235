"""What a folder of exports was made of: keys of content, and the list of its files."""

import os
import shutil
from pathlib import Path

from voice_coach.export.manifest import Manifest, content_key


def test_the_key_is_of_content(tmp_path: Path) -> None:
    """A key changes with settings and bytes, and not with where the files lie."""
    (tmp_path / "a").write_bytes(b"x")
    shutil.copy(tmp_path / "a", tmp_path / "b")
    (tmp_path / "c").write_bytes(b"y")
    a, b, c = (tmp_path / name for name in "abc")
    assert content_key(1, [a]) == content_key(1, [b])
    assert len({content_key(1, [a]), content_key(2, [a]), content_key(1, [c])}) == 3
    assert content_key(1, [a, c]) != content_key(1, [c, a])


def test_a_manifest_knows_its_files(tmp_path: Path) -> None:
    """A file is as it would be made now if key and size are those noted; others are not."""
    path = tmp_path / "x.mp3"
    path.write_bytes(b"123")
    Manifest(tmp_path).add([path], "key")
    assert Manifest(tmp_path).holds(path, "key")
    assert not Manifest(tmp_path).holds(path, "other")
    path.write_bytes(b"1234")
    assert not Manifest(tmp_path).holds(path, "key")


def test_a_replaced_file_of_the_same_size_is_not_the_old_one(tmp_path: Path) -> None:
    """A file that another command replaced is not taken for ours, however long it is."""
    path = tmp_path / "x.wav"
    path.write_bytes(b"123")
    Manifest(tmp_path).add([path], "key")
    path.unlink()
    path.write_bytes(b"456")
    os.utime(path, ns=(1, 1))
    assert not Manifest(tmp_path).holds(path, "key")


def test_a_copied_folder_is_still_current(tmp_path: Path) -> None:
    """The same bytes with another time are the same file."""
    path = tmp_path / "x.wav"
    path.write_bytes(b"123")
    Manifest(tmp_path).add([path], "key")
    os.utime(path, ns=(1, 1))
    assert Manifest(tmp_path).holds(path, "key")


def test_a_file_that_is_being_rewritten_has_no_entry(tmp_path: Path) -> None:
    """What is about to be rewritten is unknown on disk until it is added again."""
    path = tmp_path / "x.wav"
    path.write_bytes(b"123")
    manifest = Manifest(tmp_path)
    manifest.add([path], "key")
    manifest.forget([path])
    assert not Manifest(tmp_path).holds(path, "key")
