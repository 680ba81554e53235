"""WAV files: read back by others, frame for frame, beyond 4 GiB too."""

import io
import json
import shutil
import subprocess
import wave
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO, cast

import numpy as np
import pytest
import soundfile

from voice_coach.export.recording import Recording
from voice_coach.export.render import BLOCK, counted, mono, render_blocks
from voice_coach.export.tags import Tags
from voice_coach.export.wav import Wav, cue_points, header, information
from voice_coach.plan.timeline import Chapter
from voice_coach.sound.clips import SoundEvent
from voice_coach.sound.files import Pcm
from voice_coach.sound.mixer import Mixer

RATE = 48_000
TAGS = Tags("Tiny")
RIFF_FRAMES = (0xFFFF_FFFF - 36) // 4
"""The most that a plain WAV file can hold."""


class NoClips:
    """Stands in for a mixer that needs no clips."""

    def __init__(self, length: int) -> None:
        self.timeline = SimpleNamespace(length=length)

    def beginning(self, start: int, count: int) -> list[SoundEvent]:
        """Nothing."""
        return []


class Ramp(NoClips):
    """Sample n of the session is n, wrapped around."""

    def pcm(self, start: int, count: int) -> Pcm:
        """Frames from `start`; the right side is negative."""
        values = (np.arange(start, start + count) % 30_000).astype(np.int16)
        return np.stack([values, -values], axis=1)


def ramp(length: int) -> Mixer:
    """It, where a mixer is asked for."""
    return cast(Mixer, Ramp(length))


def recording(length: int, mixer: Mixer | None = None) -> Recording:
    """A recording of a mixer, by itself a ramp."""
    return Recording(length, render_blocks(mixer or ramp(length)), TAGS)


def numbers(data: bytes, *places: tuple[int, int]) -> list[int]:
    """Little-endian numbers at (offset, size)."""
    return [int.from_bytes(data[at : at + size], "little") for at, size in places]


