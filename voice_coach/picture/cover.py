"""The cover of a file: a figure, and where on it hands will be. One picture for each area.

Shapes are distance fields: for each pixel, how far outside of the shape it is (negative: inside),
with the side of the picture as unit. Their edges come out smooth at any size.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from voice_coach.picture.raster import encode

SIZE = 640
"""Pixels of a side: enough for a phone's lock screen, and few enough bytes for every format."""
Field = NDArray[np.float32]
Point = tuple[float, float]

_GROUND = {
    "head": 0x24405A,
    "face": 0x4A3B5E,
    "jaw": 0x553A50,
    "neck": 0x1F4F50,
    "shoulders": 0x2D5040,
    "arms": 0x35523A,
    "hands": 0x46532E,
    "chest": 0x5A3D3D,
    "back": 0x2F4264,
    "hips": 0x3B3C62,
    "legs": 0x5A4A2E,
    "feet": 0x5A4030,
    "body": 0x4A4636,
}
_SPOTS: dict[str, tuple[Point, ...]] = {
    "head": ((0.5, 0.18),),
    "face": ((0.5, 0.33),),
    "jaw": ((0.43, 0.38), (0.57, 0.38)),
    "neck": ((0.5, 0.49),),
    "shoulders": ((0.3, 0.665), (0.7, 0.665)),
    "arms": ((0.22, 0.80), (0.78, 0.80)),
    "hands": ((0.14, 0.92), (0.86, 0.92)),
    "chest": ((0.5, 0.73),),
    "back": ((0.41, 0.80), (0.59, 0.80)),
    "hips": ((0.33, 0.93), (0.67, 0.93)),
    "legs": ((0.42, 0.97), (0.58, 0.97)),
    "feet": ((0.5, 0.97),),
    "body": ((0.5, 0.18), (0.3, 0.665), (0.7, 0.665), (0.5, 0.84)),
}
_FIGURE, _SPOT, _CORE = 0xE8DCCB, 0xF0BE8C, 0xE29A63
_RING, _DISC = 0.085, 0.05


@cache
def cover(area: str, size: int = SIZE) -> bytes:
    """Return the picture of an area by its name, `script.terms.Area`, as PNG, `size` pixels wide."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size + np.float32(0.5 / size)
    pixels = np.tile(_color(_GROUND.get(area, _GROUND["body"])), (size, size, 1))
    _paint(pixels, _figure(x, y), _FIGURE)
    if area == "back":
        for step in range(6):
            bone = _circle(x, y, (0.5, 0.60 + 0.075 * step), 0.013)
            _paint(pixels, bone, _GROUND["back"])
    spots = _SPOTS.get(area, _SPOTS["body"])
    for radius, color in ((_RING, _SPOT), (_DISC, _CORE)):
        for spot in spots:
            _paint(pixels, _circle(x, y, spot, radius), color)
    return encode(np.rint(pixels).astype(np.uint8))


def _figure(x: Field, y: Field) -> Field:
    """Return head, neck and trunk as one shape."""
    head = _ellipse(x, y, (0.5, 0.29), (0.125, 0.16))
    neck = _box(x, y, (0.5, 0.48), (0.055, 0.12), 0.04)
    trunk = _box(x, y, (0.5, 0.87), (0.31, 0.32), 0.2)
    return _joined(_joined(neck, trunk, 0.07), head, 0.02)


def _circle(x: Field, y: Field, at: Point, radius: float) -> Field:
    return np.asarray(np.hypot(x - at[0], y - at[1]) - radius, np.float32)


def _ellipse(x: Field, y: Field, at: Point, half: Point) -> Field:
    scaled = np.hypot((x - at[0]) / half[0], (y - at[1]) / half[1])
    return np.asarray((scaled - 1) * min(half), np.float32)


def _box(x: Field, y: Field, at: Point, half: Point, corner: float) -> Field:
    dx = np.abs(x - at[0]) - half[0] + corner
    dy = np.abs(y - at[1]) - half[1] + corner
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return np.asarray(outside + np.minimum(np.maximum(dx, dy), 0) - corner, np.float32)


def _joined(one: Field, other: Field, soft: float) -> Field:
    """Return both shapes as one whose inner corners are rounded."""
    mix = np.clip(0.5 + 0.5 * (other - one) / soft, 0, 1)
    return np.asarray(other + (one - other) * mix - soft * mix * (1 - mix), np.float32)


def _paint(pixels: NDArray[np.float32], shape: Field, color: int) -> None:
    """Paint a shape onto a picture; only the rectangle around it is touched."""
    inside = np.clip(0.5 - shape * len(shape), 0, 1)[..., np.newaxis]
    part = tuple(_extent(inside.any(axis=axis)) for axis in ((1, 2), (0, 2)))
    pixels[part] += (_color(color) - pixels[part]) * inside[part]


def _extent(inside: NDArray[np.bool_]) -> slice:
    """Return the slice from the first to the last that is true."""
    found = np.flatnonzero(inside)
    return slice(found[0], found[-1] + 1) if len(found) else slice(0)


def _color(value: int) -> NDArray[np.float32]:
    return np.array([value >> 16, value >> 8 & 255, value & 255], np.float32)
