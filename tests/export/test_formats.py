"""Each format, as other programs read it: length, onsets, level, chapters, tags, cover."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest
from export.decoding import Samples, by_chromium, by_ffmpeg, by_mpv, lag, probe
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from rig.command import BEEPS, Coach
from sound.measuring import true_peak

from voice_coach.export.formats import FORMATS, format_of
from voice_coach.export.recording import Quality, Recording
from voice_coach.export.tags import Tags
from voice_coach.plan.timeline import Chapter, StepMark, chapter_title
from voice_coach.script.terms import Side

pytestmark = [pytest.mark.slow, pytest.mark.first]

SHORT = Path(__file__).parents[1] / "data" / "short.yaml"
TINY = SHORT.with_name("tiny.yaml")
SESSION = (SHORT, "--preamble", "short", "--ending", "none", "--bed", "waves")
RATE = 48_000
LOSSLESS = (".wav", ".flac")
MILLISECOND = RATE // 1000
LANES = ("ffmpeg", "wheels")
"""What encodes: the program ffmpeg alone, or what comes in wheels alone."""
FILES = [(suffix, lane) for suffix in FORMATS for lane in LANES if suffix not in LOSSLESS]
FILES += [(suffix, "wheels") for suffix in LOSSLESS]


@dataclass(frozen=True)
class Made:
    """A file, and what it was made of."""

    path: Path
    known: Samples
    """The samples of the mix."""
    shown: dict[str, Any]

    @property
    def onsets(self) -> list[int]:
        """Where each cue starts, in frames."""
        words = [word for step in self.shown["steps"] for word in step["words"]]
        return [round(word["start"] * RATE) for word in words]

    @property
    def chapters(self) -> list[tuple[float, str]]:
        """Seconds and name of each chapter, from what `coach show` tells."""
        return [
            (
                step["start"],
                chapter_title(
                    StepMark(
                        0, step["title"], step["technique"], step["side"] and Side(step["side"])
                    )
                ),
            )
            for step in self.shown["steps"]
        ]


def lane(name: str, folder: Path) -> dict[str, str]:
    """An environment in which only one of the two encodes."""
    folder.mkdir(exist_ok=True)
    if name == "wheels":
        return {"PATH": str(folder)}
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['av'] = None\n")
    return {"PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def studio(takes: Path, tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """The command, in a folder for the whole module."""
    folder = tmp_path_factory.mktemp("formats")
    return Coach(folder, {"HOME": str(folder / "home"), "XDG_CACHE_HOME": str(takes)})


@pytest.fixture(scope="module")
def known(studio: Coach) -> Samples:
    """The samples of the session's mix."""
    assert studio("export", *SESSION, "-o", "plain.wav").returncode == 0
    return by_ffmpeg(studio.folder / "plain.wav")


@pytest.fixture(scope="module")
def shown(studio: Coach) -> dict[str, Any]:
    """What there is in the session."""
    done = studio("show", SHORT, "--preamble", "short", "--ending", "none", "--json")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module", params=FILES, ids=lambda pair: "-".join(pair))
