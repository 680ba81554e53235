"""Whether a site is whole, before it goes out: its files, its links, and what hosts do not take."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from voice_coach.errors import UsageError
from voice_coach.session.record import Record, read_record
from voice_coach.site.spec import PAGES, RENDERINGS

_LIMITS = ((25 * 2**20, "Cloudflare Pages takes no file over 25 MiB"),)
_WHOLE = 1_000_000_000
_HERE = "http://site/"


def problems(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a site on this disk.

    Raises:
        UsageError: the folder holds no site.
    """
    if not (folder / "index.html").is_file():
        raise UsageError(f"{folder} holds no site; `coach site -o {folder}` makes one.")
    yield from _broken_links(folder)
    for record, path in records(folder):
        yield from _damaged(folder, record, path)


def remarks(folder: Path) -> Iterator[str]:
    """Yield what some hosts do not take."""
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    for path, size in sorted(sizes.items()):
        for most, limit in _LIMITS:
            if size > most:
                yield f"{path} has {size / 2**20:.1f} MiB: {limit}."
    if sum(sizes.values()) > _WHOLE:
        yield f"All in all {sum(sizes.values()) / 1e9:.1f} GB: GitHub Pages takes 1 GB."


def records(folder: Path) -> Iterator[tuple[Record, Path]]:
    """Yield what a site knows of its sessions; files that are none are left out."""
    for path in sorted((folder / RENDERINGS).glob("*.*.json")):
        if record := read_record(path.parent, path.stem):
            yield record, path


def _damaged(folder: Path, record: Record, path: Path) -> Iterator[str]:
    for state in record.files:
        name = PurePosixPath(state.path).name
        if not (folder / state.path).is_file():
            yield f"{path.stem}: {name} is missing; run `coach site` again."
        elif not state.unchanged(folder):
            yield f"{path.stem}: {name} is not what was rendered; remove it and run `coach site` again."


def _broken_links(folder: Path) -> Iterator[str]:
    for page in [folder / "index.html", *sorted((folder / PAGES).glob("*.html"))]:
        place = page.relative_to(folder).as_posix()
        for link in _links(page):
            target = _target(place, link)
            if target and not (folder / target).is_file():
                yield f"{place}: {link} leads nowhere."


def _target(place: str, link: str) -> str:
    """Return the path that a link of a page means; empty: another host."""
    whole = urlsplit(urljoin(_HERE + place, link))
    if whole.netloc != urlsplit(_HERE).netloc:
        return ""
    path = PurePosixPath(unquote(whole.path.lstrip("/")) or "index.html")
    return str(path)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value and not value.startswith("#"):
                self.found.append(value)


def _links(page: Path) -> list[str]:
    parser = _Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return list(dict.fromkeys(parser.found))
