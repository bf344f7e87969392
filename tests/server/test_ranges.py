"""Ranges of bytes, compared with the words of RFC 9110, 14.1.2."""

from hypothesis import given
from hypothesis import strategies as st

from voiceguide.server.ranges import parts_of

NUMBERS = st.integers(0, 30) | st.sampled_from([10**30, 10**6000])


def text(number):
    return "1" + "0" * 6000 if number > 10**30 else str(number)


@given(
    size=st.integers(0, 20),
    asked=st.lists(st.tuples(st.none() | NUMBERS, st.none() | NUMBERS), min_size=1, max_size=4),
)
def test_the_bytes_asked_for_are_given_each_once(size, asked):
    wanted = set()
    for first, last in asked:
        if first is not None:
            wanted |= {at for at in range(size) if first <= at and (last is None or at <= last)}
        elif last is not None:
            wanted |= set(range(max(0, size - last), size))
    listed = ",".join("-".join("" if one is None else text(one) for one in pair) for pair in asked)
    parts = parts_of(f"bytes={listed}", size)
    assert [at for start, end in parts for at in range(start, end)] == sorted(wanted)
    assert all(start < end for start, end in parts)
