"""Sound files of authors and listeners: read as far as they are used, and never trusted."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voice_coach.errors import CoachError
from voice_coach.sound.files import load, load_stereo

pytestmark = pytest.mark.slow

RATE = 48_000

PEAK = """
import re, sys
from voice_coach.sound.files import load, load_stereo
before = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
{"chime": lambda: load(sys.argv[1], 30.0), "bed": lambda: load_stereo(sys.argv[1], 180.0)}[sys.argv[2]]()
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) - before)
"""


@pytest.fixture(scope="module")
def half_hour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half an hour of near silence in a small file."""
    path = tmp_path_factory.mktemp("long") / "long.flac"
    second = np.full((RATE, 2), 1, np.int16)
    with soundfile.SoundFile(path, "w", RATE, 2) as file:
        for _ in range(1800):
            file.write(second)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is told by Linux")
@pytest.mark.parametrize(("kind", "most"), [("chime", 64), ("bed", 400)])
def test_a_long_file_takes_the_memory_of_what_is_used(
    half_hour: Path, kind: str, most: int
) -> None:
    """Of half an hour (660 MB unpacked) only what is used is read, whatever the file claims."""
    command = [sys.executable, "-c", PEAK, str(half_hour), kind]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) / 1024 < most


def test_what_is_longer_is_left_out(half_hour: Path) -> None:
    """No more is read than was asked for."""
    assert len(load(str(half_hour), 2.0)) == 2 * RATE
    assert load_stereo(str(half_hour), 3.0).shape == (3 * RATE, 2)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e38, 17.0])
@pytest.mark.parametrize("read", [load, load_stereo])
def test_samples_that_are_no_sound(tmp_path: Path, value: float, read: object) -> None:
    """One sample that was never recorded spoils the file, and the file alone is blamed."""
    samples = np.full(RATE, 0.1, np.float32)
    samples[500] = value
    path = tmp_path / "bad.wav"
    soundfile.write(path, samples, RATE, subtype="FLOAT")
    with pytest.raises(CoachError, match=r"bad\.wav is damaged"):
        read(str(path))  # type: ignore[operator]


@pytest.mark.parametrize("name", ["x.raw", "x.wav", "x.flac", "x.txt"])
@pytest.mark.parametrize("data", [b"", b"RIFF", b"fLaC" + bytes(40), bytes(1000)])
def test_files_that_are_no_sound(tmp_path: Path, name: str, data: bytes) -> None:
    """Whatever its name, a file without sound is an error of one line."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CoachError) as caught:
        load_stereo(str(path))
    assert "\n" not in str(caught.value)


def test_a_header_that_claims_too_much(tmp_path: Path) -> None:
    """A FLAC header that tells of 2^36 - 1 samples costs no memory, and is an error of one line."""
    path = tmp_path / "huge.flac"
    soundfile.write(path, np.full(RATE, 0.1, np.float32), RATE)
    data = bytearray(path.read_bytes())
    data[21] |= 0x0F  # the total of the stream's first block of metadata: 36 bits
    data[22:26] = b"\xff" * 4
    path.write_bytes(data)
    assert soundfile.info(path).frames == 2**36 - 1
    with pytest.raises(CoachError, match=r"huge\.flac"):
        load(str(path), 60.0)


def test_many_channels(tmp_path: Path) -> None:
    """Of many channels the first two count."""
    samples = np.zeros((RATE, 16), np.float32)
    samples[:, 1] = 0.5
    path = tmp_path / "many.wav"
    soundfile.write(path, samples, RATE)
    found = load_stereo(str(path))
    assert found.shape == (RATE, 2)
    assert (found[:, 0].max(), found[:, 1].max()) == (0.0, 0.5)
