"""Where the files that ship beside the code are: in a wheel, an editable install or a checkout."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder `scripts`, `sounds` or `licences`."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
