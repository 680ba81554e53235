"""Bytes of ours among those that a library writes."""

import io

import pytest

from voice_coach.export.splice import Splice, Splicer


def test_our_bytes_stand_in_the_place_of_theirs() -> None:
    """Told where, ours replace theirs; what the library goes back to is found where it went."""
    file = io.BytesIO()
    splicer = Splicer(file, lambda head: Splice(2, 5, b"OURS") if len(head) >= 5 else None)
    for data in (b"ab", b"cdefg"):
        assert splicer.write(data) == len(data)
    splicer.seek(0)
    splicer.write(b"A")
    splicer.seek(6)
    splicer.write(b"G")
    assert splicer.tell() == 7
    splicer.seek(0, io.SEEK_END)
    splicer.write(b"h")
    splicer.check()
    assert file.getvalue() == b"abOURSfg".replace(b"a", b"A").replace(b"g", b"G") + b"h"


def test_where_a_byte_ends_up() -> None:
    """Before the splice it stays, after it it moves by what ours are longer."""
    splice = Splice(2, 5, b"OURS")
    assert [splice.moved(at) for at in (0, 1, 5, 9)] == [0, 1, 6, 10]


def test_a_fault_is_kept_until_somebody_asks() -> None:
    """What the file raises can not pass through C code: nothing more is taken, and `check` raises."""

    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "full")

    splicer = Splicer(Full(), lambda head: Splice(0, 0, b""))
    assert (splicer.write(b"a"), splicer.write(b"b")) == (0, 0)
    with pytest.raises(OSError, match="full"):
        splicer.check()
