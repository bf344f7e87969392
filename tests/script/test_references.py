"""Unknown names are reported with their place and the nearest valid one."""

import pytest

from tests.script.examples import changed, faults
from voiceguide.script import reader

SIDES = (
    '    sides: {names: [this side, the other side], say: "Now {side}.", ahead: Soon we change.}'
)

CASES = [
    (
        "lengths: {default: standard, short: 2m, standard: 5m}",
        "lengths: {}",
        ["6:10: no length is named; write at least one, such as standard: 20m"],
    ),
    (
        "default: standard, short",
        "short",
        ["6:10: missing key 'default'; it names the usual length, such as default: short"],
    ),
    (
        "default: standard",
        "default: normal",
        ["6:20: unknown length 'normal'; expected one of: short, standard"],
    ),
    (
        "default: standard",
        "default: standart",
        ["6:20: unknown length 'standart'; did you mean 'standard'?"],
    ),
    (
        "say: Hello there.",
        "say: {shrot: Hello.}",
        ["26:11: unknown length 'shrot'; did you mean 'short'?"],
    ),
    (
        "{short: 60s, standard: 90s}",
        "{short: 60s, long: 90s}",
        ["9:21: unknown length 'long'; expected one of: short, standard"],
    ),
    ("{short: 90s, standard: 4m}", "{short: 90s}", ["29:11: missing length standard"]),
    (
        "{short: 90s, standard: 4m}",
        "{short: 90s, deep: 1m, standard: 4m}",
        ["29:24: unknown length 'deep'; expected one of: short, standard"],
    ),
    (
        "from: standard",
        "from: standrad",
        ["19:18: unknown length 'standrad'; did you mean 'standard'?"],
    ),
    (
        "below: standard",
        "below: deep",
        ["35:76: unknown length 'deep'; expected one of: short, standard"],
    ),
    (
        "id: shake",
        "id: welcome",
        [
            "18:13: unknown step 'shake'; expected one of: welcome",
            "27:9: the id 'welcome' is already used by another step",
        ],
    ),
    ("steps: [shake]", "steps: [shoke]", ["18:13: unknown step 'shoke'; did you mean 'shake'?"]),
    (
        "    reminds: [breath]\n",
        "    reminds: [breadth]\n",
        ["32:15: unknown reminder 'breadth'; did you mean 'breath'?"],
    ),
    (
        "Slower., reminds: [breath]",
        "Slower., reminds: [zz]",
        ["36:44: unknown reminder 'zz'; expected one of: breath"],
    ),
    (
        "side: this side",
        "side: that side",
        ["35:40: unknown side 'that side'; did you mean 'this side'?"],
    ),
    (
        "names: [this side, the other side]",
        "names: [the other side, the other side]",
        [
            "33:20: the two sides have the same name",
            "35:40: unknown side 'this side'; did you mean 'the other side'?",
        ],
    ),
    (
        SIDES + "\n",
        "",
        [
            "30:57: {side} has no value here; this step has no sides",
            "34:40: unknown side 'this side'; this step has no sides",
        ],
    ),
    ("Hello there.", "Hello {left}.", ["26:16: {left} has no value here"]),
    ("Hello there.", "Hello {side}.", ["26:16: {side} has no value here; this step has no sides"]),
    ("Soon, the shake.", "'Soon, {side}.'", ["31:19: {side} has no value here"]),
    ("Soon we change.", "'Soon, {left}.'", ["33:83: {left} has no value here"]),
    (
        "Loosely.",
        "'About {left}, number {number}.'",
        ["35:31: {left} has no value here", "35:46: {number} has no value here"],
    ),
    ('halfway: "About {left}', 'halfway: "About {side}', ["8:17: {side} has no value here"]),
    (
        'halfway: "About {left} to go."',
        'halfway: ["About {left}.", "{side}."]',
        ["8:29: {side} has no value here"],
    ),
    ("Step {number}.", "Step {side}.", ["7:17: {side} has no value here"]),
    (
        'say: ["Breathe out.", "Slow down."]',
        "say: ['Breathe {side}.']",
        ["17:20: {side} has no value here"],
    ),
    (
        "language: en",
        "language: it",
        ["8:17: the time left can't be said in 'it' yet; leave {left} out"],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_an_unknown_name_is_reported_with_its_place(old, new, expected):
    assert faults(changed(old, new)) == expected


@pytest.mark.parametrize("name", ["time", "quiet", "say", "ahead", "only", "steps", "default"])
def test_a_reminder_may_be_named_like_a_key(name):
    script = reader.loads(changed("  breath:\n", f"  {name}:\n").replace("[breath]", f"[{name}]"))
    assert list(script.reminders) == [name]


@pytest.mark.parametrize("word", ["time", "quiet", "say", "only"])
def test_a_respelt_word_may_be_named_like_a_key(word):
    assert reader.loads(changed("{knead: need}", f"{{{word}: need}}")).pronounce == {word: "need"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Now {side}."', '"Now {side}, for about {left}."'),
        ("Loosely.", "'Loosely, on {side}.'"),
        ("Soon we change.", "'Soon, {side}.'"),
        ('"Step {number}. {title}."', '"{title}."'),
        ('"About {left} to go."', '"Half of {title} is done."'),
    ],
)
def test_placeholders_are_allowed_where_they_have_a_value(old, new):
    assert reader.loads(changed(old, new))


def test_time_left_can_be_left_out_if_the_language_has_no_words_for_it():
    text = changed("language: en", "language: no").replace("About {left} to go.", "Halvveis.")
    assert reader.loads(text).language == "no"


@pytest.mark.parametrize(
    ("only", "time", "found"),
    [
        ("{from: standard}", "{standard: 4m}", []),
        ("{below: standard}", "{short: 4m}", []),
        ("{from: standard}", "{short: 4m}", ["29:11: missing length standard"]),
        ("{below: standard}", "{standard: 4m}", ["29:11: missing length short"]),
        ("{from: short}", "{standard: 4m}", ["29:11: missing length short"]),
    ],
)
def test_a_step_needs_a_time_only_in_the_lengths_that_have_it(only, time, found):
    text = changed("{short: 90s, standard: 4m}", time) + f"    only: {only}\n"
    text = text.replace("standard: 1m}", "standard: 5m}").replace("- {at: 25%, ", "- {at: 25%, ")
    assert faults(text) == found


@pytest.mark.parametrize(("one", "other"), [("5m", "300s"), ("5m", "5m1ms"), ("1h", "60m")])
def test_two_names_for_one_length_are_refused(one, other):
    lengths = f"{{default: standard, short: 2m, standard: {one}, same: {other}}}"
    [fault] = faults(
        changed("{default: standard, short: 2m, standard: 5m}", lengths)
        .replace("4m}", "4m, same: 4m}")
        .replace("1m}\n    say: H", "1m, same: 1m}\n    say: H")
    )
    assert "'same' is as long as 'standard'; leave one of them out" in fault


def test_how_much_a_script_may_hold_is_bounded():
    def listing(count, entry):
        return ", ".join(entry.format(n) for n in range(count))

    def with_lengths(count):
        return (
            f"voiceguide: 1\ntitle: T\nlengths: {{default: a0, {listing(count, 'a{0}: 2{0}m')}}}\n"
        )

    step = "steps: [{id: a, title: A, time: 3m, say: Go.}]\n"
    assert faults(with_lengths(12) + step) == []
    assert faults(with_lengths(13) + step) == ["3:10: too many lengths: 13; name at most 12"]
    for key, entries in (
        ("pronounce", f"{{{listing(201, 'b{0}: bee')}}}"),
        ("avoid", f"[{listing(201, 'b{0}')}]"),
        ("reminders", f"{{{listing(21, 'b{0}: {{every: 1m, say: [Go.]}}')}}}"),
    ):
        [fault] = faults(with_lengths(1) + step + f"{key}: {entries}\n")
        assert "too long; expected at most 20" in fault
    cues = f"cues: [{listing(101, '{{at: 5%, say: Go.}}')}]"
    [fault] = faults(with_lengths(1) + step.replace("say: Go.", f"say: Go., {cues}"))
    assert "too long; expected at most 100 entries" in fault
