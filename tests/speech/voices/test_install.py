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

import pytest
from msgspec.structs import replace
from speech.voices.serving import Server, serving

from voice_coach.errors import CoachError
from voice_coach.speech.voices.catalogue import installed, model_of, remove, voices_folder
from voice_coach.speech.voices.install import install

DATA = random.Random(1).randbytes(300_000)
HALF = len(DATA) // 2


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
    """What is told where installing fails."""
    with pytest.raises(CoachError) as caught:
        install(server.entry(), **options)
    assert caught.value.exit_code == 1
    return str(caught.value)


def test_a_voice_is_installed(server: Server, place: Path) -> None:
    """Its file comes, how far it is is told, and the voice is known until it is removed."""
    told: list[tuple[int, int]] = []
    install(server.entry(), told=lambda done, of: told.append((done, of)))
    assert installed("tone") == {"vera": server.entry()}
    assert (installed("hibari"), model_of(server.entry()).read_bytes()) == ({}, DATA)
    assert left(place) == ["manifest.json", "vera.onnx"]
    assert told[-1] == (len(DATA), len(DATA))
    remove("vera")
    assert (installed(), left(place)) == ({}, [])


def test_what_is_there_is_not_fetched_again(server: Server) -> None:
    """Installed twice it is fetched once, and once more where its file was damaged."""
    install(server.entry())
    install(server.entry())
    assert len(server.asked) == 1
    model_of(server.entry()).write_bytes(b"\0" * len(DATA))
    install(server.entry())
    assert model_of(server.entry()).read_bytes() == DATA


@pytest.mark.parametrize(
    ("manner", "sentence"),
    [
        ("lies", "127.0.0.1 offers 300,001 bytes as vera.onnx, which has 300,000."),
        ("is too long", "127.0.0.1 offers more bytes as vera.onnx, which has 300,000."),
        ("is another", "vera.onnx is not the file of the catalogue: it has the SHA-256 "),
        ("404", "127.0.0.1 does not give vera.onnx: 404 Not Found."),
        ("403", "127.0.0.1 does not give vera.onnx: 403 Forbidden."),
    ],
)
def test_a_file_that_is_not_the_right_one(
    server: Server, place: Path, manner: str, sentence: str
) -> None:
    """Another size, another sum or none at all: one sentence, and nothing is left."""
    server.manner = manner
    told = fault(server)
    assert told.startswith(sentence)
    assert told.endswith(" Nothing is installed.")
    assert "\n" not in told
    assert (installed(), place.exists()) == ({}, False)


@pytest.mark.parametrize("manner", ["breaks", "breaks without a length"])
def test_a_broken_line_is_taken_up(server: Server, place: Path, manner: str) -> None:
    """What came is kept but is no voice; the next download brings the rest of the same file."""
    server.manner = manner
    told = fault(server)
    assert told.startswith("The line to 127.0.0.1 broke: ")
    assert told.endswith(" Call it again to go on.")
    assert (installed(), left(place)) == ({}, ["vera.onnx.part", "vera.onnx.part.tag"])
    server.manner = "whole"
    install(server.entry())
    assert server.asked == [("", ""), (f"bytes={HALF}-", '"one"')]
    assert left(place) == ["manifest.json", "vera.onnx"]


def test_a_line_that_stalls(server: Server, place: Path) -> None:
    """Where nothing comes any more it is not waited for; what came is kept."""
    server.manner = "stalls"
    assert fault(server, stall=0.2).startswith("The line to 127.0.0.1 broke: nothing came")
    assert (place / "vera" / "vera.onnx.part").stat().st_size == HALF


def begun(server: Server) -> None:
    """Leave half a file behind, as a broken line does."""
    server.manner = "breaks"
    fault(server)
    server.manner = "whole"


def test_a_file_that_changed_meanwhile(server: Server) -> None:
    """Half of one file and half of another are not joined: it comes anew as a whole."""
    begun(server)
    part = voices_folder() / "vera" / "vera.onnx.part"
    part.write_bytes(b"\0" * HALF)
    server.tag = '"two"'
    install(server.entry())
    assert model_of(server.entry()).read_bytes() == DATA


def test_a_server_without_ranges(server: Server) -> None:
    """One that always sends the whole file is heard from the beginning."""
    begun(server)
    server.manner = "knows no ranges"
    install(server.entry())
    assert model_of(server.entry()).read_bytes() == DATA


def test_a_server_that_has_no_such_range(server: Server, place: Path) -> None:
    """A beginning that the server knows nothing of is thrown away."""
    begun(server)
    server.manner = "416"
    assert "416" in fault(server)
    assert [wanted for wanted, _ in server.asked] == ["", f"bytes={HALF}-", ""]
    assert left(place) == []


