"""How the threads of the process share it while a session plays; Ctrl-Z is in `test_keys`."""

import gc
import sys

import pytest

from voice_coach.playback.signals import low_latency


def test_threads_give_way_soon_and_nothing_is_searched() -> None:
    """Inside, threads give way within a millisecond, and no old object is looked through."""
    with low_latency():
        assert sys.getswitchinterval() == pytest.approx(0.001)
        assert gc.get_freeze_count() > 1000


def test_all_is_as_before_afterwards() -> None:
    """However it ends, the interval is the old one and garbage is looked for again."""
    before = sys.getswitchinterval()
    with pytest.raises(KeyError), low_latency():
        raise KeyError
    assert sys.getswitchinterval() == before
    assert gc.get_freeze_count() == 0
