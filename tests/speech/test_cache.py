"""The cache of takes: whatever happens to it, what is heard stays the same."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from export.disks import bound, disk, parts
from export.test_export_command import age
from rig.command import Coach
from rig.server import until

from voice_coach.speech.cache import TakeCache, default_folder, prune, size
from voice_coach.speech.take import Take, Utterance

pytestmark = pytest.mark.slow

SHORT = Path(__file__).parents[1] / "data" / "short.yaml"
WORDS = Utterance(("Open your hand.",), "en-us+f5", 116)
TAKE = Take(22_050, bytes(range(256)) * 40)
HEADER = 22
EXPORT = ("export", SHORT, "--voice", "en-us+f5", "--preamble", "short", "-o")


@pytest.fixture
def cache(tmp_path: Path) -> TakeCache:
    """A cache that holds one take."""
    found = TakeCache(tmp_path / "takes", lambda: "engine 1")
    assert found.put(WORDS, TAKE)
    return found


def entry(cache: TakeCache) -> Path:
    """The only file of the cache."""
    (path,) = (path for path in cache.folder.rglob("*") if path.is_file())
    return path


def test_kept_take_comes_back(cache: TakeCache) -> None:
    """A take that was kept is the same afterwards, and its length is known without reading it."""
    assert cache.get(WORDS) == TAKE
    assert cache.frames(WORDS) == TAKE.frames
    assert entry(cache).stat().st_size == HEADER + len(TAKE.pcm)


@pytest.mark.parametrize(
    "other",
    [
        Utterance(("Open your hands.",), "en-us+f5", 116),
        Utterance(("Open your hand.",), "en-us+f4", 116),
        Utterance(("Open your hand.",), "en-us+f5", 117),
        Utterance(("Open your hand.",), "en-us+f5", 116, 0.4),
        Utterance(("Open", "your hand."), "en-us+f5", 116),
    ],
)
def test_other_words_voice_rate_or_pause_is_another_take(
    cache: TakeCache, other: Utterance
) -> None:
    """A take is found for just the sentences, voice, rate and pause that it was made for."""
    assert cache.get(other) is None
    assert cache.frames(other) is None


def test_another_engine_is_another_voice(cache: TakeCache) -> None:
    """A new version of the engine speaks everything anew."""
    assert TakeCache(cache.folder, lambda: "engine 2").get(WORDS) is None


@pytest.mark.parametrize("size", [0, 1, 5, 6, 14, HEADER - 1, HEADER, HEADER + 1, HEADER + 10_239])
def test_truncated_entry_is_missing(cache: TakeCache, size: int) -> None:
    """An entry cut off anywhere, even to nothing, counts as missing, for its length too."""
    os.truncate(entry(cache), size)
    assert cache.get(WORDS) is None
    assert cache.frames(WORDS) is None


def test_longer_entry_is_missing(cache: TakeCache) -> None:
    """An entry with a byte too many counts as missing."""
    with entry(cache).open("ab") as file:
        file.write(b"\0")
    assert cache.get(WORDS) is None
    assert cache.frames(WORDS) is None


def test_flipped_bit_is_found(cache: TakeCache) -> None:
    """One flipped bit anywhere makes an entry count as missing; its length is never a wrong one."""
    path = entry(cache)
    whole = path.read_bytes()
    for at in (*range(HEADER), HEADER + 1, HEADER + 5_000, HEADER + 10_239):
        for bit in (0, 7):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
            assert cache.get(WORDS) is None, (at, bit)
            assert cache.frames(WORDS) in (None, TAKE.frames), (at, bit)


@pytest.mark.parametrize("rate", [0, 1, 11_025, 48_000, 0xFFFF_FFFF])
def test_wrong_rate_is_missing(cache: TakeCache, rate: int) -> None:
    """An entry whose rate was written over counts as missing, for its length too."""
    data = entry(cache).read_bytes()
    entry(cache).write_bytes(data[:6] + rate.to_bytes(4, "little") + data[10:])
    assert cache.get(WORDS) is None
    assert cache.frames(WORDS) is None


def test_entry_of_before_is_missing(cache: TakeCache) -> None:
    """An entry in an older form counts as missing."""
    data = entry(cache).read_bytes()
    entry(cache).write_bytes(b"coach\x02" + data[6:])
    assert cache.get(WORDS) is None


@pytest.mark.parametrize("where", ["entry", "folder"])
def test_folder_or_file_in_the_way(
    cache: TakeCache, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder where an entry should be, or a file where the folder should be, warns just once."""
    path = entry(cache) if where == "entry" else cache.folder
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.mkdir() if where == "entry" else path.touch()
    assert cache.get(WORDS) is None
    assert cache.frames(WORDS) is None
    assert not cache.put(WORDS, TAKE)
    assert not cache.put(WORDS, TAKE)
    errors = capsys.readouterr().err
    assert errors.startswith("coach: speech is not kept for next time: ")
    assert errors.count("\n") == 1


def test_default_folder_is_the_cache_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Takes lie in the user's cache folder."""
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert default_folder() == tmp_path / "voice-coach" / "takes"
    assert default_folder().name == "takes"