@pytest.mark.parametrize("length", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 77])
def test_every_frame_reads_back(tmp_path: Path, length: int) -> None:
    """What is written is what three readers find: rate, channels, width, and every frame."""
    path = tmp_path / "x.wav"
    with path.open("wb") as file:
        assert Wav().write(recording(length), file) == []
    assert path.stat().st_size == 44 + 4 * length + len(information(TAGS))
    expected = Ramp(length).pcm(0, length)
    with wave.open(str(path)) as file:
        assert file.getparams()[:4] == (2, 2, RATE, length)
        assert file.readframes(length) == expected.tobytes()
    samples, rate = soundfile.read(path, dtype="int16", always_2d=True)
    assert rate == RATE
    assert np.array_equal(samples, expected)
    assert soundfile.info(path).subtype == "PCM_16"


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_agrees(tmp_path: Path) -> None:
    """FFmpeg finds 48 kHz, stereo, 16 bit and the exact length, without a complaint."""
    path = tmp_path / "x.wav"
    with path.open("wb") as file:
        Wav().write(recording(RATE * 3 + 7), file)
    command = ["ffprobe", "-v", "warning", "-show_streams", "-of", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    (stream,) = json.loads(done.stdout)["streams"]
    assert stream["codec_name"] == "pcm_s16le"
    assert (stream["sample_rate"], stream["channels"]) == ("48000", 2)
    assert stream["duration_ts"] == RATE * 3 + 7


def test_blocks_are_the_session_in_order() -> None:
    """The blocks follow one another without a gap, and none is longer than it may be."""
    seen: list[int] = []
    found = list(counted(render_blocks(ramp(2 * BLOCK + 5)), seen.append))
    assert [len(block) for block in found] == seen == [BLOCK, BLOCK, 5]
    assert np.array_equal(np.concatenate(found), Ramp(0).pcm(0, 2 * BLOCK + 5))


@pytest.mark.parametrize("frames", [0, 1, RATE, RIFF_FRAMES - 1, RIFF_FRAMES])
def test_header_up_to_4_gib(frames: int) -> None:
    """Up to 4 GiB the header is plain RIFF, its sizes exact."""
    head = header(frames)
    assert len(head) == 44
    assert (head[:4], head[8:16], head[36:40]) == (b"RIFF", b"WAVEfmt ", b"data")
    assert numbers(head, (4, 4), (40, 4)) == [36 + 4 * frames, 4 * frames]
    assert numbers(head, (20, 2), (22, 2), (24, 4), (28, 4), (32, 2), (34, 2)) == [
        1,
        2,
        RATE,
        4 * RATE,
        4,
        16,
    ]


@pytest.mark.parametrize("frames", [RIFF_FRAMES + 1, 1 << 30, 24 * 3600 * RATE])
def test_header_beyond_4_gib(frames: int) -> None:
    """Beyond 4 GiB it is RF64: the 32-bit sizes are all ones, the 64-bit ones exact."""
    head = header(frames)
    assert len(head) == 80
    assert (head[:4], head[8:16], head[72:76]) == (b"RF64", b"WAVEds64", b"data")
    assert head[4:8] == head[76:80] == b"\xff" * 4
    assert numbers(head, (16, 4), (20, 8), (28, 8), (36, 8), (44, 4)) == [
        28,
        72 + 4 * frames,
        4 * frames,
        frames,
        0,
    ]
    assert head[48:72] == header(0)[12:36]


def test_mono() -> None:
    """One channel is the mean of both, rounded to the nearest."""
    blocks = [np.array([[100, -100], [32767, 32767], [-32768, -32768], [3, 4]], np.int16)]
    (block,) = mono(blocks)
    assert block.dtype == np.int16
    assert block.tolist() == [[0], [32767], [-32768], [4]]


def test_a_mono_file_of_odd_size(tmp_path: Path) -> None:
    """Mono is one channel of 16 bits, and what follows the samples stands at an even place."""
    path = tmp_path / "x.wav"
    blocks = mono(render_blocks(ramp(5)))
    chapters = (Chapter(0, 2, "One"), Chapter(2, 5, "Two"))
    with path.open("wb") as file:
        Wav().write(Recording(5, blocks, TAGS, chapters, channels=1), file)
    with wave.open(str(path)) as file:
        assert file.getparams()[:4] == (1, 2, RATE, 5)
    data = path.read_bytes()
    assert numbers(data, (4, 4)) == [len(data) - 8]
    assert data[44 + 10 :].startswith(b"cue ")


def test_chapters_too_late_to_be_marked() -> None:
    """A mark holds 32 bits: later chapters are left out, and that is told."""
    chapters = tuple(Chapter(at, at + 1, "x") for at in (0, 1 << 32, 1 << 33))
    file = io.BytesIO()
    told = Wav().write(Recording(0, iter(()), TAGS, chapters), file)
    assert told == ["2 chapters begin too late for a WAV file to name them."]
    assert cue_points(chapters[:1]) in file.getvalue()


class Sparse:
    """A file in which zeros take no space on the disk."""

    def __init__(self, file: io.BufferedWriter) -> None:
        self.file = file
        self.zeros = bytes(4 * BLOCK)

    def write(self, data: bytes) -> None:
        """Write, or go on past zeros."""
        if data == self.zeros:
            self.file.seek(len(data), io.SEEK_CUR)
        else:
            self.file.write(data)


class Marked(NoClips):
    """Silence, and a mark of 1000 frames at the end of the session."""

    silence: Pcm = np.zeros((BLOCK, 2), np.int16)

    def pcm(self, start: int, count: int) -> Pcm:
        """Frames from `start`."""
        block: Pcm = self.silence[:count]
        if start + count < self.timeline.length:
            return block
        block = block.copy()
        block[-1000:] = 1234
        return block


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of more than 4 GiB, most of it zeros."""
    path = tmp_path_factory.mktemp("huge") / "huge.wav"
    with path.open("wb") as file:
        length = RIFF_FRAMES + 2_000_000
        mixer = cast(Mixer, Marked(length))
        Wav().write(recording(length, mixer), cast(BinaryIO, Sparse(file)))
    return path


@pytest.mark.slow
def test_more_than_4_gib_reads_back(huge: Path) -> None:
    """The library libsndfile finds every frame past 4 GiB, the last ones as they were written."""
    length = RIFF_FRAMES + 2_000_000
    assert huge.stat().st_size == 80 + 4 * length + len(information(TAGS)) > 1 << 32
    info = soundfile.info(huge)
    assert (info.frames, info.samplerate, info.channels) == (length, RATE, 2)
    with soundfile.SoundFile(huge) as file:
        file.seek(length - 1001)
        last = file.read(dtype="int16")
    assert last[0].tolist() == [0, 0]
    assert len(last) == 1001
    assert (last[1:] == 1234).all()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_reads_more_than_4_gib(huge: Path) -> None:
    """FFmpeg finds the same length."""
    command = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", str(huge)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (stream,) = json.loads(done.stdout)["streams"]
    assert stream["duration_ts"] == RIFF_FRAMES + 2_000_000


def test_a_fault_of_the_file_is_passed_on() -> None:
    """An error of the file reaches who asked for the export, as it is."""

    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        Wav().write(recording(5), Full())
