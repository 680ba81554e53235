"""All of a site: what changed is rendered, then everything else is written from what is known."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from voice_coach.atomic import atomic_write
from voice_coach.errors import ExportError, UsageError, printable, why
from voice_coach.script.terms import Area
from voice_coach.site import feed, files
from voice_coach.site.about import Page, gather
from voice_coach.site.pages import LANGUAGE, index_page, session_page
from voice_coach.site.record import read_record
from voice_coach.site.rendering import KINDS
from voice_coach.site.spec import AUDIO, PAGES, RENDERINGS, Item, SiteSpec

LIST = f"{RENDERINGS}/site.json"
"""What this site is made of: what is no longer is removed by the next run."""


def make_folders(folder: Path) -> None:
    """Make the folder of a site.

    Raises:
        UsageError: there is a file in its place.
        ExportError: it can not be made.
    """
    for name in (AUDIO, RENDERINGS, PAGES, files.ASSETS, files.COVERS):
        try:
            (folder / name).mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise UsageError(f"{folder} is a file, or holds one called {name}.") from None
        except OSError as fault:
            raise ExportError(f"{folder} can not be made: {why(fault)}.") from None


def assemble(site: SiteSpec, folder: Path, items: Sequence[Item]) -> tuple[int, int]:
    """Write everything but the renderings, and remove what no longer belongs.

    Returns:
        How many files were written and how many removed; what is the same stays as it is.

    Raises:
        ExportError: a session was not rendered, or a file can not be written.
    """
    records = [read_record(folder, item.name) for item in items]
    missing = [item.name for item, record in zip(items, records, strict=True) if record is None]
    if missing:
        raise ExportError(f"Not rendered yet: {', '.join(missing)}.")
    pages = gather(items, [record for record in records if record])
    made = _files(site, pages)
    guid = ""
    if site.url:
        guid = site.feed_guid or _known_guid(folder) or feed.guid_of(f"{site.url}feed.xml")
        made["feed.xml"] = feed.feed(site, pages, guid)
    pictures = _pictures(pages, feed=bool(site.url))
    sounds = [page.record.path(kind) for page in pages for kind in KINDS]
    kept = [f"{RENDERINGS}/{item.name}.json" for item in items]
    whole = sorted({*made, *pictures, *sounds, *kept, LIST})
    drawn = {
        path: files.draw_cover(*what)
        for path, what in pictures.items()
        if not (folder / path).exists()
    }
    earlier = _listed(folder)
    # Listed before they are there: a run that is killed must know its own files again.
    _put(folder / LIST, _list(guid, earlier | set(whole)))
    count = sum(_put(folder / path, data) for path, data in {**drawn, **made}.items())
    # Last of all: until then every page that is published finds the sound it points at.
    removed = _prune(folder, earlier - set(whole))
    return count + _put(folder / LIST, _list(guid, whole)), removed


def _files(site: SiteSpec, pages: Sequence[Page]) -> dict[str, bytes]:
    """Return all files but sounds, pictures and feed, by path."""
    shell, made = files.shell()
    made = dict(made)
    made["index.html"] = index_page(site, pages, shell).encode()
    made[files.MANIFEST] = files.manifest(site.title, LANGUAGE)
    made[files.WORKER] = files.worker(made, [shell.icon])
    made[files.HEADERS] = files.headers()
    if site.unlisted:
        made["robots.txt"] = b"User-agent: *\nDisallow: /\n"
    for page in pages:
        made[page.item.page] = session_page(site, page, shell).encode()
    return made


def _pictures(pages: Iterable[Page], *, feed: bool) -> dict[str, tuple[str, int]]:
    """Return the pictures of a site: path to area and size."""
    areas = {page.area for page in pages} | {Area.BODY.value}
    sizes = (files.PAGE_COVER, files.FEED_COVER) if feed else (files.PAGE_COVER,)
    wanted = [(area, size) for area in areas for size in sizes]
    wanted += [(Area.BODY.value, size) for size in files.ICONS]
    return {files.cover_path(*what): what for what in wanted}


def _known_guid(folder: Path) -> str:
    return str(_known(folder).get("feed", ""))


def _known(folder: Path) -> Mapping[str, object]:
    try:
        found = msgspec.json.decode((folder / LIST).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return {}
    return found if isinstance(found, dict) else {}


def _list(guid: str, paths: Iterable[str]) -> bytes:
    whole = {"feed": guid, "files": sorted(paths)}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


def _listed(folder: Path) -> set[str]:
    """Return the files that earlier runs wrote."""
    files = _known(folder).get("files", ())
    return {str(path) for path in files} if isinstance(files, list) else set()


def claim(site: SiteSpec, folder: Path, items: Sequence[Item]) -> None:
    """Make sure that a folder is empty or a site of ours, and that no file of others is replaced.

    Raises:
        UsageError: it holds somebody else's files; names one. Nothing was written.
        ExportError: it cannot be written.
    """
    if not (folder / LIST).is_file():
        stranger = next((path for path in folder.rglob("*") if _is_strange(path)), None)
        if stranger is not None:
            message = (
                f"{folder} holds {stranger.relative_to(folder)}, which `coach site` did not write"
            )
            raise UsageError(f"{message}; choose an empty folder.")
    listed = _listed(folder)
    names = ["index.html", files.MANIFEST, files.WORKER, files.HEADERS]
    names += ["feed.xml"] * bool(site.url) + ["robots.txt"] * site.unlisted
    names += [item.page for item in items]
    for name in names:
        if name not in listed and (folder / name).exists():
            raise UsageError(f"{folder / name} is not a file of this site; move it away first.")
    make_folders(folder)
    if not (folder / LIST).exists():
        _put(folder / LIST, _list("", ()))


def _is_strange(path: Path) -> bool:
    return not path.is_dir() and not (path.name.startswith(".coach-") and path.suffix == ".part")


def _prune(folder: Path, gone: set[str]) -> int:
    """Remove what an earlier run listed and this one would not write; return how many."""
    removed = 0
    for path in sorted(gone):
        target = folder / path
        if target.resolve().is_relative_to(folder.resolve()):  # the list is a file like any other
            with contextlib.suppress(OSError):
                target.unlink()
                removed += 1
    return removed


def _put(path: Path, data: bytes) -> bool:
    """Write a file unless it is the same; tells whether it was written."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return False
    with atomic_write(path, durable=False) as file:
        file.write(data)
    return True


_Item = TypeVar("_Item")


def parse_shard(text: str) -> tuple[int, int]:
    """Read ``K/N``.

    Raises:
        UsageError: it is none, or there is no such part.
    """
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    number, count = map(int, match.groups()) if match else (0, 0)
    if not 1 <= number <= count:
        raise UsageError(f'"{printable(text)}" is no part; say 1/4 for the first of four.')
    return number, count


def shard(items: Sequence[_Item], number: int, count: int) -> Sequence[_Item]:
    """Return the part `number` of `count`; neighbours are alike, so each part gets of each kind."""
    return items[number - 1 :: count]