WRITER = """
import sys
from pathlib import Path
from voice_coach.speech.cache import TakeCache
from voice_coach.speech.take import Take, Utterance
cache = TakeCache(Path(sys.argv[1]), lambda: "engine 1")
words = Utterance(("Open your hand.",), "en-us+f5", 116)
for turn in range(400):
    assert cache.put(words, Take(22_050, bytes([turn % 250 + 1]) * (20_000 + turn % 7 * 2)))
"""


def test_reader_never_sees_a_torn_take(cache: TakeCache) -> None:
    """While two processes write an entry over and over, each read gives a whole take."""
    command = [sys.executable, "-c", WRITER, str(cache.folder)]
    writers = [subprocess.Popen(command) for _ in range(2)]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        take, length = cache.get(WORDS), cache.frames(WORDS)
        assert take
        assert length
        assert take == TAKE or len(set(take.pcm)) == 1
        seen.add(take.pcm)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(seen) > 2
    assert parts(cache.folder) == []


# The whole command.


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the cache and the export of a run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("reference")
    done = Coach(folder, {"XDG_CACHE_HOME": str(folder / "cache")})(*EXPORT, "good.wav")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture
def own(coach: Coach, reference: Path, tmp_path: Path) -> Coach:
    """The command with a copy of that cache for itself."""
    shutil.copytree(reference / "cache", tmp_path / "cache")
    return Coach(coach.folder, {**coach.env, "XDG_CACHE_HOME": str(tmp_path / "cache")})


def entries(folder: Path) -> list[Path]:
    """The entries of a cache."""
    return sorted(folder.rglob("*.take"))


def good(
    own: Coach, reference: Path, warnings: int = 0, env: Mapping[str, str] | None = None
) -> None:
    """An export succeeds, equals the reference, and warns so many times."""
    done = own(*EXPORT, "again.wav", env=env or {})
    assert done.returncode == 0
    assert done.stderr.count("\n") == warnings, done.stderr
    assert done.stderr.count("speech is not kept") == warnings
    assert (own.folder / "again.wav").read_bytes() == (reference / "good.wav").read_bytes()


@pytest.fixture
def no_engine(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing can be spoken anew."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "pyttsx3.py").write_text("raise ImportError")
    return {"PYTHONPATH": str(folder)}


def test_empty_and_full_cache_make_the_same_file(
    own: Coach, reference: Path, tmp_path: Path, no_engine: dict[str, str]
) -> None:
    """An export from a full cache, without any engine, equals one that spoke everything."""
    good(own, reference, env=no_engine)
    shutil.rmtree(tmp_path / "cache")
    good(own, reference)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "flipped in the head": lambda data: data[:7] + bytes([data[7] ^ 64]) + data[8:],
    "flipped in the samples": lambda data: data[:999] + bytes([data[999] ^ 1]) + data[1000:],
    "wrong rate": lambda data: data[:6] + (16_000).to_bytes(4, "little") + data[10:],
    "zeros": lambda data: bytes(len(data)),
    "another's": lambda data: b"RIFF" + data,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_entries_are_spoken_again(
    own: Coach, reference: Path, tmp_path: Path, no_engine: dict[str, str], damage: str
) -> None:
    """With every entry damaged the export is the same, and the cache is whole afterwards."""
    found = entries(tmp_path / "cache")
    assert len(found) > 8
    for path in found:
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    good(own, reference)
    good(own, reference, env=no_engine)


def test_folders_for_entries(own: Coach, reference: Path, tmp_path: Path) -> None:
    """With a folder in the place of every entry the export is the same, with one warning."""
    for path in entries(tmp_path / "cache"):
        path.unlink()
        path.mkdir()
    good(own, reference, warnings=1)


def test_unreadable_entries(
    own: Coach, reference: Path, tmp_path: Path, no_engine: dict[str, str]
) -> None:
    """Entries that may not be read are spoken again and replaced."""
    for path in entries(tmp_path / "cache"):
        path.chmod(0)
    assert bound(own, *EXPORT, "again.wav").returncode == 0
    good(own, reference, env=no_engine)


@pytest.mark.parametrize("mode", [0o000, 0o555])
def test_cache_without_rights(own: Coach, reference: Path, tmp_path: Path, mode: int) -> None:
    """A cache that may not be entered or written gives the same export, with one warning."""
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").mkdir(mode)
    done = bound(own, *EXPORT, "again.wav")
    (tmp_path / "cache").chmod(0o700)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "speech is not kept" in done.stderr
    assert (own.folder / "again.wav").read_bytes() == (reference / "good.wav").read_bytes()


def test_cache_that_can_not_be(own: Coach, reference: Path, tmp_path: Path) -> None:
    """With a file where the cache should be the export is the same, with one warning."""
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").touch()
    good(own, reference, warnings=1)


def test_read_only_disk(own: Coach, reference: Path, tmp_path: Path) -> None:
    """With a read-only cache the export is the same, with one warning."""
    shutil.rmtree(tmp_path / "cache")
    with disk(tmp_path / "cache", "1m", "ro"):
        good(own, reference, warnings=1)


@pytest.mark.parametrize("size", ["4k", "300k"])
def test_full_disk(own: Coach, reference: Path, tmp_path: Path, size: str) -> None:
    """With no space, or space for a few takes, the export is the same, with one warning.

    What was kept is whole, and no temporary file stays.
    """
    shutil.rmtree(tmp_path / "cache")
    with disk(tmp_path / "cache", size) as full:
        good(own, reference, warnings=1)
        assert parts(full) == []
        kept = entries(full)
        assert bool(kept) == (size == "300k")
        for path in kept:
            other = reference / "cache" / path.relative_to(full)
            assert path.read_bytes() == other.read_bytes()
        good(own, reference, warnings=1)


def test_several_processes_on_one_cache(own: Coach, reference: Path, tmp_path: Path) -> None:
    """Three exports that start on one empty cache are all the same, and leave it whole."""
    shutil.rmtree(tmp_path / "cache")
    running = [own.start(*EXPORT, f"{number}.wav") for number in range(3)]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0, 0, 0]
    made = {(own.folder / f"{number}.wav").read_bytes() for number in range(3)}
    assert made == {(reference / "good.wav").read_bytes()}
    assert parts(tmp_path / "cache") == []
    assert [path.read_bytes() for path in entries(tmp_path / "cache")] == [
        path.read_bytes() for path in entries(reference / "cache")
    ]


