"""What a folder of exports was made of: keys of content, and the list of its files."""

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
