"""What a result depends on besides its inputs."""

import hashlib
from importlib import metadata
from pathlib import Path

import pytest

from voice_coach.errors import UsageError
from voice_coach.provenance import now, package_version, sha256_of


def test_versions() -> None:
    """The version of an installed package; a word of the caller's for one that is missing."""
    assert package_version("numpy") == metadata.version("numpy")
    assert package_version("no-such-package") == "none"
    assert package_version("no-such-package", "system") == "system"


@pytest.mark.parametrize("size", [0, 1, (1 << 20) + 1])
def test_sums(tmp_path: Path, size: int) -> None:
    """A file's sum is that of all its bytes, however many blocks they are read in."""
    path = tmp_path / "file"
    path.write_bytes(bytes(size))
    assert sha256_of(path) == hashlib.sha256(bytes(size)).hexdigest()


def test_a_date_that_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is the time, in UTC; without it, or with a word, it is the present."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert now().isoformat() == "2023-11-14T22:13:20+00:00"
    for value in ("", "yesterday"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        assert now().timestamp() > 1_750_000_000


@pytest.mark.parametrize("digits", [17, 400])
def test_a_date_beyond_the_calendar(monkeypatch: pytest.MonkeyPatch, digits: int) -> None:
    """A number that no date has is an error of one line."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * digits)
    with pytest.raises(UsageError, match=r"^SOURCE_DATE_EPOCH=9+ is not a date\.$"):
        now()
