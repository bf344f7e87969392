"""{side} is spoken only where the step has sides."""

from tests.script.examples import changed, faults
from voiceguide.script import reader

ONLY_STANDARD = "ahead: Soon we change., only: {from: standard}}"


def partly(old: str = "", new: str = "") -> str:
    """Returns the example with sides in its standard length only, and one change."""
    text = changed("ahead: Soon we change.}", ONLY_STANDARD)
    assert text.count(old or "voiceguide: 1") == 1
    return text.replace(old, new) if old else text


def test_a_text_for_a_length_with_sides_may_name_them():
    assert reader.loads(partly()).steps[1].sides


def test_an_opening_that_names_a_side_at_a_length_without_sides_is_refused():
    text = partly("{short: Shake it., standard: ", "{short: ")
    (fault,) = faults(text)
    assert fault.startswith("30:36: {side} has no value here: this step has no sides in short;")


def test_a_cue_that_names_a_side_at_a_length_without_sides_is_refused():
    text = partly("Slower.", "'Slower, on {side}.'")
    assert [line.split(":")[0:3] for line in faults(text)] == [
        ["36", "37", " {side} has no value here"]
    ]


def test_a_cue_that_is_left_out_with_the_sides_may_name_them():
    assert reader.loads(partly("Loosely., side: this side,", "'On {side}.', side: this side,"))
    only = "'Slower, on {side}.', only: {from: standard}"
    assert reader.loads(partly("Slower.", only))


def test_every_length_without_sides_is_named():
    text = partly("short: 2m, standard: 5m", "short: 2m, mid: 3m, standard: 5m")
    text = text.replace("{short: 30s, s", "{short: 30s, mid: 40s, s")
    text = text.replace("{short: 90s, s", "{short: 90s, mid: 2m, s")
    text = text.replace("{short: Shake it., standard: ", "{short: ")
    (fault,) = faults(text)
    assert "this step has no sides in short, mid;" in fault


def test_a_step_that_is_left_out_with_its_sides_may_name_them():
    text = partly("{short: Shake it., standard: ", "{short: ")
    text = text.replace("    title: Shake", "    only: {from: standard}\n    title: Shake")
    assert reader.loads(text)