def test_temporary_files_go_by_age(own: Coach, reference: Path, tmp_path: Path) -> None:
    """What a killed process left in the cache is gone a day later; others' work stays."""
    for path in entries(tmp_path / "cache"):
        part = path.with_name(f".coach-{path.stem[:16]}.part")
        part.write_bytes(b"half")
        age([part])
        path.unlink()
    working = path.with_name(".coach-0123456789abcdef.part")
    working.write_bytes(b"half")
    good(own, reference)
    assert parts(tmp_path / "cache") == [working]


def test_kill_9_while_takes_are_kept(own: Coach, reference: Path, tmp_path: Path) -> None:
    """A coach that is killed while it fills the cache leaves whole entries, and the next goes on.

    What it was writing just then may stay, and goes by age.
    """
    shutil.rmtree(tmp_path / "cache")
    process = own.start(*EXPORT, "killed.wav")
    until(lambda: bool(entries(tmp_path / "cache")))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    good(own, reference)
    assert len(parts(tmp_path / "cache")) <= 1
    age(parts(tmp_path / "cache"))
    for path in entries(tmp_path / "cache"):
        path.unlink()
    good(own, reference)
    assert parts(tmp_path / "cache") == []


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    """Over the limit, takes go in the order of their last use; a take that was read stays."""
    cache = TakeCache(tmp_path, lambda: "engine")
    wanted = [Utterance((f"Take {number}.",), "x", 1) for number in range(5)]
    for number, utterance in enumerate(wanted):
        cache.put(utterance, Take(22_050, bytes(1000)))
        os.utime(cache._path(utterance), (number, number))
    cache.get(wanted[0])
    count, total = size(tmp_path)
    assert (count, prune(tmp_path, total // count * 2 + 1)) == (5, 3)
    assert [utterance for utterance in wanted if cache.get(utterance)] == [wanted[0], wanted[4]]


@pytest.mark.parametrize(("processes", "each"), [(1, 400), (10, 40), (100, 4)])
def test_the_cache_stays_within_its_limit(tmp_path: Path, processes: int, each: int) -> None:
    """However many processes add to it, it grows past its limit by what one adds between looks."""
    limit, take = 20_000, Take(22_050, bytes(978))
    for process in range(processes):
        cache = TakeCache(tmp_path, lambda: "engine", limit)
        for number in range(each):
            assert cache.put(Utterance((f"{process}.{number}",), "x", 1), take)
    assert size(tmp_path)[1] <= limit + min(each, 64) * 1000


def test_a_take_that_goes_meanwhile_is_no_fault(tmp_path: Path) -> None:
    """Two processes may prune one folder: what the other removed is not missed."""
    cache = TakeCache(tmp_path, lambda: "engine")
    cache.put(Utterance(("One.",), "x", 1), Take(22_050, bytes(1000)))
    for path in tmp_path.glob("*/*.take"):
        path.unlink()
        path.symlink_to(tmp_path / "gone")
    assert prune(tmp_path, 0) == 0
    assert size(tmp_path) == (0, 0)


def test_a_folder_that_goes_meanwhile_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may clear the cache while it is looked through."""
    cache, look = TakeCache(tmp_path, lambda: "engine"), os.scandir
    cache.put(Utterance(("One.",), "x", 1), Take(22_050, bytes(1000)))
    (taken,) = tmp_path.iterdir()

    def cleared(path: Any) -> Any:
        if str(path) == str(taken):
            shutil.rmtree(taken)
        return look(path)

    monkeypatch.setattr(os, "scandir", cleared)
    assert size(tmp_path) == (0, 0)
    assert not taken.exists()
