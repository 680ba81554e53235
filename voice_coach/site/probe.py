"""Whether a host serves a site as phones need it: ranges, media types, caching, the same bytes."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit

from voice_coach.errors import CoachError, UsageError, printable
from voice_coach.site.check import records

SECONDS = 30.0
"""How long an answer may take, besides the time that its bytes take."""
SLOWEST = 50_000
"""Bytes a second that a host sends at least."""
_SHOWN = 80
"""Characters of what a host sent that a message shows."""
_JAVASCRIPT = ("text/javascript", "application/javascript")
_TYPES: Mapping[str, tuple[str, ...]] = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": _JAVASCRIPT,
    ".webmanifest": ("application/manifest+json", "application/json"),
    ".xml": ("application/rss+xml", "application/xml", "text/xml"),
    ".vtt": ("text/vtt",),
    ".mp3": ("audio/mpeg", "audio/mp3"),
    ".png": ("image/png",),
}
_FIRST, _LAST = 100, 199
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    """By names in lower case; fit to be printed."""
    body: bytes
    """As much as was asked for, and one byte more where the host sent more."""

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


def problems_at(url: str, folder: Path) -> Iterator[str]:
    """Yield what is wrong with a site where it is published.

    Args:
        url: of its folder, with a slash at its end.
        folder: what was published.

    Raises:
        CoachError: the host does not answer.
        UsageError: the folder holds no sessions.
    """
    found = sorted((record for record, _ in records(folder)), key=lambda one: one.bytes)
    if not found:
        raise UsageError(f"{folder} holds no sessions; `coach site -o {folder}` makes some.")
    sound = found[0].path(".mp3")
    if urlsplit(url).scheme != "https" and urlsplit(url).hostname not in ("localhost", "127.0.0.1"):
        yield "No HTTPS: sessions cannot be kept for offline, and it cannot be installed."
    for path in _sample(folder, sound, found[0].path(".vtt")):
        yield from _served(url, folder, path)
    yield from _ranges(url, folder, sound)
    for record in found[1:]:
        yield from _same_size(url, folder, record.path(".mp3"))
    yield from _refusal(url)
    yield from _caching(url)


def _sample(folder: Path, *more: str) -> list[str]:
    """Return one file of each kind."""
    fixed = ["index.html", "app.webmanifest", "worker.js", "feed.xml"]
    files = [
        path
        for name in ("assets", "sessions", "covers")
        for path in sorted((folder / name).glob("*"))
    ]
    found = {path.suffix: path for path in files if path.suffix in _TYPES}
    paths = [*fixed, *(path.relative_to(folder).as_posix() for path in found.values()), *more]
    return [path for path in paths if (folder / path).is_file()]


def _served(url: str, folder: Path, path: str) -> Iterator[str]:
    data = (folder / path).read_bytes()
    answer = _ask(url + quote(path), most=len(data))
    wanted = _TYPES[Path(path).suffix]
    if answer.status != 200:
        yield f"{path}: status {answer.status} instead of 200."
        return
    if answer.kind not in wanted:
        yield f"{path}: served as {answer.kind or 'nothing'}; it has to be {wanted[0]}."
    if answer.body != data:
        yield f"{path}: not the bytes of {folder / path}; publish it again, or wait for the cache."


def _ranges(url: str, folder: Path, path: str) -> Iterator[str]:
    whole = (folder / path).read_bytes()
    asked = {"Range": f"bytes={_FIRST}-{_LAST}", "Accept-Encoding": "gzip, br"}
    answer = _ask(url + quote(path), asked, most=_LAST + 1 - _FIRST)
    wanted = f"bytes {_FIRST}-{_LAST}/{len(whole)}"
    if answer.status != 206:
        yield f"{path}: a range is answered with {answer.status}, not 206: iPhones play nothing, nobody seeks."
    elif answer.headers.get("content-range") != wanted:
        yield f"{path}: a range says {answer.headers.get('content-range')} instead of {wanted}."
    elif answer.body != whole[_FIRST : _LAST + 1]:
        yield f"{path}: a range has other bytes than the file."
    if answer.headers.get("content-encoding", "identity") != "identity":
        yield f"{path}: sent compressed ({answer.headers['content-encoding']}); switch that off for audio."


def _same_size(url: str, folder: Path, path: str) -> Iterator[str]:
    answer = _ask(url + quote(path), method="HEAD")
    size = (folder / path).stat().st_size
    if answer.status != 200:
        yield f"{path}: HEAD is answered with {answer.status}; podcast apps ask that first."
    elif answer.headers.get("content-length") != str(size):
        yield f"{path}: its length is given as {answer.headers.get('content-length')}, not {size}."


def _refusal(url: str) -> Iterator[str]:
    status = _ask(url + "sessions/there-is-no-such-page.html").status
    if status == 200:
        yield "A page that does not exist is answered with 200: switch off the fallback page."


def _caching(url: str) -> Iterator[str]:
    control = _ask(url + "worker.js").headers.get("cache-control", "")
    ages = [part.partition("=")[2].strip() for part in control.split(",") if "max-age" in part]
    if any(age.isdecimal() and int(age) > _DAY for age in ages):
        yield "worker.js is kept for more than a day by caches: updates come late."


def _ask(
    url: str, headers: Mapping[str, str] | None = None, method: str = "GET", most: int = 0
) -> _Answer:
    """Return what a host answers.

    No socket timeout bounds a host that sends a byte now and then, in a header or in a handshake. So
    the answer is read by a thread of its own, which is left behind when it takes too long.

    Args:
        url: what is asked for.
        headers: sent along.
        method: GET or HEAD.
        most: bytes of the body that are wanted.

    Raises:
        CoachError: there is no answer, it breaks off, or it takes too long.
    """
    request = urllib.request.Request(url, headers=dict(headers or {}), method=method)  # noqa: S310 - checked by site.spec
    answer: Future[_Answer] = Future()

    def work() -> None:
        try:
            answer.set_result(_read(request, most))
        except BaseException as fault:
            answer.set_exception(fault)

    threading.Thread(target=work, daemon=True).start()
    seconds = SECONDS + most / SLOWEST
    try:
        return answer.result(seconds)
    except FutureTimeout:
        raise CoachError(f"{url} does not answer in full within {seconds:.0f} s.") from None
    except OSError as fault:
        reason = getattr(fault, "reason", fault)
        raise CoachError(f"{url} does not answer: {_short(reason)}.") from None
    except (HTTPException, ValueError) as fault:
        reason = str(fault) or type(fault).__name__
        raise CoachError(f"{url} does not answer as a web server does: {_short(reason)}.") from None


def _read(request: urllib.request.Request, most: int) -> _Answer:
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return _Answer(answer.status, _printable(answer.headers), answer.read(most + 1))
    except urllib.error.HTTPError as fault:
        with fault:
            return _Answer(fault.code, _printable(fault.headers), b"")


def _printable(headers: Message) -> dict[str, str]:
    return {name.lower(): _short(value) for name, value in headers.items()}


def _short(text: object) -> str:
    """Return what a host sent fit for a line on a terminal."""
    return printable(" ".join(str(text).split()))[:_SHOWN]
