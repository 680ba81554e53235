"""Blocks of sound: as they are mixed, and as devices and files take them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Block = NDArray[np.float32]
"""Shape (frames, 2): left, right."""
Pcm = NDArray[np.int16]
"""Shape (frames, 2)."""


def to_pcm(block: Block) -> Pcm:
    """Return 16-bit samples, rounded; what is beyond full scale is cut."""
    whole = block * np.float32(32767)
    np.rint(whole, out=whole)
    np.clip(whole, -32768, 32767, out=whole)
    return np.asarray(whole, np.int16)
