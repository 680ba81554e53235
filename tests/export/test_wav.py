"""WAV files: read back by others, frame for frame, beyond 4 GiB too."""

import io
import json
import shutil
import subprocess
import wave
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from voice_coach.export import wav
from voice_coach.export.wav import BLOCK, blocks, header, write

RATE = 48_000
RIFF_FRAMES = (0xFFFF_FFFF - 36) // 4
"""The most that a plain WAV file can hold."""


class Ramp:
    """Stands in for the mixer: sample n of the session is n, wrapped around."""

    def __init__(self, length: int) -> None:
        self.timeline = SimpleNamespace(length=length)

    def warm(self, start: int, count: int) -> None:
        """Nothing has to be made ahead."""

    def pcm(self, start: int, count: int) -> np.ndarray:
        """Frames from `start`; the right side is negative."""
        values = (np.arange(start, start + count) % 30_000).astype(np.int16)
        return np.stack([values, -values], axis=1)


def numbers(data: bytes, *places: tuple[int, int]) -> list[int]:
    """Little-endian numbers at (offset, size)."""
    return [int.from_bytes(data[at : at + size], "little") for at, size in places]


@pytest.mark.parametrize("length", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 77])
def test_every_frame_reads_back(tmp_path: Path, length: int) -> None:
    """What is written is what three readers find: rate, channels, width, and every frame."""
    path = tmp_path / "x.wav"
    seen: list[int] = []
    with path.open("wb") as file:
        size = write(Ramp(length), file, seen.append)
    assert size == path.stat().st_size == 44 + 4 * length
    assert sum(seen) == length
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
        write(Ramp(RATE * 3 + 7), file)
    command = ["ffprobe", "-v", "warning", "-show_streams", "-of", "json", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    (stream,) = json.loads(done.stdout)["streams"]
    assert stream["codec_name"] == "pcm_s16le"
    assert (stream["sample_rate"], stream["channels"]) == ("48000", 2)
    assert stream["duration_ts"] == RATE * 3 + 7


def test_blocks_are_the_session_in_order() -> None:
    """The blocks follow one another without a gap, and none is longer than it may be."""
    found = list(blocks(Ramp(2 * BLOCK + 5)))
    assert [len(block) for block in found] == [BLOCK, BLOCK, 5]
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


class Marked:
    """Stands in for the mixer: silence, and a mark of 1000 frames at the end of the session."""

    silence = np.zeros((BLOCK, 2), np.int16)

    def __init__(self, length: int) -> None:
        self.timeline = SimpleNamespace(length=length)

    def warm(self, start: int, count: int) -> None:
        """Nothing has to be made ahead."""

    def pcm(self, start: int, count: int) -> np.ndarray:
        """Frames from `start`."""
        if start + count < self.timeline.length:
            return self.silence[:count]
        block = self.silence[:count].copy()
        block[-1000:] = 1234
        return block


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    """A file of more than 4 GiB, most of it zeros."""
    path = tmp_path / "huge.wav"
    with path.open("wb") as file:
        wav.write(Marked(RIFF_FRAMES + 2_000_000), Sparse(file))
    return path


def test_more_than_4_gib_reads_back(huge: Path) -> None:
    """The library libsndfile finds every frame past 4 GiB, the last ones as they were written."""
    length = RIFF_FRAMES + 2_000_000
    assert huge.stat().st_size == 80 + 4 * length > 1 << 32
    info = soundfile.info(huge)
    assert (info.frames, info.samplerate, info.channels) == (length, RATE, 2)
    with soundfile.SoundFile(huge) as file:
        file.seek(length - 1001)
        last = file.read(dtype="int16")
    assert last[0].tolist() == [0, 0]
    assert len(last) == 1001
    assert (last[1:] == 1234).all()


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_reads_more_than_4_gib(huge: Path) -> None:
    """FFmpeg finds the same length."""
    command = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", huge]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (stream,) = json.loads(done.stdout)["streams"]
    assert stream["duration_ts"] == RIFF_FRAMES + 2_000_000


def test_a_fault_of_the_file_is_passed_on() -> None:
    """An error of the file reaches who asked for the export, as it is."""

    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        write(Ramp(5), Full())
