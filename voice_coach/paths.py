"""Where the program keeps its files: the folders that each system sets aside for a program."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs


def cache() -> Path:
    """Return the folder of what can be made again."""
    return _places().user_cache_path


def config() -> Path:
    """Return the folder of the user's settings."""
    return _places().user_config_path


def data() -> Path:
    """Return the folder of what the user made or installed."""
    return _places().user_data_path


def logs() -> Path:
    """Return the folder of logs."""
    return _places().user_log_path


def runtime() -> Path:
    """Return the folder of what lasts as long as a login; not necessarily private."""
    with warnings.catch_warnings():  # where the system sets none aside, platformdirs warns
        warnings.simplefilter("ignore")
        return _places().user_runtime_path


def state() -> Path:
    """Return the folder of what was played, and how far."""
    return _places().user_state_path


def _places() -> PlatformDirs:
    """Return the folders as the environment names them at this moment."""
    from platformdirs import PlatformDirs  # here: `coach --help` needs no folder

    return PlatformDirs("voice-coach", appauthor=False)
