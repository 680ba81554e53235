"""Chapters: named so that each stands alone, and none lost between two frames."""

from voice_coach.plan.timeline import Line, SpeechEvent, StepMark, Timeline, chapter_title
from voice_coach.script.terms import Side


def test_chapter_titles() -> None:
    """A chapter's name stands alone: technique, side, title."""
    left = Side.LEFT
    titles = {
        StepMark(0, "Welcome", ""): "Welcome",
        StepMark(0, "Rest", "Lower back"): "Lower back: Rest",
        StepMark(0, "Left side: hold", "Lower back", left): "Lower back, left side: hold",
        StepMark(0, "Left shoulder", "Squeeze", left): "Squeeze, left shoulder",
        StepMark(0, "Hold", "Lower back", left): "Lower back, left side: Hold",
    }
    assert {step: chapter_title(step) for step in titles} == titles


def test_chapters_fill_the_session() -> None:
    """Chapters follow one another from the first frame to the last; an empty one is left out."""
    marks = (StepMark(7, "A", ""), StepMark(90, "B", ""), StepMark(90, "C", ""))
    found = Timeline(100, (), (), marks, ()).chapters()
    assert [(c.start, c.end, c.title) for c in found] == [(0, 90, "A"), (90, 100, "C")]


def test_every_word_is_in_a_chapter() -> None:
    """A chapter has the words that begin in it, those before the first step's mark too."""
    marks = (StepMark(7, "A", ""), StepMark(50, "B", "Back", Side.LEFT))
    speech = tuple(SpeechEvent(start, 9, Line(str(start))) for start in (0, 45, 50))
    first, second = Timeline(100, speech, (), marks, ()).chapters()
    assert (first.speech, second.speech) == (speech[:2], speech[2:])
    assert (second.step, second.technique, second.side) == ("B", "Back", Side.LEFT)
    assert (first.start_ms, first.end_ms) == (0, 1)
