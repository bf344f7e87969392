import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.cache.sizes import parse_size, show_size
from voiceguide.errors import InputError


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("500MB", 500_000_000),
        ("500 mb", 500_000_000),
        ("500M", 500_000_000),
        (" 2GB ", 2_000_000_000),
        ("0.5 TB", 500_000_000_000),
        ("1kB", 1000),
        ("1KiB", 1024),
        ("1.5GiB", 1_610_612_736),
        ("0", 0),
    ],
)
def test_sizes_are_read_as_people_write_them(text, size):
    assert parse_size(text) == size


@pytest.mark.parametrize(
    "text", ["", "500", "MB", "-1MB", "1e9MB", "1,5GB", "5 apples", "nan", "inf GB", "9" * 99]
)
def test_text_that_is_not_a_size_is_refused_with_an_example(text):
    with pytest.raises(InputError, match="500MB"):
        parse_size(text)


@given(st.text())
def test_any_text_is_a_size_or_refused(text):
    with contextlib.suppress(InputError):
        assert parse_size(text) >= 0


@given(st.integers(1000, 10**15))
def test_a_shown_size_reads_back_as_about_the_same(size):
    assert abs(parse_size(show_size(size)) - size) <= size * 0.05
