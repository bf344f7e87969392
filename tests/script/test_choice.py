import pytest

from voiceguide.script.choice import applies, chosen
from voiceguide.script.part import Only

MINUTE = 60_000
NAMED = {"least": 7 * MINUTE, "short": 10 * MINUTE, "standard": 20 * MINUTE, "deep": 60 * MINUTE}


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(7, "b"), (10, "b"), (19.9, "b"), (20, "c"), (59.9, "c"), (60, "d")],
)
def test_the_variant_of_the_longest_named_length_that_fits_is_chosen(minutes, expected):
    value = {"deep": "d", "short": "b", "standard": "c"}
    assert chosen(value, NAMED, int(minutes * MINUTE))[1] == expected
    assert chosen("a", NAMED, int(minutes * MINUTE)) == (None, "a")


@pytest.mark.parametrize(
    ("only", "minutes"),
    [
        ({"from": "standard"}, [20, 40, 60]),
        ({"below": "standard"}, [7, 10, 19.9]),
        ({"from": "short", "below": "deep"}, [10, 19.9, 20, 40]),
        ({}, [7, 10, 19.9, 20, 40, 60]),
    ],
)
def test_parts_can_be_limited_to_a_range_of_lengths(only, minutes):
    asked = [7, 10, 19.9, 20, 40, 60]
    found = [m for m in asked if applies(Only.model_validate(only), NAMED, int(m * MINUTE))]
    assert found == minutes
    assert applies(None, NAMED, 7 * MINUTE)
