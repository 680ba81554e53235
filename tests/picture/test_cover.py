"""Covers: a picture for each area, read back by another program."""

import shutil
import subprocess

import numpy as np
import pytest

from voice_coach.picture import raster
from voice_coach.picture.cover import SIZE, cover
from voice_coach.script.terms import Area

OPUS_ROOM = 24_000
"""Bytes that leave room for 300 chapters in the page of an Opus file."""


def pixels(data: bytes) -> np.ndarray:
    """A PNG as ffmpeg reads it; shape (height, width, 3)."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    command = ["ffmpeg", "-v", "error", "-f", "png_pipe", "-i", "-"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    side = int.from_bytes(data[16:20], "big")
    return np.frombuffer(raw, np.uint8).reshape(-1, side, 3)


def test_png_reads_back() -> None:
    """Every pixel is what it was."""
    drawn = np.random.default_rng(1).integers(0, 256, (40, 30, 3), np.uint8)
    assert np.array_equal(pixels(raster.encode(drawn)), drawn)


@pytest.mark.parametrize("area", Area)
def test_each_area_has_its_cover(area: Area) -> None:
    """A cover is square, small enough for every format, and shows figure, ground and a spot."""
    data = cover(area.value)
    assert len(data) < OPUS_ROOM
    found = pixels(data)
    assert found.shape == (SIZE, SIZE, 3)
    colors = {tuple(color) for color in found.reshape(-1, 3)[::7].tolist()}
    assert {(0xE8, 0xDC, 0xCB), (0xF0, 0xBE, 0x8C), (0xE2, 0x9A, 0x63)} <= colors


def test_no_two_areas_look_the_same() -> None:
    """Each area can be told from the others."""
    assert len({cover(area.value) for area in Area}) == len(Area)


def test_an_area_of_the_future() -> None:
    """An area that has no picture yet gets that of the whole body."""
    assert cover("tail") == cover("body")
