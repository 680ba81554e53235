"""Jobs side by side: each tells how it went, whatever becomes of the others."""

import pytest

from voice_coach.session.batch import Advance, Advanced, Batch, Done


def test_news_of_a_batch() -> None:
    """Each job tells how far it is and how it ended, whatever the others do."""

    def make(name: str, advance: Advance) -> str:
        advance(0.5)
        if name == "bad":
            raise OSError(28, "full")
        return name.upper()

    news = list(Batch(make).run(["a", "bad", "b"], 2))
    ends = {one.name: one for one in news if isinstance(one, Done)}
    assert (ends["a"].result, ends["b"].result) == ("A", "B")
    assert isinstance(ends["bad"].fault, OSError)
    shares = [one.share for one in news if isinstance(one, Advanced) and one.name == "a"]
    assert shares == [0, 0.5]


def test_a_slip_of_ours_ends_a_batch() -> None:
    """An exception that nobody foresaw is raised, and not taken for a failed session."""

    def make(name: str, advance: Advance) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(Batch(make).run(["a", "b"], 1))
