"""What a result depends on besides its inputs: versions, the bytes of files, and the date."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime, timezone
from pathlib import Path

from voice_coach.errors import UsageError


def package_version(package: str, missing: str = "none") -> str:
    """Return the installed version of a package, or `missing`."""
    from importlib import metadata  # slow to load: the voice gets ready meanwhile

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return missing


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits, 8 MB in some 10 ms.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


LAST_SECOND = 2.5e11
"""Since 1970, in the year 9892: later ones are no dates in some place on earth."""


def now() -> datetime:
    """Return the time by which results are dated, in the local time zone.

    SOURCE_DATE_EPOCH, where it is set, takes its place, in UTC: builds are then repeatable
    (reproducible-builds.org/specs/source-date-epoch).

    Raises:
        UsageError: SOURCE_DATE_EPOCH is beyond the calendar.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return datetime.now().astimezone()
    try:
        return datetime.fromtimestamp(int(epoch), timezone.utc)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch[:40]} is not a date.") from None
