"""All of a site: what changed is rendered, then everything else is written from what is known."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from voice_coach import lossless
from voice_coach.atomic import atomic_write, make_folder
from voice_coach.errors import ExportError, UsageError, printable
from voice_coach.script.terms import Area
from voice_coach.session.record import FileState, is_inside, read_record
from voice_coach.session.workshop import CHAPTERS, Job, Workshop
from voice_coach.site import feed, files
from voice_coach.site.about import Page, gather
from voice_coach.site.pages import LANGUAGE, index_page, session_page
from voice_coach.site.spec import AUDIO, RENDERINGS, Item, SiteSpec

KINDS = (".mp3", ".vtt", ".srt", CHAPTERS)
"""Of each session: sound, words twice, chapters."""
LIST = f"{RENDERINGS}/site.json"
"""What the site is made of besides its sessions: what no longer belongs is removed by the next run."""
_DIGITS = 12
"""Of a digest in a name: two files of one session never share them by chance."""


class _List(Struct, frozen=True):
    """The file `LIST`."""

    feed: str = ""
    """The GUID of the podcast."""
    files: tuple[FileState, ...] = ()


def workshop_of(folder: Path) -> Workshop:
    """Return the workshop of a site: its sounds are named by their content, so caches may keep them."""

    def stem(job: Job, parts: Sequence[Path]) -> str:
        whole = hashlib.sha256()
        for part in parts:
            whole.update(part.read_bytes())
        return f"{AUDIO}/{job.name}.{whole.hexdigest()[:_DIGITS]}"

    return Workshop(folder, folder / RENDERINGS, stem)


def jobs_of(items: Iterable[Item]) -> list[Job]:
    """Return what is to be rendered for a site."""
    return [Job(item.name, item.spec, item.file, KINDS) for item in items]


def open_folder(site: SiteSpec, folder: Path, items: Sequence[Item]) -> None:
    """Make the folder of a site, unless it is one of ours already.

    Raises:
        UsageError: it holds files that are not ours.
        CoachError: it cannot be made.
    """
    workshop = workshop_of(folder)
    listed = (folder / LIST).exists()
    if folder.is_dir() and not listed:
        others = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        if others:
            names = ", ".join(printable(name) for name in others[:5])
            message = (
                f"{printable(str(folder))} holds files that are not of a site of ours: {names}."
            )
            raise UsageError(f"{message} Choose an empty folder.")
    workshop.open()
    if not listed:
        _write_list(folder, _List())
    pages = ["index.html", files.MANIFEST, files.WORKER, files.HEADERS]
    pages += ["robots.txt"] * site.unlisted + ["feed.xml"] * bool(site.url)
    workshop.check_ours([*pages, *(item.page for item in items)], _known(folder).files)


def assemble(site: SiteSpec, folder: Path, items: Sequence[Item]) -> tuple[int, int]:
    """Write everything but the sounds, then remove what no longer belongs.

    Nothing is removed before what replaces it is there.

    Returns:
        How many files were written and how many removed; what is the same stays as it is.

    Raises:
        ExportError: a session was not rendered, or a file cannot be written.
    """
    workshop, known = workshop_of(folder), _known(folder)
    records = [read_record(workshop.records, item.name) for item in items]
    missing = [item.name for item, one in zip(items, records, strict=True) if not (one and one.key)]
    if missing:
        raise ExportError(f"Not rendered yet: {', '.join(missing)}.")
    pages = gather(items, [record for record in records if record])
    contents = _files(site, pages)
    guid = ""
    if site.url:
        guid = site.feed_guid or known.feed or feed.guid_of(f"{site.url}feed.xml")
        contents["feed.xml"] = feed.feed(site, pages, guid)
    pictures = _pictures(pages, feed=bool(site.url))
    missing_pictures = {
        path: what for path, what in pictures.items() if not (folder / path).exists()
    }
    contents |= {path: files.draw_cover(*what) for path, what in missing_pictures.items()}
    ours = [*contents, *(path for path in pictures if path not in contents)]
    workshop.check_ours(ours, known.files)
    old = {
        one.path: one for one in (*known.files, *workshop.left_over(item.name for item in items))
    }
    sounds = {file.path for record in records if record for file in record.files}
    kept = {*ours, *sounds}
    new = {path: data for path, data in contents.items() if not _same(folder / path, data)}
    gone = [state for path, state in sorted(old.items()) if path not in kept]
    if new or gone:
        _write_list(folder, _List(guid, (*map(FileState, ours), *gone)))
    for path, data in new.items():
        make_folder((folder / path).parent)
        with atomic_write(folder / path, durable=False) as file:
            file.write(data)
    removed = sum(_removed(folder, state) for state in gone)
    final = _List(guid, tuple(FileState.of(folder, path) for path in sorted(ours)))
    if final != _known(folder):
        _write_list(folder, final)
    workshop.forget_left_over(item.name for item in items)
    return len(new), removed


def _files(site: SiteSpec, pages: Sequence[Page]) -> dict[str, bytes]:
    """Return all files but sounds, pictures and feed, by path."""
    shell, assets = files.shell()
    contents = dict(assets)
    contents["index.html"] = index_page(site, pages, shell).encode()
    contents[files.MANIFEST] = files.manifest(site.title, LANGUAGE)
    contents[files.WORKER] = files.worker(contents, [shell.icon])
    contents[files.HEADERS] = files.headers()
    if site.unlisted:
        contents["robots.txt"] = b"User-agent: *\nDisallow: /\n"
    for page in pages:
        contents[page.item.page] = session_page(site, page, shell).encode()
    return contents


def _pictures(pages: Iterable[Page], *, feed: bool) -> dict[str, tuple[str, int]]:
    """Return the pictures of a site: path to area and size."""
    areas = {page.area for page in pages} | {Area.BODY.value}
    sizes = (files.PAGE_COVER, files.FEED_COVER) if feed else (files.PAGE_COVER,)
    wanted = [(area, size) for area in areas for size in sizes]
    wanted += [(Area.BODY.value, size) for size in files.ICONS]
    return {files.cover_path(*what): what for what in wanted}


def _known(folder: Path) -> _List:
    try:
        known = lossless.load(folder / LIST, _List)
    except (OSError, msgspec.MsgspecError):
        return _List()
    return _List(known.feed, tuple(file for file in known.files if is_inside(file.path)))


def _write_list(folder: Path, known: _List) -> None:
    with atomic_write(folder / LIST) as file:
        file.write(msgspec.json.format(msgspec.json.encode(known), indent=1))


def _removed(folder: Path, state: FileState) -> bool:
    """Remove a file of ours; one that somebody changed stays."""
    if not state.unchanged(folder):
        return False
    with contextlib.suppress(OSError):
        (folder / state.path).unlink()
        return True
    return False


def _same(path: Path, data: bytes) -> bool:
    """Return whether a file has these bytes already."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False
