"""Notes are shown and not said: anything that can be read, but no mark-up."""

import pytest

from tests.script.examples import GOOD, advice, faults
from voiceguide.script import reader
from voiceguide.script.narration import paragraphs
from voiceguide.script.values import MAX_NOTES

NOTHING = "has no meaning in notes, which are shown and not said; leave it out"


def noted(written: str) -> str:
    """Returns the example with notes in its last step."""
    return f"{GOOD}    notes: {written}\n"


def test_notes_are_one_text_or_a_column():
    column = reader.loads(noted("{short: No fever., standard: Not above 38 °C.}")).steps[1].notes
    assert isinstance(column, dict)
    assert list(column) == ["short", "standard"]
    assert reader.loads(noted("Not with a fever.")).steps[1].notes == "Not with a fever."
    assert reader.loads(GOOD).steps[0].notes is None


@pytest.mark.parametrize(
    "written",
    [
        "7/10, 1990s, 2 m, 3,5 & 11/22/2026",
        "北京 → Привет ✓ 😀 ^",
        "See https://example.org or write to me@example.org.",
        "|\n      Fever > 38 °C.\n      - a wound\n      - an infection",
    ],
)
def test_what_no_voice_could_say_can_be_shown(written):
    assert faults(noted(written)) == []


def test_nobody_says_notes_so_nobody_listens_to_them():
    """Long sentences, words to avoid, capitals and words with two pronunciations are fine."""
    text = noted(f"Lead with the left one. {'Very ' * 30}slowly. The XYZQ reads it.")
    assert advice(text) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('""', "38:12: this has no words; expected a sentence"),
        ("...", "38:12: this has no words; expected a sentence"),
        ("5", '38:12: expected text, found 5; put the whole text in quotes: "5"'),
        (
            "{short: Fever., standrad: Wound.}",
            "38:28: unknown length 'standrad'; did you mean 'standard'?",
        ),
        (
            "Not **now**.",
            "38:16: '**now**' would be shown as it is: this is Markdown; write 'now'",
        ),
        (
            "Not <b>now</b>.",
            "38:16: '<b>' would be shown as it is: this is a tag of HTML or SSML; leave it out",
        ),
        (
            "Wait. [pause 3s] Go on.",
            f"38:18: '[pause 3s]' {NOTHING}",
        ),
        (
            "Not on {side}.",
            f"38:19: '{{side}}' {NOTHING}",
        ),
        (
            "Not ] now.",
            f"38:16: ']' {NOTHING}",
        ),
        (
            "a" * (MAX_NOTES + 1),
            f"38:12: too long; expected at most {MAX_NOTES} characters",
        ),
    ],
)
def test_a_fault_of_notes_is_reported_once_at_its_place(written, expected):
    assert faults(noted(written)) == [expected]


def test_all_faults_are_reported_together():
    text = noted("Not **now** or {side} or [x].").replace("Hello there.", "Hello ^.")
    assert [line.partition(" ")[0] for line in faults(text)] == [
        "26:16:",
        "38:16:",
        "38:27:",
        "38:37:",
    ]


def test_the_notes_of_all_steps_have_a_limit():
    step = "  - {{id: s{0}, title: A, time: {{short: 9s, standard: 9s}}, say: A., notes: {1}}}\n"
    steps = "".join(step.format(number, "b" * 3_999) for number in range(10))
    assert faults(GOOD + steps) == []
    assert faults(noted("b" * 11) + steps) == [
        "21:3: the notes are too long: 40001 characters; at most 40000 in all"
    ]


def test_a_blank_line_or_a_hyphen_starts_a_paragraph():
    text = "Not with:\n- a fever\n- a wound,\n  e.g. a cut\n\nAsk Dr. Lee first. Then\nbegin.\n"
    assert paragraphs(text) == (
        ("Not with:",),
        ("- a fever",),
        ("- a wound, e.g. a cut",),
        ("Ask Dr. Lee first.", "Then begin."),
    )


def test_a_comment_behind_unquoted_notes_is_an_error():
    assert "comment" in " ".join(faults(noted("Not with a fever #1.")))


def test_notes_have_no_effect_on_what_is_said():
    said = reader.loads(noted("Not with a fever."))
    assert said.steps[1].model_copy(update={"notes": None}) == reader.loads(GOOD).steps[1]
