"""What a folder shows of itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice_coach.serve.folder import Folder, never_changes, type_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A site in the middle of what nobody else shall see."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret")
    root = outside / "site"
    (root / "deep").mkdir(parents=True)
    (root / ".git").mkdir()
    for name in ("index.html", "deep/index.html", "deep/a b.mp3", ".hidden", ".git/config"):
        (root / name).write_text(name)
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "up").symlink_to(outside)
    (root / "in.html").symlink_to(root / "index.html")
    os.mkfifo(root / "pipe")
    (outside / "site-other").mkdir()
    (outside / "site-other" / "x.txt").write_text("neighbour")
    return Folder(root)


@pytest.mark.parametrize(
    ("address", "name"),
    [("/", "index.html"), ("/index.html", "index.html"), ("/deep/", "deep/index.html"),
     ("/deep", "deep/index.html"), ("/deep/a%20b.mp3", "deep/a b.mp3"), ("/in.html", "index.html")],
)  # fmt: skip
def test_what_is_there(folder: Folder, address: str, name: str) -> None:
    """Files are found by their address, folders by their index."""
    assert folder.find(address) == folder.path.resolve() / name


@pytest.mark.parametrize(
    "address",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/deep/../../secret.txt", "/out.txt",
     "/up/secret.txt", "/up/", "/.hidden", "/.git/config", "/pipe", "/no", "/index.html/", "/index.html%00",
     "/%ff", "/deep\\index.html", "/C:/x", "//index.html//x", "/../site-other/x.txt", "/index.html\n",
     "/" + "a" * 5000, "/" + "a/" * 3000],
)  # fmt: skip
def test_what_is_not(folder: Folder, address: str) -> None:
    """Nothing outside, nothing hidden, nothing that is no file, whatever the spelling."""
    assert folder.find(address) is None


ODD = ["..", ".", "", "deep", "up", "%2e%2e", "%2f", "\\", "secret.txt", "index.html", "%00", "~",
       "site-other", "x.txt", "..;"]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(parts=st.lists(st.sampled_from(ODD), max_size=8))
def test_never_outside(folder: Folder, parts: list[str]) -> None:
    """Whatever is asked for, what is found lies in the folder."""
    found = folder.find("/" + "/".join(parts))
    assert found is None or found.is_relative_to(folder.path.resolve())


def test_types() -> None:
    """Types are those that browsers insist on; only names with a digest are for ever."""
    assert type_of(Path("a.js")) == "text/javascript; charset=utf-8"
    assert type_of(Path("a.VTT")) == "text/vtt; charset=utf-8"
    assert type_of(Path("a.mp3")) == "audio/mpeg"
    assert never_changes(Path("jaw.standard.0123456789ab.mp3"))
    assert not never_changes(Path("worker.js"))
