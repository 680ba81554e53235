"""One site for all tests of a run: it beeps, so it is made in seconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rig.command import Coach
from rig.sites import URL, Served, chromium, make_site, serving


@pytest.fixture(scope="session")
def maker(tmp_path_factory: pytest.TempPathFactory, takes: Path) -> Coach:
    """The command, with a folder and a home of its own for the whole run."""
    home = tmp_path_factory.mktemp("maker")
    env = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(takes),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    (home / "work").mkdir()
    return Coach(home / "work", env)


@pytest.fixture(scope="session")
def public(maker: Coach) -> Path:
    """A site of two sessions at three lengths, with a feed; not to be changed."""
    return make_site(maker, "--url", URL, "--all-lengths")


@pytest.fixture
def copied(public: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(public, tmp_path / "public"))


@pytest.fixture(scope="session")
def served(maker: Coach, public: Path) -> Iterator[Served]:
    """That site, served."""
    with serving(maker, public) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium for all tests of a run."""
    with chromium() as found:
        yield found
