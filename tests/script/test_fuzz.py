"""The reader survives random input: typed errors only, with a place, in bounded time."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from script import fuzz

pytestmark = pytest.mark.slow

MUCH = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FEW = settings(MUCH, max_examples=60)
WORDS = st.sampled_from(fuzz.TOKENS)
LEAVES = st.one_of(
    WORDS, st.text(max_size=12), st.integers(), st.floats(), st.none(), st.booleans()
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(), inner, max_size=5)
    ),
    max_leaves=25,
)
CUE = st.dictionaries(WORDS, TREES, max_size=4)
SCRIPT = {"coach": 1, "title": "T", "summary": "S", "area": "neck", "position": "x"}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the input lies, away from the user's own scripts."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "fuzzed.yaml"


@MUCH
@given(data=st.binary(max_size=300))
def test_any_bytes(path: Path, data: bytes) -> None:
    """Bytes without any meaning end in a typed error."""
    assert not fuzz.examine(path, data)


@MUCH
@given(pieces=st.lists(WORDS | st.text(max_size=5), max_size=60))
def test_text_like_yaml(path: Path, pieces: list[str]) -> None:
    """Text from the signs of YAML and the words of the language ends in a typed error or a script."""
    fuzz.examine(path, "".join(pieces).encode("utf-8", "surrogatepass"))


@FEW
@given(tree=TREES, style=st.sampled_from([None, True, False]))
def test_any_structure(path: Path, tree: Any, style: bool | None) -> None:
    """Whatever nested data YAML can write ends in a typed error."""
    text = yaml.dump(tree, default_flow_style=style, allow_unicode=True)
    assert not fuzz.examine(path, text.encode("utf-8", "surrogatepass"))


@FEW
@given(steps=st.lists(CUE, min_size=1, max_size=4), more=st.dictionaries(WORDS, TREES, max_size=3))
def test_any_steps(path: Path, steps: list[Any], more: dict[str, Any]) -> None:
    """A good heading over any cues ends in a typed error or a script."""
    text = yaml.dump({**more, **SCRIPT, "steps": steps}, allow_unicode=True)
    fuzz.examine(path, text.encode("utf-8", "surrogatepass"))


@MUCH
@given(chance=st.randoms(use_true_random=False), seed=st.integers(0, 2**32))
def test_changed_scripts(path: Path, chance: Random, seed: int) -> None:
    """Shipped scripts with a few changes end in typed errors or scripts."""
    chance = Random(seed)
    known = fuzz.seeds()
    fuzz.examine(path, fuzz.mutated(chance.choice(known), chance.choice(known), chance))


def test_finds_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that fails is a find: the run says so, and keeps the input that did it."""

    def broken(path: Path, data: bytes) -> bool:
        raise KeyError("broken")

    monkeypatch.setattr(fuzz, "examine", broken)
    assert fuzz.fuzz(0.2, 1, tmp_path / "finds") == 1
    assert len(list((tmp_path / "finds").iterdir())) == 1


def test_inputs_reach_scripts(path: Path) -> None:
    """Some changed scripts are still scripts, so that the planner is reached, too."""
    chance, known = Random(1), fuzz.seeds()
    whole = [fuzz.examine(path, fuzz.mutated(known[0], known[1], chance)) for _ in range(120)]
    assert 5 < sum(whole) < 115