def made(
    request: pytest.FixtureRequest, studio: Coach, known: Samples, shown: dict[str, Any]
) -> Made:
    """A session with a bed in one format, by one lane."""
    suffix, name = request.param
    if suffix in (".m4a", ".m4b") and name == "wheels":
        pytest.importorskip("av")
    path = studio.folder / f"{name}{suffix}"
    env = lane(name, studio.folder / f"lane-{name}")
    done = studio("export", *SESSION, "-o", path, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    return Made(path, known, shown)


def test_length_and_onsets(made: Made) -> None:
    """Decoded by ffmpeg, a file is as long as the session and each cue stands within 1 ms."""
    decoded, known = by_ffmpeg(made.path), made.known
    more = len(decoded) - len(known)
    assert 0 <= more < 1024  # AAC has whole frames; its length is told besides
    assert float(probe(made.path)["format"]["duration"]) == pytest.approx(
        len(known) / RATE, abs=0.05
    )
    lags = [lag(decoded[:, 0], known[:, 0], onset) for onset in made.onsets]
    assert len(lags) >= 8
    assert max(map(abs, lags)) <= MILLISECOND
    if made.path.suffix in LOSSLESS:
        assert np.array_equal(decoded, known)


def test_length_and_onsets_in_a_browser(made: Made) -> None:
    """The same holds for what Chromium decodes, to the frame."""
    decoded, known = by_chromium(made.path), made.known[:, 0]
    assert len(decoded) == len(known)
    assert max(abs(lag(decoded, known, onset)) for onset in made.onsets) <= MILLISECOND


def test_true_peak(made: Made) -> None:
    """What a file decodes to swings to -1 dB of full scale at most, between the samples too."""
    assert true_peak(by_ffmpeg(made.path), 8) <= -1


def test_chapters(made: Made) -> None:
    """FFmpeg and mpv find each step as a chapter, by technique, side and title, within 1 ms."""
    found = probe(made.path)["chapters"]
    times = [float(chapter["start_time"]) for chapter in found]
    assert [chapter["tags"]["title"] for chapter in found] == [name for _, name in made.chapters]
    assert times == pytest.approx([start for start, _ in made.chapters], abs=0.001)
    ends = [float(chapter["end_time"]) for chapter in found]
    assert ends == pytest.approx([*times[1:], made.shown["seconds"]], abs=0.03)
    titles = [title for _, title in by_mpv(made.path)]
    assert titles == [name for _, name in made.chapters]


def test_tags(made: Made) -> None:
    """FFmpeg finds title, artist, album, date and language; the comment has the cautions."""
    found = probe(made.path)
    tags = found["format"].get("tags", {}) | found["streams"][0].get("tags", {})
    tags = {name.lower(): text for name, text in tags.items()}
    assert (tags["title"], tags["artist"], tags["album"]) == (
        "Short",
        "voice-coach",
        "Self-massage",
    )
    assert len(tags["date"]) == 10
    assert tags["language"] in ("en", "eng")
    assert tags["comment"].startswith("Stop at: ")
    assert "not medical treatment" in tags["comment"]


def test_cover(made: Made) -> None:
    """All but WAV have a cover picture, which other programs take for one."""
    pictures = [s for s in probe(made.path)["streams"] if s["disposition"]["attached_pic"]]
    assert len(pictures) == (made.path.suffix != ".wav")
    assert all((picture["width"], picture["height"]) == (640, 640) for picture in pictures)


def test_mutagen_agrees(made: Made) -> None:
    """The library mutagen finds title, chapters and cover where it looks for them."""
    found = mutagen.File(made.path)
    assert found.info.length == pytest.approx(made.shown["seconds"], abs=0.05)
    if isinstance(found, MP4):
        assert [chapter.title for chapter in found.chapters] == [name for _, name in made.chapters]
        assert bytes(found.tags["covr"][0]).startswith(b"\x89PNG")
    elif made.path.suffix == ".mp3":
        tags = ID3(made.path)
        assert tags["CTOC:toc"].child_element_ids == [f"chp{n}" for n in range(len(made.chapters))]
        starts = [tags[f"CHAP:chp{n}"].start_time for n in range(len(made.chapters))]
        assert starts == [round(start * 1000) for start, _ in made.chapters]
        assert tags.version == (2, 3, 0)
    elif made.path.suffix != ".wav":
        assert found.tags["title"] == ["Short"]
        assert found.tags[f"chapter{len(made.chapters):03}name"] == [made.chapters[-1][1]]


def test_a_recording_can_be_made_twice(studio: Coach) -> None:
    """Two exports of a day are the same bytes, also the one that `-o -` writes to standard output.

    Ogg is left out: it draws its stream's number by chance.
    """
    env = {"SOURCE_DATE_EPOCH": "1767225600"}
    for kind in ("mp3", "flac", "m4a", "wav"):
        args = ("export", TINY, *BEEPS, "--format", kind, "-o")
        assert studio(*args, f"same.{kind}", env=env).returncode == 0
        piped = studio(*args, "-", text=False, env=env)
        assert piped.stdout == (studio.folder / f"same.{kind}").read_bytes()
    (date,) = (line for line in shown_tags(studio.folder / "same.wav") if "date" in line.lower())
    assert date.endswith("2026-01-01")


def shown_tags(path: Path) -> list[str]:
    """The tags of a file as ffprobe shows them, a line each."""
    command = ["ffprobe", "-v", "error", "-show_entries", "format_tags", "-of", "default=nk=0"]
    return subprocess.run([*command, path], capture_output=True, text=True).stdout.splitlines()


# Without the command: odd lengths, many chapters, all qualities.


def noise(length: int, channels: int = 2, level: float = 0.1) -> np.ndarray:
    """Noise that does not change from run to run."""
    found = np.random.default_rng(1).normal(0, level * 32767, (length, channels))
    return np.clip(np.rint(found), -32768, 32767).astype(np.int16)


def recording(samples: np.ndarray, **more: Any) -> Recording:
    """A recording of these samples."""
    blocks = iter([samples[at : at + 65_536] for at in range(0, len(samples), 65_536)])
    return Recording(len(samples), blocks, Tags("T"), channels=samples.shape[1], **more)


def write(path: Path, made: Recording) -> list[str]:
    """Write a recording by the end of a name."""
    with path.open("wb") as file:
        return format_of(path).write(made, file)


@pytest.fixture(params=LANES)
def encoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """What encodes, in this process."""
    if request.param == "wheels":
        monkeypatch.setattr("voice_coach.export.encoder.shutil", None)
        monkeypatch.setattr("voice_coach.export.encoder.ffmpeg", lambda name: None)
        monkeypatch.setattr("voice_coach.export.m4a.ffmpeg", lambda name: None)
    else:
        if shutil.which("ffmpeg") is None:
            pytest.skip("ffmpeg is not installed")
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    found: str = request.param
    return found


@pytest.mark.parametrize("suffix", [".mp3", ".opus", ".m4a"])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("quality", Quality)
def test_every_quality(
    tmp_path: Path, encoder: str, suffix: str, channels: int, quality: Quality
) -> None:
    """At every quality, in stereo and mono, length and place are those of the samples."""
    if suffix == ".m4a" and encoder == "wheels":
        pytest.importorskip("av")
    samples = noise(3 * RATE + 123, channels)
    path = tmp_path / f"x{suffix}"
    assert write(path, recording(samples, quality=quality)) == []
    decoded = by_ffmpeg(path, channels)
    assert 0 <= len(decoded) - len(samples) < 1024
    assert abs(lag(decoded[:, 0], samples[:, 0].astype(np.float32), RATE)) <= MILLISECOND
    wanted = format_of(path).bit_rates[quality] * channels / 2
    found = path.stat().st_size * 8 / 1000 / 3
    assert 0.8 * wanted < found < max(wanted * 1.35, 70)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("length", [959, 65_536, 65_537])
def test_odd_lengths(tmp_path: Path, encoder: str, suffix: str, length: int) -> None:
    """A file of any length is read back at that length.

    What older decoders give of AAC ends with its last packet; the file tells where the sound does.
    """
    if suffix in (".m4a", ".m4b") and encoder == "wheels":
        pytest.importorskip("av")
    path = tmp_path / f"x{suffix}"
    write(path, recording(noise(length)))
    more = len(by_ffmpeg(path)) - length
    if suffix in (".m4a", ".m4b"):
        assert probe(path)["streams"][0]["duration_ts"] == length
        assert 0 <= more < 1024
    else:
        assert more == 0


def many(count: int, title: str = "Lower back, left side: hold") -> tuple[Chapter, ...]:
    """Chapters of a tenth of a second."""
    step = RATE // 10
    return tuple(Chapter(n * step, (n + 1) * step, f"{title} {n}") for n in range(count))


@pytest.mark.parametrize("suffix", FORMATS)
def test_300_chapters(tmp_path: Path, encoder: str, suffix: str) -> None:
    """All of 300 chapters are found, with letters of any language, in every format."""
    if suffix in (".m4a", ".m4b") and encoder == "wheels":
        pytest.importorskip("av")
    path = tmp_path / f"x{suffix}"
    chapters = many(300, "Rücken = ; # \\ 背中")
    assert write(path, recording(noise(30 * RATE, level=0.01), chapters=chapters)) == []
    found = probe(path)["chapters"]
    assert [c["tags"]["title"] for c in found] == [c.title for c in chapters]
    times = [float(c["start_time"]) for c in found]
    assert times == pytest.approx([c.start / RATE for c in chapters], abs=0.001)


def test_what_opus_has_no_room_for(tmp_path: Path) -> None:
    """Where chapters and cover do not fit into Opus, the cover goes first; both are told."""
    path = tmp_path / "x.opus"
    cover = noise(8_000).tobytes()
    told = write(path, recording(noise(RATE), chapters=many(300), cover=lambda: cover))
    assert told == ["The cover picture does not fit into Opus beside the chapters."]
    told = write(path, recording(noise(RATE), chapters=many(999, "x" * 200)))
    assert len(told) == 1
    assert "has no room for the last" in told[0]
    assert 200 < len(probe(path)["chapters"]) < 999


def test_no_encoder_for_m4a(studio: Coach, shown: dict[str, Any], tmp_path: Path) -> None:
    """Without PyAV and ffmpeg M4A is refused by one line that tells how to get one."""
    env = lane("ffmpeg", tmp_path / "lane") if shutil.which("ffmpeg") else {}
    env["PATH"] = str(tmp_path)
    done = studio("export", SHORT, "-o", "none.m4a", env=env)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "pip install 'voice-coach[m4a]', or install ffmpeg" in done.stderr.replace("`", "")
    assert not (studio.folder / "none.m4a").exists()


@pytest.mark.parametrize("suffix", [".mp3", ".m4a"])
def test_an_encoder_that_fails(
    studio: Coach, shown: dict[str, Any], tmp_path: Path, suffix: str
) -> None:
    """An encoder that breaks off is one line with its last words; nothing is left."""
    env = lane("ffmpeg", tmp_path / "lane")
    program = tmp_path / "lane" / "ffmpeg"
    program.write_text(
        '#!/bin/sh\ncase "$*" in *-encoders*) echo aac libmp3lame;; '
        "*) echo It is broken. >&2; exit 3;; esac\n"
    )
    program.chmod(0o755)
    env["PATH"] = f"{tmp_path}/lane{os.pathsep}{os.environ['PATH']}"
    done = studio("export", SHORT, "-o", f"none{suffix}", env=env)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "coach: The audio cannot be encoded: It is broken.\n"
    assert not (studio.folder / f"none{suffix}").exists()
