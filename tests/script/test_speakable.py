"""Words that can't be spoken are problems of the script, at their place."""

import pytest

from tests.script.examples import GOOD, advice, changed, faults

SIGN = "can't be spoken: write it as it should be said"
DATE = "day and month could be either way round; write the month as a word: 22 November 2026"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Slower.", "Slower 😀.", f"36:32: '😀' {SIGN}"),
        ("Hello there.", "{short: Hi., standard: Hi → you.}", f"26:36: '→' {SIGN}"),
        (
            '"Slow down."',
            '"Slow *down*."',
            "17:33: '*down*' can't be spoken: this is Markdown; write 'down'",
        ),
        (
            '"About {left} to go."',
            '"{left} on 11/22/2026."',
            f"8:21: '11/22/2026' can't be spoken: {DATE}",
        ),
        ('announce: "Step {number}. {title}."', 'announce: "^ {number}"', f"7:12: '^' {SIGN}"),
        ("title: Shake\n", "title: Shake ✓\n", f"28:18: '✓' {SIGN}"),
        ("names: [this side,", "names: [this side ✓,", None),
        ("{knead: need}", "{knead: 'n→d'}", f"11:22: '→' {SIGN}"),
        ("say: Hello there.", 'say: "\\u2713 Hello."', f"26:10: '✓' {SIGN}"),
    ],
)
def test_unspeakable_words_are_found_in_everything_that_is_said(old, new, expected):
    found = faults(changed(old, new))
    if expected is None:
        assert f"33:31: '✓' {SIGN}" in found
    else:
        assert found == [expected]


def test_they_are_reported_with_all_other_problems():
    text = changed("Slower.", "Slower 😀.").replace("Hello there.", "Hello [wave] ^.")
    assert [line.split(":")[0] for line in faults(text)] == ["26", "26", "36"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Welcome", "title: Welcome ✓"),  # not numbered, so never announced
        ("description: A short one.", "description: A short one → 😀"),
        ("credits: Nobody.", "credits: me@example.org"),
        ("{knead: need}", "{😀: a smile}"),
        ("Slower.", "'Slower for 20 s, e.g. 1/2 min & {side}.'"),
    ],
)
def test_other_texts_are_not_refused(old, new):
    assert faults(changed(old, new)) == []


def test_a_respelling_makes_a_sign_speakable():
    text = changed("Slower.", "Slower 😀.")
    assert faults(text) != []
    assert faults(text.replace("{knead: need}", "{😀: a smile}")) == []


def test_a_title_is_not_checked_if_nothing_says_titles():
    text = changed("title: Shake\n", "title: Shake ✓\n")
    assert faults(text) != []
    assert faults(text.replace('announce: "Step {number}. {title}."\n', "")) == []


@pytest.mark.parametrize("name", ["say", "ahead", "names"])
def test_a_reminder_may_be_named_like_a_key(name):
    text = GOOD.replace("  breath:\n", f"  {name}:\n").replace("[breath]", f"[{name}]")
    assert advice(text) == []
    assert faults(text.replace("Breathe out.", "Out ✓.")) == [f"17:16: '✓' {SIGN}"]


def test_every_fault_of_a_text_is_reported_at_its_place():
    text = changed("Hello there.", "One [foo] two. Three [bar] ^ four [foo]. Five {baz} six → ^.")
    assert [line.split(": ")[0] for line in faults(text)] == [
        *("26:14", "26:31", "26:37", "26:44", "26:56", "26:66", "26:68"),
    ]


@pytest.mark.parametrize("title", ["Neck &amp; head", "<b>Neck</b>", "**Neck**", "Neck :smile:"])
def test_a_title_has_no_markup_even_if_it_is_not_said(title):
    (found,) = faults(changed("title: Shoulders", f"title: '{title}'"))
    assert found.startswith("2:")
    assert "can't be spoken: this is" in found
