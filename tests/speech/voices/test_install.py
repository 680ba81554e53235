"""Installing voices, from a real web server on this machine."""

from __future__ import annotations

import errno
import os
import random
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest
from msgspec.structs import replace
from speech.voices.serving import Server, serving

from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.voices import download
from voice_coach.speech.voices.install import install
from voice_coach.speech.voices.offers import (
    installed,
    model_of,
    offers,
    remove,
    voices_folder,
)

DATA = random.Random(1).randbytes(300_000)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of voices: none is installed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return voices_folder()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with the model of the voice vera."""
    with serving(DATA) as found:
        yield found


def left(place: Path) -> list[str]:
    """The names of all files that are there."""
    return sorted(path.name for path in place.rglob("*") if path.is_file())


def fault(server: Server, **options: Any) -> str:
    """The message where installing fails."""
    with pytest.raises(CoachError) as caught:
        install(server.offer(), **options)
    assert caught.value.exit_code == 1
    return str(caught.value)


def test_a_voice_is_installed(server: Server, place: Path) -> None:
    """Its file comes, its progress is reported, and the voice is known until it is removed."""
    steps: list[tuple[int, int]] = []
    install(server.offer(), progress=lambda done, of: steps.append((done, of)))
    assert installed("tone") == {"vera": server.offer()}
    assert (installed("hibari"), model_of(server.offer()).read_bytes()) == ({}, DATA)
    assert left(place) == ["manifest.json", "vera.onnx"]
    assert steps[-1] == (len(DATA), len(DATA))
    remove("vera")
    assert (installed(), left(place)) == ({}, [])


def test_what_is_there_is_not_fetched_again(server: Server) -> None:
    """Installed twice it is fetched once, and once more where its file was damaged."""
    install(server.offer())
    install(server.offer())
    assert server.requests == 1
    model_of(server.offer()).write_bytes(b"\0" * len(DATA))
    install(server.offer())
    assert model_of(server.offer()).read_bytes() == DATA


@pytest.mark.parametrize(
    ("manner", "sentence"),
    [
        ("lies", "127.0.0.1 offers 300,001 bytes as vera.onnx, which has 300,000."),
        ("is too long", "127.0.0.1 offers more bytes as vera.onnx, which has 300,000."),
        ("is another", "vera.onnx is not the file that was offered: it has SHA-256 "),
        ("404", "127.0.0.1 refuses vera.onnx: 404 Not Found."),
        ("403", "127.0.0.1 refuses vera.onnx: 403 Forbidden."),
    ],
)
def test_a_file_that_is_not_the_right_one(
    server: Server, place: Path, manner: str, sentence: str
) -> None:
    """Another size, another sum or none at all: one sentence, and nothing is left."""
    server.manner = manner
    message = fault(server)
    assert message.startswith(sentence)
    assert message.endswith(" Nothing was installed.")
    assert "\n" not in message
    assert (installed(), place.exists()) == ({}, False)


@pytest.mark.parametrize("manner", ["breaks", "breaks without a length", "stalls"])
def test_a_connection_that_breaks(server: Server, place: Path, manner: str) -> None:
    """Nothing of half a file is kept; the next download brings the whole of it."""
    server.manner = manner
    message = fault(server, stall=0.2)
    assert message.startswith("Connection to 127.0.0.1 lost: ")
    assert message.endswith(" Run the command again.")
    assert (installed(), place.exists()) == ({}, False)
    server.manner = "whole"
    install(server.offer())
    assert left(place) == ["manifest.json", "vera.onnx"]


def test_a_connection_that_drips(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never stalls and never ends is given up, however long its file would take."""
    server.manner = "drips"
    monkeypatch.setattr(download, "SLOWEST", 10**9)
    assert "lost: it is too slow." in fault(server, stall=0.3)


def test_a_server_that_is_busy(server: Server, place: Path) -> None:
    """One that could give the file another time is named, with the way around it."""
    server.manner = "503"
    assert fault(server).startswith("127.0.0.1 cannot be reached: it answers 503. Try again later")
    assert not place.exists()


