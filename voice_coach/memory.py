"""Memory that was given back, at hand for the next block of sound."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""What glibc's `mallopt` calls them (malloc.h)."""
_LARGEST = 32 << 20
"""Bytes; glibc takes no more."""
_KEPT = 256 << 20


def keep_freed() -> None:
    """Let this process use freed memory again, where the C library is glibc; elsewhere do nothing.

    A block of sound takes half a megabyte or more. Such blocks glibc asks of the system one by one,
    which clears each of their pages: a seventh of an export's time. The peak stays as it is.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt and mallopt(_MMAP_THRESHOLD, _LARGEST):
        mallopt(_TRIM_THRESHOLD, _KEPT)