def test_a_server_that_gives_another_part(server: Server, place: Path) -> None:
    """Bytes from another place of the file are not put where they do not belong."""
    begun(server)
    server.manner = "gives another part"
    assert "another part of it than was asked for" in fault(server)
    assert left(place) == []


def test_a_server_that_is_busy(server: Server, place: Path) -> None:
    """One that could give the file another time costs nothing of what is there."""
    begun(server)
    server.manner = "503"
    assert fault(server).startswith("127.0.0.1 can not be reached: it answers 503.")
    assert left(place) == ["vera.onnx.part", "vera.onnx.part.tag"]


def test_no_network(server: Server, place: Path) -> None:
    """Nobody at the address, or no such address: one sentence tells of the way around."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        server.address = f"http://127.0.0.1:{closed.getsockname()[1]}/vera.onnx"
        told = fault(server)
    assert told.startswith("127.0.0.1 can not be reached: connection refused.")
    assert "--from FOLDER" in told
    server.address = "http://nowhere.invalid/vera.onnx"
    assert fault(server).startswith("nowhere.invalid can not be reached: ")
    assert not place.exists()


def test_a_disk_without_space(server: Server, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is too little space nothing is even asked for."""
    usage = shutil.disk_usage(Path.cwd())._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert fault(server).startswith("vera needs 1.3 MB, and ")
    assert (server.asked, place.exists()) == ([], False)


def test_a_disk_that_fills_up(server: Server, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk turns out to be full nothing is left on it."""

    def refuse(number: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    assert "can not be written: the disk is full. Nothing is installed." in fault(server)
    assert not place.exists()


def test_files_that_were_carried(server: Server, tmp_path: Path) -> None:
    """From a folder no server is asked; what the folder lacks is told in full."""
    (tmp_path / "stick").mkdir()
    told = fault(server, carried=tmp_path / "stick")
    assert all(part in told for part in ("vera.onnx", "300,000 bytes", server.address))
    assert server.entry().files[0].sha256 in told
    (tmp_path / "stick" / "vera.onnx").write_bytes(DATA)
    install(server.entry(), carried=tmp_path / "stick")
    assert (list(installed()), server.asked) == (["vera"], [])


@pytest.mark.parametrize("carried", [DATA[:-1], DATA + b"x", DATA[:-1] + b"\0"])
def test_carried_files_are_checked_as_well(
    server: Server, place: Path, tmp_path: Path, carried: bytes
) -> None:
    """A carried file of another size or sum is refused, and stays where it was."""
    (tmp_path / "vera.onnx").write_bytes(carried)
    assert "is not the file of the catalogue" in fault(server, carried=tmp_path)
    assert ((tmp_path / "vera.onnx").exists(), place.exists()) == (True, False)


def test_a_voice_that_does_not_speak(server: Server, place: Path) -> None:
    """The right file counts for nothing where no speech comes of it."""
    with pytest.raises(CoachError, match="vera does not speak, and is not kept: ") as caught:
        install(server.entry(engine="hibari"))
    assert caught.value.exit_code == 1
    assert not place.exists()


def test_an_engine_that_is_not_known(server: Server, place: Path) -> None:
    """A voice for an engine that is not here is refused before anything is fetched."""
    with pytest.raises(CoachError, match="needs the engine organ"):
        install(server.entry(engine="organ"))
    assert (server.asked, place.exists()) == ([], False)


def test_half_a_voice_is_none(server: Server, place: Path) -> None:
    """Without its manifest, with another's, or with a shorter file, a folder holds no voice."""
    install(server.entry())
    manifest = place / "vera" / "manifest.json"
    for content in (b"", b"{", manifest.read_bytes().replace(b'"vera"', b'"other"')):
        manifest.write_bytes(content)
        assert installed() == {}
    install(server.entry())
    assert list(installed()) == ["vera"]
    model_of(server.entry()).write_bytes(DATA[1:])
    assert installed() == {}


def test_a_long_name_is_not_removed_by_chance() -> None:
    """What was never installed is not removed, whatever its name leads to."""
    with pytest.raises(CoachError, match="was not installed"):
        remove("../scripts")


def test_a_changed_entry_is_another_voice(server: Server) -> None:
    """A new file of the same name is fetched."""
    install(server.entry())
    server.data = DATA[::-1]
    install(replace(server.entry(), about="anew"))
    assert model_of(server.entry()).read_bytes() == DATA[::-1]
