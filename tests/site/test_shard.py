"""Parts of the work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.errors import UsageError
from voice_coach.site.build import parse_shard, shard

pytestmark = pytest.mark.slow


@given(st.lists(st.integers()), st.integers(1, 50))
def test_parts_make_the_whole(items: list[int], count: int) -> None:
    """All parts together are everything, each thing once, and no part is more than one longer."""
    parts = [shard(items, number, count) for number in range(1, count + 1)]
    assert sorted(x for part in parts for x in part) == sorted(items)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_what_is_a_part() -> None:
    """The first and the last are parts."""
    assert (parse_shard("1/4"), parse_shard("4/4")) == ((1, 4), (4, 4))


@pytest.mark.parametrize(
    "text", ["", "0/4", "5/4", "1", "1/", "-1/4", "1/4/2", "a/b", "1/0", "١/٤x"]
)
def test_what_is_none(text: str) -> None:
    """Anything else is refused in one sentence."""
    with pytest.raises(UsageError, match="is no part"):
        parse_shard(text)
