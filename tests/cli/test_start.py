"""`coach` alone: from the person to a session that plays, in a real terminal."""

import os
import re
from pathlib import Path

import pytest
from rig.command import Coach
from rig.server import until
from rig.terminal import DOWN, UP, Terminal, terminal

pytestmark = pytest.mark.slow

WHERE, LONG, HAVE, WHICH, READY = (
    "Where does it",
    "How many minutes",
    "What do you have",
    "Which one?",
    "Ready?",
)


def plays(shown: Terminal, words: str) -> None:
    """Wait until the session speaks; without a sound device its words are shown."""
    shown.wait_for(words)
    os.write(shown.ours, b"q")
    shown.process.wait(timeout=120)


def test_a_person_with_a_stiff_back(coach: Coach) -> None:
    """Words, numbers and Enter lead to a session that plays; how to play it again is told."""
    with terminal(coach) as shown:
        shown.answer(WHERE, "my back is stiff")
        shown.answer(LONG, "12")
        shown.answer(HAVE, "1")
        shown.answer(WHICH, "")
        shown.answer(READY, "")
        plays(shown, "Hello. Let us take")
        text = shown.shown()
    assert re.search(r"Next time: coach play [a-z-]*back( --length 12m)?\n", text)
    assert "Not for:" in text
    assert shown.process.returncode == 0


def test_arrow_keys(coach: Coach) -> None:
    """The arrow keys put one answer after another on the line, both ways round; Enter takes it."""
    with terminal(coach) as shown:
        shown.answer(WHERE, DOWN * 3)
        shown.answer(LONG, UP + UP)
        text = shown.shown()
        assert "3 My neck" in text[text.rfind("leave):", 0, text.rfind(LONG)) :]
        until_shown(shown, (HAVE, WHICH, READY))
        assert "leave): 20\n" in shown.shown().split(LONG)[1]


def until_shown(shown: Terminal, questions: tuple[str, ...]) -> str:
    """Wait for one of some questions; return it."""
    until(lambda: any(question in shown.shown() for question in questions), 120.0)
    return next(question for question in questions if question in shown.shown())


def test_a_red_flag_is_no_dead_end(coach: Coach) -> None:
    """A red flag is answered with what to do; the question stands again; q leaves, and nothing plays."""
    with terminal(coach) as shown:
        shown.answer(WHERE, "numb leg")
        shown.wait_for("see a doctor soon")
        os.write(shown.ours, b"qwertz\r")
        shown.wait_for("no session for that")
        os.write(shown.ours, b"99\r")
        shown.wait_for("Type a number from 1 to 10")
        os.write(shown.ours, b"q\r")
        assert shown.process.wait(timeout=120) == 0


@pytest.mark.parametrize("means", ["2", "3", "4"])
def test_what_is_not_there_is_not_asked_for(coach: Coach, means: str) -> None:
    """Who has no ball is offered none, and who has a chair alone is not sent to the floor."""
    with terminal(coach) as shown:
        shown.answer(WHERE, "6")
        shown.answer(LONG, "")
        shown.answer(HAVE, means)
        asked = until_shown(shown, (WHICH, READY))
        offered = shown.shown().split("4  A chair, and nothing else")[1].split("leave):")[1]
        assert asked
    if means != "3" and "comes nearest" not in offered:
        assert "tennis ball" not in offered
    if means != "2":
        assert "mat or carpet" not in offered


def test_several_sessions_are_offered(coach: Coach) -> None:
    """`coach play` with words that mean several asks which; a number plays it."""
    with terminal(coach, "play", "neck", "pain") as shown:
        shown.answer(WHICH, "1")
        plays(shown, "Hello.")


def test_one_session_plays_at_once(coach: Coach) -> None:
    """`coach play` with words that mean one session says so in a line, and plays it as long as asked."""
    with terminal(coach, "play", "can't", "sleep", "20", "minutes") as shown:
        plays(shown, "twenty minutes to drift")
        assert '"can\'t sleep 20 minutes" is wind-down. Winding down, 15 min' in " ".join(
            shown.shown().split()
        )


def test_plain_terminals(coach: Coach) -> None:
    """A terminal that can not be steered gets plain lines, and NO_COLOR no bold ones."""
    with terminal(coach, NO_COLOR="1") as shown:
        shown.wait_for("leave):")
        assert "\x1b[1m" not in shown.raw.split("Number")[0]
    with terminal(coach, TERM="dumb") as shown:
        shown.answer(WHERE, "10")
        shown.wait_for(LONG)
        assert "\x1b[1m" not in shown.raw


def test_nobody_is_left_without_an_answer(coach: Coach) -> None:
    """The end of what is typed, and Ctrl+C, end it quietly."""
    for keys, code in ((b"\x04", 0), (b"\x03", 130)):
        with terminal(coach) as shown:
            shown.wait_for("leave):")
            os.write(shown.ours, keys)
            assert shown.process.wait(timeout=120) == code
            assert "Traceback" not in shown.shown()


@pytest.fixture
def unasked(coach: Coach) -> Path:
    """Nobody has answered the question today; returns the file that notes it."""
    noted = Path(coach.env["XDG_STATE_HOME"]) / "voice-coach" / "screened"
    noted.unlink()
    return noted


def test_a_yes_leads_to_what_to_do_instead(coach: Coach, unasked: Path) -> None:
    """Who has something that massage is not for learns what to do; nothing plays, nothing is noted."""
    with terminal(coach) as shown:
        shown.answer(WHERE, "my back is stiff")
        shown.answer("Is any of this true", "1")
        shown.wait_for("severe pain needs emergency help")
        assert shown.process.wait(timeout=120) == 6
    assert not unasked.exists()


def test_a_no_is_noted(coach: Coach, unasked: Path) -> None:
    """An explicit no is noted, and it is not asked again that day."""
    with terminal(coach) as shown:
        shown.answer(WHERE, "my back is stiff")
        shown.answer("Is any of this true", "7")
        shown.answer(LONG, "q")
    assert unasked.exists()
    with terminal(coach) as shown:
        shown.answer(WHERE, "my back is stiff")
        shown.answer(LONG, "q")
        assert "Is any of this true" not in shown.shown()


def test_careful_people_are_offered_what_is_safe(coach: Coach, unasked: Path) -> None:
    """Who has to be careful is offered light sessions alone: no ball."""
    with terminal(coach) as shown:
        shown.answer(WHERE, "6")
        shown.answer("Is any of this true", "6")
        shown.answer(LONG, "")
        asked = until_shown(shown, (WHICH, READY))
        assert "tennis ball" not in shown.shown().split(LONG)[1]
    assert asked
    assert not unasked.exists()


def test_what_was_not_understood_is_asked_about(coach: Coach) -> None:
    """A word that was not understood brings the question, even if it was answered today."""
    with terminal(coach, "play", "squeezing", "jaw") as shown:
        shown.wait_for('I didn\'t understand "squeezing".')
        shown.answer("Is any of this true", "4")
        shown.wait_for("needs help now")
        assert shown.process.wait(timeout=120) == 6
