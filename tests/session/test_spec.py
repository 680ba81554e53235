"""The description of a session: whole, checked, the same from any folder."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.errors import UsageError
from voice_coach.plan.program import Ending, Guide, Length, Narration
from voice_coach.session.spec import MixSpec, OutputSpec, SessionSpec, VoiceSpec

SPECS = st.builds(
    SessionSpec,
    names=st.lists(st.text(max_size=20), min_size=1, max_size=3).map(tuple),
    length=st.sampled_from(Length) | st.floats(1, 9999),
    narration=st.builds(Narration, guide=st.sampled_from(Guide), ending=st.sampled_from(Ending)),
    voice=st.builds(VoiceSpec, name=st.text(max_size=20), rate=st.none() | st.integers(60, 250)),
    mix=st.builds(MixSpec, bed=st.text(max_size=20), bed_volume=st.floats(0, 1)),
    output=st.builds(OutputSpec, device=st.text(max_size=20), captions=st.booleans()),
    volume=st.integers(1, 100),
    start=st.text(max_size=20),
    cue=st.none() | st.integers(0, 5000),
)


@given(SPECS)
def test_json_and_back(spec: SessionSpec) -> None:
    """What is written as JSON is read back as the same description."""
    assert SessionSpec.from_json(spec.to_json()) == spec


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"names": "brow"}', '{"names": ["brow"], "loud": 1}',
     '{"names": ["brow"], "length": "huge"}', '{"names": ["brow"], "narration": {"guide": "terse"}}',
     '{"names": ["brow"], "mix": {"reverb": 1}}', '{"names": ["brow"], "volume": "full"}'],
)  # fmt: skip
def test_what_describes_no_session(text: str) -> None:
    """A foreign or damaged description is refused in one sentence, whatever is wrong with it."""
    with pytest.raises(UsageError, match="a valid session description"):
        SessionSpec.from_json(text.encode())


def test_paths_mean_the_same_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths to scripts and beds become absolute; names stay names, whatever lies beside."""
    monkeypatch.chdir(tmp_path)
    for name in ("brow", "rain"):
        tmp_path.joinpath(name).mkdir()
    spec = SessionSpec(names=("brow", "./own.yaml", "own.yaml"), mix=MixSpec(bed="rain2.wav"))
    own = str(tmp_path / "own.yaml")
    assert spec.absolute().names == ("brow", own, own)
    assert spec.absolute().mix.bed == str(tmp_path / "rain2.wav")
    assert SessionSpec(names=("brow",), mix=MixSpec(bed="rain")).absolute().mix.bed == "rain"
