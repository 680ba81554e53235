"""What a file says of itself, word for word: cautions first, none left out."""

from plan.making import programmed, technique

from voice_coach.export.tags import tags_of
from voice_coach.plan.leaflet import REVIEW, STOP_AT
from voice_coach.plan.phrases import ENGLISH

SAY = "- say: Work.\n"
MORE = """
risks: [thin-bones, tingling]
cautions: [Not on bone., Not with fever.]
not_for: [a fresh scar, a cold]
stop_at: [a cramp]
"""


def test_the_comment_has_all_that_protects_first() -> None:
    """Risks, cautions, who should not, when to stop, the safety text, the review; the summary last."""
    tags = tags_of(programmed(technique(SAY, MORE), technique(SAY, MORE)), "2026-02-28")
    assert tags.comment == " ".join(
        (
            "Leave this one out with thin bones.",
            "If an arm or a hand tingles, take your fingers off.",
            "Not on bone. Not with fever.",
            "Not for: a fresh scar; a cold.",
            f"Stop at: {'; '.join(STOP_AT)}; a cramp.",
            *ENGLISH.full_safety,
            REVIEW,
            "S.",
        )
    )
    assert (tags.title, tags.date, tags.language3) == ("Test, then Test", "2026-02-28", "eng")


def test_nobody_is_named_where_no_one_should_leave_it() -> None:
    """Without anybody to leave it out, nobody is listed; when to stop is always told."""
    comment = tags_of(programmed(technique(SAY)), "").comment
    assert comment.startswith(f"Stop at: {STOP_AT[0]}; ")
    assert "Not for" not in comment