def test_a_voice_that_is_there_outlives_a_failed_update(server: Server) -> None:
    """Where a newer file cannot be had, the installed voice stays as it was."""
    before = server.offer()
    install(before)
    server.data, server.manner = DATA[::-1], "breaks"
    fault(server)
    assert installed() == {"vera": before}
    assert model_of(before).read_bytes() == DATA


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"name":"vera.onnx"', '"name":"%s"'),
        ('"name":"vera.onnx"', '"name":"../../x"'),
        ('"name":"vera.onnx"', '"name":"manifest.json"'),
        ('"name":"vera"', '"name":"../victim"'),
        ('"name":"vera"', '"name":".."'),
        ('"name":"vera"', '"name":"a\\\\b"'),
        ('"address":"http:', '"address":"file:'),
        ('"bytes":300000', '"bytes":-1'),
        ('"bytes":300000', '"bytes":9000000000000'),
    ],
)
def test_a_list_of_others_writes_nowhere_else(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    """Names that are paths, addresses other than HTTP and sizes beyond reason are refused."""
    listed = msgspec.json.encode([server.offer()]).decode()
    assert old in listed
    path = tmp_path / "offers.json"
    path.write_text(listed.replace(old, new.replace("%s", str(tmp_path / "x"))))
    monkeypatch.setenv("VOICE_COACH_CATALOGUE", str(path))
    with pytest.raises(CoachError, match="is not a list of voices"):
        offers()


def test_no_network(server: Server, place: Path) -> None:
    """Nobody at the address, or no such address: one sentence tells of the way around."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        server.address = f"http://127.0.0.1:{closed.getsockname()[1]}/vera.onnx"
        message = fault(server)
    assert message.startswith("127.0.0.1 cannot be reached: connection refused.")
    assert "--from FOLDER" in message
    server.address = "http://nowhere.invalid/vera.onnx"
    assert fault(server).startswith("nowhere.invalid cannot be reached: ")
    assert not place.exists()


def test_a_disk_without_space(server: Server, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is too little space nothing is even asked for."""
    usage = shutil.disk_usage(Path.cwd())._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert fault(server).startswith("vera needs 1.3 MB, but ")
    assert (server.requests, place.exists()) == (0, False)


def test_a_disk_that_fills_up(server: Server, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk turns out to be full nothing is left on it."""

    def refuse(number: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    assert "cannot be written: the disk is full" in fault(server)
    assert not place.exists()


def test_files_that_were_carried(server: Server, tmp_path: Path) -> None:
    """From a folder no server is asked; what the folder lacks is told in full."""
    (tmp_path / "stick").mkdir()
    message = fault(server, carried=tmp_path / "stick")
    assert all(part in message for part in ("vera.onnx", "300,000 bytes", server.address))
    assert server.offer().files[0].sha256 in message
    (tmp_path / "stick" / "vera.onnx").write_bytes(DATA)
    install(server.offer(), carried=tmp_path / "stick")
    assert (list(installed()), server.requests) == (["vera"], 0)


@pytest.mark.parametrize("carried", [DATA[:-1], DATA + b"x", DATA[:-1] + b"\0"])
def test_carried_files_are_checked_as_well(
    server: Server, place: Path, tmp_path: Path, carried: bytes
) -> None:
    """A carried file of another size or sum is refused, and stays where it was."""
    (tmp_path / "vera.onnx").write_bytes(carried)
    assert "is not the file that was offered" in fault(server, carried=tmp_path)
    assert ((tmp_path / "vera.onnx").exists(), place.exists()) == (True, False)


def test_a_voice_that_does_not_speak(server: Server, place: Path) -> None:
    """The right file counts for nothing where no speech comes of it."""
    with pytest.raises(CoachError, match="vera does not speak and was removed: ") as caught:
        install(server.offer(engine="hibari"))
    assert caught.value.exit_code == 1
    assert not place.exists()


def test_an_engine_that_is_not_known(server: Server, place: Path) -> None:
    """A voice for an engine that is not here is refused before anything is fetched."""
    with pytest.raises(CoachError, match="needs the engine organ"):
        install(server.offer(engine="organ"))
    assert (server.requests, place.exists()) == (0, False)


def test_half_a_voice_is_none(server: Server, place: Path) -> None:
    """Without its manifest, with another's, or with a shorter file, a folder holds no voice."""
    install(server.offer())
    manifest = place / "vera" / "manifest.json"
    for content in (b"", b"{", manifest.read_bytes().replace(b'"vera"', b'"other"')):
        manifest.write_bytes(content)
        assert installed() == {}
    install(server.offer())
    assert list(installed()) == ["vera"]
    model_of(server.offer()).write_bytes(DATA[1:])
    assert installed() == {}


def test_a_long_name_is_not_removed_by_chance() -> None:
    """What was never installed is not removed, whatever its name leads to."""
    with pytest.raises(CoachError, match="is not installed"):
        remove("../scripts")


def test_a_changed_entry_is_another_voice(server: Server) -> None:
    """A new file of the same name is fetched."""
    install(server.offer())
    server.data = DATA[::-1]
    install(replace(server.offer(), about="anew"))
    assert model_of(server.offer()).read_bytes() == DATA[::-1]


@pytest.mark.parametrize("name", ["vera.onnx", "manifest.json"])
def test_a_file_of_somebody_else_is_not_replaced(server: Server, place: Path, name: str) -> None:
    """What is in the way and not ours is named before anything is fetched."""
    theirs = place / "vera" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    with pytest.raises(UsageError, match=f"{name}: was not written here"):
        install(server.offer())
    assert (theirs.read_text(), server.requests) == ("mine", 0)


def test_a_file_beside_a_voice_stays(server: Server, place: Path) -> None:
    """Neither a failed download nor a removal takes what somebody put beside a voice."""
    theirs = place / "vera" / "notes.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    server.manner = "breaks"
    fault(server)
    assert left(place) == ["notes.txt"]
    server.manner = "whole"
    install(server.offer())
    remove("vera")
    assert left(place) == ["notes.txt"]
