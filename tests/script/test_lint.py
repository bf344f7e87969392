"""Advice about scripts that work."""

import pytest

from tests.script.examples import GOOD, advice, changed

SEVENTEEN = " ".join(["word"] * 17)


def test_a_good_script_needs_no_advice():
    assert advice(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Hello there.",
            f"Hello there. So {SEVENTEEN}.",
            "26:23: this sentence has 18 words; at most 16 are easy to follow",
        ),
        (
            "Slower.",
            "Slower on the left.",
            "36:39: the word 'left' is on the script's list of words to avoid",
        ),
        (
            "Slower.",
            "LEFT and slower.",
            "36:25: the word 'LEFT' is on the script's list of words to avoid",
        ),
        (
            "Slower.",
            f"So {' '.join(['word'] * 14)} 5-10 cm.",
            "36:25: this sentence has 19 words; at most 16 are easy to follow",
        ),
        (
            "standard: 4m",
            "standard: 5m",
            "6:41: the steps' times for standard sum to 6m, not 5m; they will be scaled",
        ),
    ],
)
def test_advice_is_given_at_its_place(old, new, expected):
    (found,) = advice(changed(old, new))
    assert found == expected


@pytest.mark.parametrize("said", ["for 20 breaths", "50% & 5-10 cm", "e.g. 1/2 min"])
def test_words_instead_of_digits_need_no_advice(said):
    assert advice(changed("Slower.", f"'Slower, {said}.'")) == []


def test_advice_is_given_once_and_in_the_order_of_the_file():
    text = changed("Slower.", "Left lead.").replace("Hello there.", "Left. Left bow.")
    assert [line.split(": ")[0] for line in advice(text)] == ["26:10", "26:21", "36:25", "36:30"]


def test_placeholders_do_not_count_as_words():
    assert advice(changed("avoid: [left]", "avoid: [left, side, title, number]")) == []


def test_times_that_scale_have_to_sum_to_the_default_length_only():
    single = changed("time: {short: 30s, standard: 1m}", "time: 30s")
    (found,) = advice(single)
    assert "for standard sum to 4m30s, not 5m" in found
    assert advice(single.replace("standard: 5m", "standard: 4m30s")) == []


@pytest.mark.parametrize("name", ["say", "ahead", "announce", "halfway"])
def test_a_name_that_looks_like_a_key_is_not_taken_for_narration(name):
    text = changed("  breath:\n", f"  {name}:\n").replace("[breath]", f"[{name}]")
    assert advice(text.replace("{knead: need}", f"{{{name}: 'nine'}}")) == []


@pytest.mark.parametrize(
    ("old", "new", "grows"),
    [
        ("Slower.", "Slower. [pause 5s+]", False),
        ("Hello there.", "Hello there. [pause 5s+]", True),
    ],
)
def test_a_pause_that_can_not_grow_is_named(old, new, grows):
    found = advice(changed(old, f'"{new}"'))
    assert [line.split(": ")[1] for line in found] == (
        [] if grows else ["this pause stays as it is"]
    )
