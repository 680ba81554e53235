"""The files around the pages: style, scripts, pictures, worker, and what installs it as an app."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from voice_coach.picture.cover import cover
from voice_coach.version import __version__

ASSETS, COVERS = "assets", "covers"
PAGE_COVER = 640
FEED_COVER = 1400
"""Pixels that podcast directories ask for at least."""
ICONS = (192, 512)
MANIFEST, WORKER, HEADERS = "app.webmanifest", "worker.js", "_headers"
_FOR_EVER = "Cache-Control: public, max-age=31536000, immutable"
_PAPER = "#fbfaf7"


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page needs, by its path in the site; names tell what is in it."""

    style: str
    app: str
    player: str
    search: str
    index: str
    icon: str

    @property
    def index_scripts(self) -> tuple[str, str, str]:
        """Return the scripts of the list."""
        return (self.app, self.search, self.index)

    @property
    def session_scripts(self) -> tuple[str, str]:
        """Return the scripts of a session."""
        return (self.app, self.player)


@cache
def shell() -> tuple[Shell, Mapping[str, bytes]]:
    """Return the names of the files that all pages share, and what is in them."""
    names = ("style.css", "app.js", "player.js", "search.js", "index.js")
    files = {name: asset(name) for name in names}
    paths = {name: hashed(f"{ASSETS}/{name}", data) for name, data in files.items()}
    style, app, player, search, index = paths.values()
    found = Shell(style, app, player, search, index, cover_path("body", ICONS[0]))
    return found, {paths[name]: data for name, data in files.items()}


def asset(name: str) -> bytes:
    """Return a file that ships beside this one."""
    return Path(__file__).with_name("assets").joinpath(name).read_bytes()


def hashed(path: str, data: bytes) -> str:
    """Return a path with a digest of the data before its suffix."""
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}{dot}{suffix}"


def cover_path(area: str, size: int = PAGE_COVER) -> str:
    """Return the path of a picture; it changes with the program that draws it."""
    return f"{COVERS}/{area}-{size}.{__version__}.png"


def draw_cover(area: str, size: int) -> bytes:
    """Return a picture of that path."""
    return cover(area, size)


def manifest(title: str, language: str) -> bytes:
    """Return what a phone needs to install the site as an app."""
    icons = [
        {
            "src": cover_path("body", size),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": use,
        }
        for size in ICONS
        for use in ("any", "maskable")
    ]
    manifest = {
        "id": "./",
        "name": title,
        "short_name": title[:12].rstrip(),
        "description": "Spoken self-massage sessions to follow with your eyes closed.",
        "lang": language,
        "dir": "ltr",
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "categories": ["health", "lifestyle"],
        "icons": icons,
    }
    return json.dumps(manifest, indent=1, ensure_ascii=False).encode()


def worker(files: Mapping[str, bytes], more: Iterable[str]) -> bytes:
    """Return the worker; it changes when one of the files changes that it keeps from the start.

    Args:
        files: these files.
        more: paths of others, whose names tell what is in them.
    """
    digest = hashlib.sha256()
    for path, data in sorted(files.items()):
        digest.update(path.encode() + b"\0" + data)
    source = asset(WORKER).decode()
    source = source.replace("@VERSION@", digest.hexdigest()[:12])
    return source.replace("@FILES@", json.dumps(sorted([*files, *more]))).encode()


def headers() -> bytes:
    """Return how long caches may keep what, as Netlify and Cloudflare Pages read it."""
    lines = [f"/{folder}/*\n  {_FOR_EVER}\n" for folder in ("audio", ASSETS, COVERS)]
    return ("".join(lines) + f"/{WORKER}\n  Cache-Control: no-cache\n").encode()
