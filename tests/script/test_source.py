"""YAML 1.2 without the parts that scripts don't need."""

import re

import pytest

from tests.script.examples import GOOD, changed, faults
from voiceguide.script import source

OUT = "is not allowed; write the text out, or put the whole text in quotes"
PLAIN = "is not allowed; write plain values, or put the whole text in quotes"


def data(text: str) -> object:
    parsed = source.parse(text)
    assert not parsed.problems
    return parsed.data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("12", 12),
        ("-3", -3),
        ("012", 12),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("1.5", 1.5),
        (".5", 0.5),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("2025-01-01", "2025-01-01"),
        ("'12'", "12"),
        ('"true"', "true"),
    ],
)
def test_plain_values_are_those_of_yaml_1_2(text, value):
    found = data(f"key: {text}\n")
    assert found == {"key": value}
    assert type(found["key"]) is type(value)


def test_a_blank_line_in_folded_text_is_a_blank_line():
    folded = "say: >\n  One\n  line.\n\n  Another.\n"
    literal = "say: |\n  One\n  line.\n\n  Another.\n"
    assert data(folded) == {"say": "One line.\n\nAnother.\n\n"}
    assert data(literal) == {"say": "One\nline.\n\nAnother.\n"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "title: Shake\n",
            "title: Shake\n    title: Shook\n",
            ["29:5: the key 'title' appears here a second time"],
        ),
        (
            "title: Shake",
            "title: &shake Shake",
            [f'28:12: the anchor &shake {OUT}: "&shake Shake"'],
        ),
        (
            "title: Shake",
            "title: *shake",
            [f'28:12: the alias *shake {OUT}: "*shake"'],
        ),
        (
            "title: Shake",
            "title: !!str Shake",
            [f'28:12: the tag !!str {PLAIN}: "!!str Shake"'],
        ),
        (
            "title: Shake",
            "title: !!python/name:sys [ls]",
            [f'28:12: the tag !!python/name:sys {PLAIN}: "!!python/name:sys [ls]"'],
        ),
        ("credits: Nobody.", "? [a, b]\n: c", ["5:3: a key must be plain text"]),
        (
            "Hello there.",
            '"Hel\\0lo."',
            ["26:10: the character '\\x00' can't be spoken; remove it"],
        ),
        (
            "Hello there.",
            "Hel\x07lo.",
            ["26:13: the character '\\x07' can't be spoken; remove it"],
        ),
        (
            "Hello there.",
            '"Hel\\ud800lo."',
            ["26:10: the character '\\ud800' can't be spoken; remove it"],
        ),
        (
            "knead: need",
            '"a\\x1b": b',
            ["11:13: the character '\\x1b' can't be spoken; remove it"],
        ),
        ("Hello there.", '"Hello \\UFFFFFFFF."', ["26:17: \\UFFFFFFFF is not a character"]),
        ("Hello there.", '"Hello \\U00110000."', ["26:17: \\U00110000 is not a character"]),
        (
            "    say: Hello",
            "\tsay: Hello",
            ["26:1: a tab can't indent a line; write two spaces instead"],
        ),
    ],
)
def test_yaml_that_a_script_has_no_use_for_is_refused_at_its_place(old, new, expected):
    assert faults(changed(old, new)) == expected


def test_a_second_document_is_refused_where_it_starts():
    assert faults(GOOD + "---\n" + GOOD) == [
        "38:1: a second document starts here; a file may hold only one script"
    ]


def test_a_merge_key_is_refused():
    assert faults(GOOD + "<<: {title: Other}\n") == [
        "38:1: the merge key << is not allowed; write the keys out"
    ]


def test_aliases_that_would_grow_without_end_are_refused_one_by_one():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    refused = [line for line in faults("\n".join(lines)) if "is not allowed" in line]
    assert len(refused) == 12 + 11 * 9


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 5_000, "- " * 2_000])
def test_deep_nesting_is_refused_without_following_it(text):
    assert [line.split(": ")[1] for line in faults(text)] == [
        "nested deeper than 24 levels; a script needs seven"
    ]


@pytest.mark.parametrize("text", ["a: [1, 2", "a: 'b", "a: b: c", "@", "%YAML 9.9\n---\na: b"])
def test_broken_yaml_is_reported_with_its_place(text):
    (problem,) = faults(text)
    assert re.match(r"\d+:\d+: ", problem)


def test_a_problem_points_at_the_text_inside_a_value():
    parsed = source.parse("a: 1\nsay: |\n  Hello\n  [wave] there\n")
    problem = parsed.problem(("say",), "found it", snippet="[wave]")
    assert (problem.line, problem.column) == (4, 3)


def test_a_problem_with_a_missing_value_points_at_its_key():
    problem = source.parse("a:\n  b:\n\n\nc: 1\n").problem(("a", "b"), "nothing here")
    assert (problem.line, problem.column) == (2, 3)


def test_a_problem_with_a_missing_key_points_at_its_parent():
    problem = source.parse("a:\n  b: 1\n").problem(("a", "z", 3), "missing")
    assert (problem.line, problem.column) == (2, 3)
