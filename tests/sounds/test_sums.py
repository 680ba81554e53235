"""The sounds are those that were measured."""

from pathlib import Path

from voice_coach.provenance import sha256_of

SOUNDS = Path(__file__).parents[2] / "sounds"
SUMS = {
    "begin": "8820b2fcae88fe6d681296117c8770f1ff3042495751334bf02bf4fb33570667",
    "brown": "8a02da945c24e2d19aec645d40cf7706e55fb828428ad86e16138b696d123098",
    "change": "0e0e6193efa40b0817a280718e60b967fc4dc69efa6baf780c010b444fc145fc",
    "confirm": "33688e075651ff62c93c7a65917d442a246245a17bb57b74b9b22f2ffd686faa",
    "drone": "fd8c40bad2968ff73a92b613f8c15830173f3289c6e6624605f5de2aad93f0a6",
    "end": "b179b1f78432d0b4c4d1ac1772e298018ef3ad536ac4162cc11c3f0af4315277",
    "open": "c0297fb2f5f6ac10b1dcecd4a1eb987c43c1c660d2e6e2db3e865579b9f90894",
    "rain": "905d2ddc1019c9363d2fd9c3f03395826e46d7ee090f31c0bba37c1a0d5c5ed0",
    "refuse": "9edc5c1e5b56fbd73c6d704c6f744282fde6f1f3f83af6f153d75dc8248d54db",
    "still": "7bff709f706be6dfe39bfb2087d79702f471305afc454da238cc9326498781ba",
    "tick": "ce1cc4699f6b2b4649078da12daf9fa7e5da9f311c2ac2e4fe082994af41ae2a",
    "wake": "fae391f1c6f8b2afe24a556d322628bcb31765e101d4002c2f44e07432d44cdf",
    "waves": "dc8fd74e780714d76d819f38ae10be87b2c52dfe90ad51cc1dce69501b6ae5e6",
}


def test_no_sound_has_changed() -> None:
    """Each has the sum that it had when it last passed `test_make.py`, and there are no others.

    Whoever changes one runs that first: pytest -m nightly tests/sounds
    """
    assert {path.stem: sha256_of(path) for path in SOUNDS.glob("*.flac")} == SUMS
