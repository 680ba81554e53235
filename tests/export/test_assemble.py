"""What a session is made of, and files that a format can go back in."""

import io
import os
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from msgspec.structs import replace
from plan.making import programmed, technique

from voice_coach.export.formats import format_of
from voice_coach.export.recording import Format, Quality
from voice_coach.export.render import Encoding, fitting, prepare
from voice_coach.plan.planner import estimate, plan_session
from voice_coach.plan.program import Length, Narration
from voice_coach.sound.mixer import Floor, Mixer

PART = technique("- step: Work\n  do: [{hold: 20s}]\n")
STREAMING, SEEKING = (cast(Format, SimpleNamespace(streams=streams)) for streams in (True, False))


def test_a_recording_is_the_session(tmp_path: Path) -> None:
    """Length, chapters, tags, channels and quality are those asked for; all frames are counted."""
    program = programmed(PART)
    timeline = plan_session(program, Narration(), Length.STANDARD, estimate).timeline
    silent = replace(timeline, speech=(), chimes=(), bed=(0, 0))
    for name, mono in (("x.wav", True), ("x.mp3", False)):
        seen: list[int] = []
        mixer = Mixer(silent, lambda line: Floor().block(0, 1)[:, 0])
        made = prepare(
            program,
            mixer,
            format_of(Path(name)),
            Encoding(Quality.HIGH, mono, "2026-02-28"),
            seen.append,
        )
        blocks = list(made.blocks)
        assert made.length == timeline.length == sum(map(len, blocks)) == sum(seen)
        assert {block.shape[1] for block in blocks} == {made.channels} == {1 if mono else 2}
        assert [chapter.title for chapter in made.chapters] == ["Welcome", "Test: Work", "Ending"]
        assert (made.tags.title, made.tags.date) == ("Test", "2026-02-28")
        assert made.quality is Quality.HIGH
        assert made.cover().startswith(b"\x89PNG")


def test_a_format_that_goes_back_gets_a_file_to_go_back_in(tmp_path: Path) -> None:
    """A pipe gets the whole file at its end; a file under its own name is written as it is."""
    pipe = io.BytesIO()
    with fitting(SEEKING, pipe) as file:
        file.write(b"whole")
        assert pipe.getvalue() == b""
    assert pipe.getvalue() == b"whole"
    with fitting(STREAMING, pipe) as file:
        assert file is pipe
    with (tmp_path / "x").open("xb") as own:
        with fitting(SEEKING, own) as file:
            assert file is own
        os.replace(tmp_path / "x", tmp_path / "y")
        with fitting(SEEKING, own) as file:
            assert file is not own
