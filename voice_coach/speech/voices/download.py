"""A file from an address: never longer than it was said to be, and in bounded time."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

from voice_coach.errors import CoachError, printable, why
from voice_coach.speech.voices.offers import RemoteFile
from voice_coach.version import __version__

STALL = 30.0
"""Seconds without a byte after which a connection counts as lost."""
SLOWEST = 4000
"""Bytes a second, on average, that a connection must bring: 8 MB come within 35 minutes."""
_BLOCK = 1 << 16
_LATER = (429, 500, 502, 503, 504)
"""Status codes of a server that may have the file another time."""


def downloaded(file: RemoteFile, stall: float = STALL) -> Iterator[bytes]:
    """Yield a file in blocks, exactly as many bytes as its entry says; its sum is not checked.

    Args:
        file: what to fetch.
        stall: seconds without a byte after which to give up.

    Raises:
        CoachError: the server cannot be reached or refuses, the connection breaks or is too slow,
            or the file has another size.
    """
    deadline = time.monotonic() + stall + file.bytes / SLOWEST
    size = 0
    with _answer(file, stall) as answer:
        length = answer.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) != file.bytes:
            raise _wrong_size(file, f"{int(length):,}")
        while block := _next_block(file, answer):
            size += len(block)
            if size > file.bytes:
                raise _wrong_size(file, "more")
            if time.monotonic() > deadline:
                raise _lost(file, "it is too slow")
            yield block
    if size < file.bytes:
        raise _lost(file, f"it ended after {size:,} of {file.bytes:,} bytes")


def _answer(file: RemoteFile, stall: float) -> http.client.HTTPResponse:
    request = urllib.request.Request(  # noqa: S310 - `RemoteFile` takes HTTP alone
        file.address, headers={"User-Agent": f"voice-coach/{__version__}"}
    )
    try:
        answer: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=stall)  # noqa: S310
    except urllib.error.HTTPError as fault:
        fault.close()
        if fault.code in _LATER:
            raise _unreachable(file, f"it answers {fault.code}") from None
        status = printable(f"{fault.code} {fault.reason}")
        raise CoachError(
            f"{_host(file)} refuses {file.name}: {status}. Nothing was installed."
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise _unreachable(file, _reason(fault)) from None
    return answer


def _next_block(file: RemoteFile, answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.read1(_BLOCK)
    except TimeoutError:
        raise _lost(file, "no more data arrived") from None
    except (OSError, http.client.HTTPException) as fault:
        raise _lost(file, _reason(fault)) from None


def _host(file: RemoteFile) -> str:
    return printable(urlsplit(file.address).hostname or file.address)


def _reason(fault: Exception) -> str:
    inner = getattr(fault, "reason", fault)  # urllib wraps what the system said
    if isinstance(inner, TimeoutError):
        return "no answer"
    return why(inner) if isinstance(inner, OSError) else printable(str(inner)) or "no answer"


def _unreachable(file: RemoteFile, reason: str) -> CoachError:
    return CoachError(
        f"{_host(file)} cannot be reached: {reason}. "
        f"Try again later, or bring {file.name} here and use --from FOLDER."
    )


def _lost(file: RemoteFile, reason: str) -> CoachError:
    return CoachError(f"Connection to {_host(file)} lost: {reason}. Run the command again.")


def _wrong_size(file: RemoteFile, offered: str) -> CoachError:
    return CoachError(
        f"{_host(file)} offers {offered} bytes as {file.name}, which has {file.bytes:,}. "
        "Nothing was installed."
    )
