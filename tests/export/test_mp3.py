"""ID3 tags, read back by mutagen."""

import io

from mutagen.id3 import ID3

from voice_coach.export.mp3 import tag
from voice_coach.export.tags import Tags
from voice_coach.plan.timeline import Chapter
from voice_coach.units import RATE

COVER = b"\x89PNG and so on"


def test_everything_is_found_where_players_look() -> None:
    """Title, date, language, comment, cover and each chapter with its times are read back."""
    chapters = (Chapter(0, RATE, "One"), Chapter(RATE, 3 * RATE, "Rücken"))
    data = tag(Tags("Neck", "Not on bone.", "2026-02-28"), chapters, COVER)
    found = ID3(io.BytesIO(data + bytes(2048)), translate=False)
    assert [found[name].text[0] for name in ("TIT2", "TYER", "TDAT", "TLAN", "TPE1", "TALB")] == [
        "Neck", "2026", "2802", "eng", "voice-coach", "Self-massage",
    ]  # fmt: skip
    (comment,) = found.getall("COMM")
    assert (comment.text, comment.lang, comment.desc) == (["Not on bone."], "eng", "")
    (picture,) = found.getall("APIC")
    assert (picture.mime, picture.type, picture.data) == ("image/png", 3, COVER)
    told = [(c.start_time, c.end_time, c.sub_frames["TIT2"].text[0]) for c in found.getall("CHAP")]
    assert told == [(0, 1000, "One"), (1000, 3000, "Rücken")]
    assert found["CTOC:toc"].child_element_ids == ["chp0", "chp1"]


def test_what_is_not_there_is_left_out() -> None:
    """Without comment, chapters and cover there are no frames of them."""
    found = ID3(io.BytesIO(tag(Tags("Neck"), (), b"") + bytes(2048)), translate=False)
    assert not {"COMM", "APIC", "CHAP", "CTOC", "TYER"} & {name[:4] for name in found}
