"""Chapters: named so that each stands alone, and none lost between two frames."""

from voice_coach.export.chapters import chapter_title, chapters_of
from voice_coach.plan.timeline import StepMark, Timeline
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
    found = chapters_of(Timeline(100, (), (), marks, ()))
    assert [(c.start, c.end, c.title) for c in found] == [(0, 90, "A"), (90, 100, "C")]
