"""`coach preview`: what is saved is heard, from the line that changed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from rig.command import Coach
from rig.playing import Playing, status_of, until_it_answers
from rig.server import until

from voice_coach.session.rehearsal import WatchedFile, changed_line

pytestmark = pytest.mark.slow

SCRIPT = """coach: 1
title: Mine
summary: S.
area: hands
position: sitting
safety: short
steps:
  - step: First
    do:
      - say: The first words.
      - wait: 40s
  - step: Second
    do:
      - say: The second words.
      - hold: {for: 60s, least: 60s, most: 60s}
        say: Hold it.
"""
SAID = ("--voice", "tone", "--through", "silent")


@pytest.mark.parametrize(
    ("after", "line"),
    [
        ("a\nb\nX\nd\n", 3),
        ("a\nb\nc\nd\ne\n", 5),
        ("X\na\nb\nc\nd\n", 1),
        ("a\nb\nd\n", 2),
        ("a\nb\nc\n", 3),
        ("", 1),
    ],
)
def test_the_first_line_that_differs(after: str, line: int) -> None:
    """A changed or a new line is itself; where lines went it is the one above."""
    assert changed_line("a\nb\nc\nd\n", after) == line


def test_a_save_is_taken_when_it_is_whole(tmp_path: Path) -> None:
    """A file that is being written, or gone between two halves of a save, is not taken yet."""
    path = tmp_path / "x.yaml"
    path.write_text("one")
    file = WatchedFile(path)
    assert file.saved() is None
    path.write_text("tw")
    assert file.saved() is None
    path.write_text("two and more")
    assert file.saved() is None
    assert file.saved() == "two and more"
    assert file.saved() is None
    path.unlink()
    assert file.saved() is None
    (tmp_path / "new").write_text("three")
    os.replace(tmp_path / "new", path)
    assert file.saved() is None
    assert file.saved() == "three"


@pytest.fixture
def preview(coach: Coach) -> Iterator[Playing]:
    """A preview of a script that plays."""
    (coach.folder / "mine.yaml").write_text(SCRIPT)
    process = coach.start("preview", "mine.yaml", *SAID)
    found = Playing(coach, process)
    try:
        until_it_answers(coach)
        yield found
    finally:
        found.end()


def save(preview: Playing, old: str, new: str) -> None:
    """Change the script, as an editor does."""
    path = preview.coach.folder / "mine.yaml"
    path.write_text(path.read_text().replace(old, new))


def test_a_save_plays_from_the_changed_line(preview: Playing) -> None:
    """After a save it plays from the line that changed, forward and back; a mistake is only told."""
    save(preview, "The second words.", "Other second words.")
    until(lambda: status_of(preview.coach).get("words") == "Other second words.")
    save(preview, "The first", "Left: the first")
    save(preview, "Left: the first", "Very first")
    until(lambda: str(status_of(preview.coach).get("words")).startswith("Very first"))
    save(preview, "position: sitting", "position: [")
    save(preview, "hold: {", "hodl: {")
    until(lambda: (preview.coach.folder / "mine.yaml").read_text().count("hodl") == 1)
    assert preview.coach("stop").returncode == 0
    assert preview.process.wait(60) == 0
    shown = preview.process.stdout.read()
    assert "Saved: it plays from line 14." in shown
    assert "Saved: it plays from line 10." in shown


def test_what_can_not_be_played_is_told_and_it_goes_on(preview: Playing) -> None:
    """A save with a slip is told with its place, and the session plays on."""
    assert preview.process.stdout
    save(preview, "The second words.", "Left: the words.")
    seen = ""
    while "text with a colon" not in seen:
        seen = preview.process.stdout.readline()
    assert seen.startswith("mine.yaml:14:")
    assert status_of(preview.coach)["state"] == "playing"


def test_at_the_end_it_waits_for_a_save(coach: Coach) -> None:
    """Played to its end, it says that it waits; Ctrl-C ends it."""
    (coach.folder / "mine.yaml").write_text(SCRIPT)
    process = coach.start("preview", "mine.yaml", *SAID, "--from", "1:58", "--ending", "none")
    assert process.stdout
    line = ""
    while "Save the file" not in line:
        line = process.stdout.readline()
        assert line, process.communicate()
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    process.communicate()
