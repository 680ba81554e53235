"""What is known of a site's sessions to its pages: the one module with Jinja2."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from voice_coach.errors import CoachError
from voice_coach.library import screening
from voice_coach.library.shelf import table
from voice_coach.plan.leaflet import REVIEW, safety_texts
from voice_coach.site.about import Page, clock, complaints, groups_of, shelf_of
from voice_coach.site.files import Shell
from voice_coach.site.spec import SiteSpec

if TYPE_CHECKING:
    from jinja2 import Environment

LANGUAGE = "en"
"""Of all scripts, and of the words of the pages around them."""


def need_jinja() -> None:
    """Make sure that pages can be written, before hours of rendering.

    Raises:
        CoachError: the package is missing; tells how to get it.
    """
    _environment()


def index_page(site: SiteSpec, pages: Sequence[Page], shell: Shell) -> str:
    """Return the list of all sessions."""
    main = [page for page in pages if page.item.main]
    return _rendered(
        "index.html",
        site,
        shell,
        root="",
        scripts=shell.index_scripts,
        sessions=len(main),
        areas=sorted({page.area for page in main}),
        groups=groups_of(main),
        complaints=complaints(main),
        safety=safety_texts(neck=True),
        question=screening.in_one_line(),
        table=json.dumps(table(shelf_of(main)), ensure_ascii=False, separators=(",", ":")),
    )


def session_page(site: SiteSpec, page: Page, shell: Shell) -> str:
    """Return the page of one session."""
    return _rendered(
        "session.html",
        site,
        shell,
        root="../",
        scripts=shell.session_scripts,
        page=page,
        leaflet=page.leaflet,
        screening=screening,
    )


def _rendered(template: str, site: SiteSpec, shell: Shell, **values: Any) -> str:
    found = _environment().get_template(template)
    return found.render(
        site=site,
        lang=LANGUAGE,
        dir="ltr",
        style=shell.style,
        icon=shell.icon,
        review=REVIEW,
        **values,
    )


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        message = "A site needs Jinja2: install it by `pip install 'voice-coach[site]'`."
        raise CoachError(message) from None
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,  # scripts are whoever's words
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["clock"] = clock
    made.filters["url"] = quote  # a script may be called "50% #1?": its name is part of addresses
    return made
