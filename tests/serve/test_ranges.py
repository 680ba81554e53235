"""Byte ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.serve.folder import Span, UnsatisfiableError, parse_range

SIZES = st.integers(0, 300)


@given(SIZES, st.integers(0, 400), st.none() | st.integers(0, 400))
def test_from_and_to(size: int, first: int, last: int | None) -> None:
    """A range has the bytes that a slice has; past the end of the file there are none."""
    text = f"bytes={first}-{'' if last is None else last}"
    wanted = range(size)[first : None if last is None else last + 1]
    if last is not None and last < first:
        assert parse_range(text, size) is None
    elif not wanted:
        with pytest.raises(UnsatisfiableError):
            parse_range(text, size)
    else:
        assert parse_range(text, size) == Span(wanted[0], wanted[-1] + 1)


@given(SIZES, st.integers(0, 400))
def test_the_last_bytes(size: int, count: int) -> None:
    """A suffix has the last bytes, as many as there are."""
    if not min(size, count):
        with pytest.raises(UnsatisfiableError):
            parse_range(f"bytes=-{count}", size)
    else:
        assert parse_range(f"bytes=-{count}", size) == Span(max(0, size - count), size)


@pytest.mark.parametrize("text", ["", "bytes", "bytes=-", "bytes=a-b", "bytes=0-1,5-6", "items=0-1",
                                  "bytes=--5", "bytes=0x1-2", f"bytes=0-{'9' * 99}"])  # fmt: skip
def test_what_is_none(text: str) -> None:
    """What is no single range is answered with the whole."""
    assert parse_range(text, 100) is None
