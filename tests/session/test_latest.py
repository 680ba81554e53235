"""Slow work beside the session: the newest value is worked on, and closing waits for no more."""

import threading

from rig.server import until

from voice_coach.session.play import Latest

LONG = 60.0


def test_of_those_that_wait_the_newest_is_worked_on() -> None:
    """While one is worked on, all that come but the newest are passed over."""
    begun, go_on, worked = threading.Event(), threading.Event(), []

    def work(value: int) -> None:
        begun.set()
        go_on.wait(LONG)
        worked.append(value)

    latest = Latest(work)
    latest.put(1)
    begun.wait(LONG)
    latest.put(2)
    latest.put(3)
    go_on.set()
    latest.close(LONG)
    assert worked == [1, 3]


def test_closed_at_once_it_ends() -> None:
    """Closed before its thread has looked, it works on the value and ends; so it does again."""
    worked: list[int] = []
    latest = Latest(worked.append)
    for value in range(20):
        latest.put(value)
        thread = latest._thread
        assert thread is not None
        latest.close(LONG)
        assert not thread.is_alive()
    assert worked == list(range(20))


def test_work_that_hangs_is_left_to_itself() -> None:
    """Closing waits no longer than it is told to."""
    go_on, worked = threading.Event(), []
    latest: Latest[int] = Latest(lambda value: worked.append(go_on.wait(LONG)))
    latest.put(1)
    latest.close(0.01)
    assert not worked
    go_on.set()


def test_work_that_fails_stops_nothing() -> None:
    """After a value at which the work failed, the next one is worked on."""
    worked: list[float] = []
    latest: Latest[int] = Latest(lambda value: worked.append(1 / value))
    latest.put(0)
    until(lambda: latest._values.empty())
    latest.put(1)
    latest.close(LONG)
    assert worked == [1.0]
