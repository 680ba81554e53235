"""Whether a host serves a site as phones need it: ranges, media types, caching, the same bytes."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

from voice_coach.errors import CoachError, UsageError
from voice_coach.site.check import records

SECONDS = 30.0
"""Patience with a host that says nothing."""
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
    """By names in small letters."""
    body: bytes

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
        yield "No HTTPS: sessions can not be kept for offline, and it can not be installed."
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
    found = {path.suffix: path for path in sorted((folder / "assets").iterdir())}
    found |= {path.suffix: path for path in sorted((folder / "sessions").iterdir())}
    found |= {path.suffix: path for path in sorted((folder / "covers").iterdir())}
    paths = [*fixed, *(path.relative_to(folder).as_posix() for path in found.values()), *more]
    return [path for path in paths if (folder / path).is_file()]


def _served(url: str, folder: Path, path: str) -> Iterator[str]:
    answer = _ask(url + path)
    wanted = _TYPES[Path(path).suffix]
    if answer.status != 200:
        yield f"{path}: status {answer.status} instead of 200."
        return
    if answer.kind not in wanted:
        yield f"{path}: served as {answer.kind or 'nothing'}; it has to be {wanted[0]}."
    if answer.body != (folder / path).read_bytes():
        yield f"{path}: not the bytes of {folder / path}; publish it again, or wait for the cache."


def _ranges(url: str, folder: Path, path: str) -> Iterator[str]:
    whole = (folder / path).read_bytes()
    asked = {"Range": f"bytes={_FIRST}-{_LAST}", "Accept-Encoding": "gzip, br"}
    answer = _ask(url + path, asked)
    told = f"bytes {_FIRST}-{_LAST}/{len(whole)}"
    if answer.status != 206:
        yield f"{path}: a range is answered with {answer.status}, not 206: iPhones play nothing, nobody seeks."
    elif answer.headers.get("content-range") != told:
        yield f"{path}: a range says {answer.headers.get('content-range')} instead of {told}."
    elif answer.body != whole[_FIRST : _LAST + 1]:
        yield f"{path}: a range has other bytes than the file."
    if answer.headers.get("content-encoding", "identity") != "identity":
        yield f"{path}: sent compressed ({answer.headers['content-encoding']}); switch that off for audio."


def _same_size(url: str, folder: Path, path: str) -> Iterator[str]:
    answer = _ask(url + path, method="HEAD")
    size = (folder / path).stat().st_size
    if answer.status != 200:
        yield f"{path}: HEAD is answered with {answer.status}; podcast apps ask that first."
    elif answer.headers.get("content-length") != str(size):
        yield f"{path}: its length is told as {answer.headers.get('content-length')}, not {size}."


def _refusal(url: str) -> Iterator[str]:
    status = _ask(url + "sessions/there-is-no-such-page.html").status
    if status == 200:
        yield "A page that does not exist is answered with 200: switch off the fallback page."


def _caching(url: str) -> Iterator[str]:
    told = _ask(url + "worker.js").headers.get("cache-control", "")
    ages = [part.partition("=")[2] for part in told.split(",") if "max-age" in part]
    if any(age.strip().isdecimal() and int(age) > _DAY for age in ages):
        yield "worker.js is kept for more than a day by caches: updates come late."


def _ask(url: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> _Answer:
    request = urllib.request.Request(url, headers=dict(headers or {}), method=method)  # noqa: S310 - checked by site.spec
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return _Answer(answer.status, _small(answer.headers), answer.read())
    except urllib.error.HTTPError as fault:
        with fault:
            return _Answer(fault.code, _small(fault.headers), b"")
    except OSError as fault:
        reason = getattr(fault, "reason", fault)
        raise CoachError(f"{url} does not answer: {reason}.") from None


def _small(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
