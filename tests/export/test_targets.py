"""What may be written to: never what is read, never one file twice."""

import os
from pathlib import Path

import pytest

from voice_coach.errors import UsageError
from voice_coach.export.targets import caption_targets, check_targets


def test_captions_lie_beside_the_audio() -> None:
    """Kinds share the name of the audio, each once; a name is taken as it is; nothing is nothing."""
    audio = Path("out/neck.mp3")
    assert caption_targets("", audio) == []
    assert caption_targets("vtt, SRT,vtt", audio) == [Path("out/neck.vtt"), Path("out/neck.srt")]
    assert caption_targets("my.lrc", audio) == [Path("my.lrc")]
    assert caption_targets("my.vtt", None) == [Path("my.vtt")]


@pytest.mark.parametrize(
    ("wanted", "told"), [("vtt", "name their file"), ("words.doc", ".vtt, .srt, .lrc or .txt")]
)
def test_captions_without_a_place(wanted: str, told: str) -> None:
    """Down a pipe there is no name to share; a kind that is not known names those that are."""
    with pytest.raises(UsageError, match=told):
        caption_targets(wanted, None)


def test_no_file_is_written_twice_or_read(tmp_path: Path) -> None:
    """A name is looked through: links, other spellings and files that do not exist yet, too."""
    script, link = tmp_path / "a.yaml", tmp_path / "link.wav"
    script.write_text("")
    os.link(script, link)
    new = tmp_path / "new.wav"
    check_targets([new, tmp_path / "new.vtt"], [script])
    check_targets([new], [tmp_path / "none.yaml"])
    with pytest.raises(UsageError, match="link.wav is read for this session"):
        check_targets([new, link], [script])
    with pytest.raises(UsageError, match="would be written twice"):
        check_targets([new, tmp_path / "x" / ".." / "new.wav"], [])


def test_a_device_may_get_two_things() -> None:
    """What goes to a device goes nowhere twice."""
    check_targets([Path(os.devnull), Path(os.devnull)], [Path(os.devnull)])


def test_a_folder_is_no_device(tmp_path: Path) -> None:
    """Two files can not both be one folder."""
    with pytest.raises(UsageError, match="would be written twice"):
        check_targets([tmp_path, tmp_path], [])
