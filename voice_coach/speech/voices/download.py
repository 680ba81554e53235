"""A file from an address: resumed where a line broke, and never longer than it was said to be.

What has come is in FILE.part, and in FILE.part.tag what the server calls that state of the file.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from voice_coach.errors import CoachError, printable, why
from voice_coach.speech.voices.catalogue import RemoteFile
from voice_coach.version import __version__

STALL = 30.0
"""Seconds without a byte after which a line counts as broken."""
Progress = Callable[[int, int], None]
"""Told how many bytes of how many are there."""

_BLOCK = 1 << 16
_NO_SUCH_RANGE = 416
_LATER = (429, 500, 502, 503, 504)
"""What a server answers that could give the file another time."""


class BrokenLine(CoachError):
    """A download ended too early; what has come is kept, and the next one goes on from there."""


def download(file: RemoteFile, part: Path, told: Progress, stall: float = STALL) -> None:
    """Fetch a file into `part`; goes on where an earlier download ended.

    Args:
        file: what is fetched; its sum is for the caller to check.
        part: where it goes; its folder exists.
        told: hears how far it is.
        stall: seconds without a byte after which it gives up.

    Raises:
        BrokenLine: the server can not be reached, or its answer ends too early.
        CoachError: the server refuses, or offers a file of another size.
        OSError: it can not be written.
    """
    if _size(part) > file.bytes:
        _forget(part)
    if _size(part) == file.bytes:
        return
    try:
        with _answer(file, part, stall) as answer:
            _take(file, part, answer, told)
    except urllib.error.HTTPError as fault:
        fault.close()
        if fault.code in _LATER:
            raise _unreachable(file, OSError(f"it answers {fault.code}")) from None
        if fault.code != _NO_SUCH_RANGE or not _size(part):
            raise _refused(file, f"{fault.code} {fault.reason}") from None
        _forget(part)  # it is another file than the one that was begun
        download(file, part, told, stall)


def _take(file: RemoteFile, part: Path, answer: http.client.HTTPResponse, told: Progress) -> None:
    """Write what an answer brings."""
    start = _start(file, part, answer)
    _check_size(file, start, answer)
    _keep_tag(part, answer)
    with part.open("r+b" if start else "wb") as out:
        out.seek(start)
        for block in _blocks(file, answer):
            if out.tell() + len(block) > file.bytes:
                raise _wrong_size(file, "more")
            out.write(block)
            told(out.tell(), file.bytes)
        size = out.tell()
        out.flush()
        os.fsync(out.fileno())
    if size < file.bytes:
        raise _broken(file, f"it ended after {size:,} of {file.bytes:,} bytes")


@contextlib.contextmanager
def _answer(file: RemoteFile, part: Path, stall: float) -> Iterator[http.client.HTTPResponse]:
    request = urllib.request.Request(  # noqa: S310 - the addresses are the catalogue's
        file.address, headers={"User-Agent": f"voice-coach/{__version__}"}
    )
    if size := _size(part):
        request.add_header("Range", f"bytes={size}-")
        if tag := _tag(part):
            request.add_header("If-Range", tag)
    try:
        answer = urllib.request.urlopen(request, timeout=stall)  # noqa: S310
    except urllib.error.HTTPError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise _unreachable(file, fault) from None
    with answer:
        yield answer


def _blocks(file: RemoteFile, answer: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield what comes; faults of the line, and of no disk, are told as such."""
    while True:
        try:
            block = answer.read1(_BLOCK)
        except TimeoutError:
            raise _broken(file, "nothing came any more") from None
        except (OSError, http.client.HTTPException) as fault:
            raise _broken(file, _reason(fault)) from None
        if not block:
            return
        yield block


def _start(file: RemoteFile, part: Path, answer: http.client.HTTPResponse) -> int:
    """Return where in the file an answer begins."""
    if answer.status != http.client.PARTIAL_CONTENT:
        return 0
    told = re.match(r"bytes (\d+)-\d+/(\d+|\*)$", answer.headers.get("Content-Range", ""))
    if not told or int(told[1]) != _size(part):
        raise _refused(file, "another part of it than was asked for")
    if told[2] not in ("*", str(file.bytes)):
        raise _wrong_size(file, f"{int(told[2]):,}")
    return int(told[1])


def _check_size(file: RemoteFile, start: int, answer: http.client.HTTPResponse) -> None:
    told = answer.headers.get("Content-Length", "")
    if told.isdecimal() and start + int(told) != file.bytes:
        raise _wrong_size(file, f"{start + int(told):,}")


def _keep_tag(part: Path, answer: http.client.HTTPResponse) -> None:
    """Keep what tells this state of the file from any other, where the server says it."""
    tag = answer.headers.get("ETag") or ""
    strong = tag if tag.startswith('"') else answer.headers.get("Last-Modified") or ""
    _tag_file(part).write_text(strong, "utf-8")


def _tag(part: Path) -> str:
    try:
        tag = _tag_file(part).read_text("utf-8")
    except (OSError, ValueError):
        return ""
    return tag if tag.isprintable() else ""


def _tag_file(part: Path) -> Path:
    return part.with_name(part.name + ".tag")


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except OSError:
        return 0


def _forget(part: Path) -> None:
    for path in (part, _tag_file(part)):
        path.unlink(missing_ok=True)


def _host(file: RemoteFile) -> str:
    return printable(urlsplit(file.address).hostname or file.address)


def _reason(fault: Exception) -> str:
    inner = getattr(fault, "reason", fault)  # urllib wraps what the system said
    if isinstance(inner, TimeoutError):
        return "no answer"
    return why(inner) if isinstance(inner, OSError) else printable(str(inner)) or "no answer"


def _unreachable(file: RemoteFile, fault: Exception) -> BrokenLine:
    where = f"{_host(file)} can not be reached: {_reason(fault)}."
    return BrokenLine(f"{where} Try again later, or carry {file.name} here and use --from FOLDER.")


def _broken(file: RemoteFile, reason: str) -> BrokenLine:
    return BrokenLine(f"The line to {_host(file)} broke: {reason}. Call it again to go on.")


def _refused(file: RemoteFile, answer: str) -> CoachError:
    told = f"{_host(file)} does not give {file.name}: {printable(answer)}."
    return CoachError(f"{told} Nothing is installed.")


def _wrong_size(file: RemoteFile, offered: str) -> CoachError:
    told = f"{_host(file)} offers {offered} bytes as {file.name}, which has {file.bytes:,}."
    return CoachError(f"{told} Nothing is installed.")
