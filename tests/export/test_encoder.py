"""Samples on their way into a program that encodes them."""

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from voice_coach.errors import ExportError
from voice_coach.export.encoder import feed

BLOCKS = [np.full((1 << 16, 2), number, np.int16) for number in range(4)]
"""A megabyte, sixteen times what a pipe holds."""


def fed(code: str, blocks: list[np.ndarray] | Iterator[np.ndarray] = BLOCKS) -> None:
    """Feed a Python program."""
    feed([sys.executable, "-c", code], blocks)


def test_every_sample_arrives() -> None:
    """A program reads all samples, 16 bits little-endian, and then the end."""
    fed("import sys; assert len(sys.stdin.buffer.read()) == 4 << 18; sys.stdin.close()")


@pytest.mark.timeout(60)
def test_an_encoder_that_talks_while_it_is_fed() -> None:
    """More words than a pipe holds do not stop either side; the last of them are quoted."""
    code = (
        "import sys\n"
        "for _ in range(16):\n"
        "    sys.stderr.write('x' * 20_000 + chr(10)); sys.stderr.flush()\n"
        "    sys.stdin.buffer.read(1 << 16)\n"
        "sys.exit('Too many words.')"
    )
    with pytest.raises(ExportError, match=r"^The audio cannot be encoded: Too many words\.$"):
        fed(code)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; sys.exit('No such codec')", "No such codec"),
        ("import os; os._exit(3)", "the encoder ended without a word"),
        ("import sys; sys.exit('x: No space left on device')", "the disk is full; free some"),
        ("import sys; sys.stdin.buffer.read(); print('Odd.', file=sys.stderr)", "Odd"),
    ],
)
def test_an_encoder_that_fails(code: str, reason: str) -> None:
    """One that ends early, or says anything at all, is an error with its last words."""
    with pytest.raises(ExportError, match=f"cannot be encoded: {reason}"):
        fed(code)


def test_a_fault_of_the_mix_ends_the_encoder() -> None:
    """What goes wrong with the samples passes through, and the program is not waited for."""

    def broken() -> Iterator[np.ndarray]:
        yield BLOCKS[0]
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        fed("import sys, time; sys.stdin.buffer.read(1 << 18); time.sleep(600)", broken())
