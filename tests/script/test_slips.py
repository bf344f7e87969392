"""YAML that people write by mistake: messages say how YAML reads it, and what to write."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.script.examples import GOOD, changed, faults
from voiceguide.errors import ScriptError
from voiceguide.script import reader, source, texts
from voiceguide.script.model import Script

FILE = Path(__file__).with_name("slips.txt")
SAY = "    say: Hello there.\n"

SLIPS = [block.split("\n") for block in FILE.read_text(encoding="utf-8").strip().split("\n\n")]
"""Each a change of the step's text, its lines behind a bar, and the messages that it gets."""

SPACES = [
    ("\tsay: Hello there.\n", ["26:1: a tab can't indent a line"]),
    ("    say: |\n\tHello\n", ["27:1: a tab can't indent a line"]),
    ("    say: Hello\n\tthere\n", ["27:1: a tab can't indent a line"]),
    ("\xa0\xa0\xa0\xa0say: Hello there.\n", ["26:1: the character '\\xa0' can't indent a line"]),
    ("    say: Hello th\u2028ere: x.\n", ["26:10: YAML takes 'Hello th ere' for a key"]),
]

OTHERS = [
    (
        "ahead: Soon, the shake.",
        "ahead: 'It's soon",
        [
            (
                "31:12: YAML ends this text at its second ', before 's soon'; put the whole text "
                'in quotes: "It\'s soon"'
            )
        ],
    ),
    (
        'announce: "Step {number}. {title}."',
        "announce: Step {number}: {title}.",
        [
            (
                "7:11: YAML takes 'Step {number}' for a key; put the whole text in quotes: "
                '"Step {number}: {title}."'
            )
        ],
    ),
    (
        "lengths: {default: standard, short: 2m, standard: 5m}",
        "lengths: default: standard, short: 2m",
        ["6:10: keys and values on one line stand in braces: '{default: standard, short: 2m}'"],
    ),
    (
        "lengths: {default: standard, short: 2m, standard: 5m}",
        "lengths:\n  default: standard\n  short:2m\n  standard: 5m",
        ["8:3: a space is missing after the colon; write 'short: 2m'"],
    ),
    ("steps:\n", "steps\n", ["20:1: a colon must follow the key; write 'steps:'"]),
    (
        "title: Shake\n",
        "title: Shake\n      ahead: Go.\n",
        [
            (
                "29:7: this line is indented by 6 spaces, the lines above by 4 or 2; the keys of "
                "one part must start in the same column"
            )
        ],
    ),
    (
        "say: Loosely.",
        "say: Don't, it's [pause 3s]",
        [
            (
                "35:24: inside brackets and braces, YAML does not read \"Don't, it's [pause 3s]\" "
                "as one text; put the whole text in quotes: \"Don't, it's [pause 3s]\""
            )
        ],
    ),
    (
        "title: Shake\n",
        "title: 1.10\n",
        ['28:12: expected text, found 1.1; put the whole text in quotes: "1.10"'],
    ),
    (
        "title: Shake\n",
        "title: ~\n",
        ['28:12: expected text, found nothing; put the whole text in quotes: "~"'],
    ),
]


@pytest.mark.parametrize("lines", SLIPS, ids=lambda lines: lines[0])
def test_a_slip_in_a_text_is_explained(lines):
    new = "\n".join(line[2:] for line in lines if line.startswith("|"))
    expected = [line for line in lines if not line.startswith("|")]
    assert faults(changed(SAY, new + "\n")) == expected


@pytest.mark.parametrize(("new", "expected"), SPACES)
def test_a_space_that_is_none_to_yaml_is_named(new, expected):
    assert [line.split(";")[0] for line in faults(changed(SAY, new))] == expected


@pytest.mark.parametrize(("old", "new", "expected"), OTHERS)
def test_a_slip_elsewhere_is_explained(old, new, expected):
    assert faults(changed(old, new)) == expected


@pytest.mark.parametrize(
    "new", ["say:\tHello.", "say: Hello.\t", "say: |\n      \tHello.", "say: a\tb"]
)
def test_a_tab_that_indents_nothing_is_a_space(new):
    assert faults(changed("say: Hello there.", new)) == []


def test_several_slips_and_other_faults_are_reported_together():
    text = changed("say: Hello there.", "say: Rest. Next: go.").replace("Loosely.", "Off: [now]")
    text = text.replace("title: Shake", "title: 'Don't'").replace("A short one.", "Hi #3")
    text = text.replace("Slower.", "'Slower [wave].'").replace("every: 2m", "every: 2")
    places = [line.split(": ")[0] for line in faults(text)]
    assert places == ["3:17", "15:12", "26:10", "28:12", "35:24", "36:33"]


def test_every_key_of_the_format_is_known():
    keys = set[str]()
    schema = Script.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        keys |= set(part.get("properties", {}))
    assert keys <= texts.KEYS


LIBRARY = re.compile(
    "while (scanning|parsing)|mapping|sequence|scalar|token|<block|expected alphabetic|node|"
    "document (end|separator)|URI|hexdecimal|simple key"
)
PIECES = [
    ": ",
    " #",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "- ",
    "? ",
    "%",
    "@",
]
PIECES += [
    "`",
    "\t",
    "\n",
    "\n      ",
    "\n  ",
    "\\",
    ",",
    "---\n",
    "...\n",
    "<<: ",
    "\uff1a",
    "“",
    "\xa0",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), st.data())
def test_nothing_of_the_librarys_wording_is_shown(pieces, data):
    text = GOOD
    for piece in pieces:
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + piece + text[place:]
    try:
        found = source.parse(text).problems
    except source.SourceError as error:
        found = tuple(error.problems)
    for problem in found:
        assert not LIBRARY.search(re.sub(r"'[^']*'|\"[^\"]*\"", "", problem.message))
        assert 0 < problem.line <= text.count("\n") + 2


@settings(max_examples=30)
@given(st.text("ab:# '\"[]{}*&!|>-?,%@`.\\", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_a_text_is_read_as_written_or_refused(text):
    try:
        read = reader.loads(changed("title: Shake\n", f"title: {text}\n")).steps[1].title
    except ScriptError:
        return
    assert read == text or (text[0] == text[-1] and text[0] in "'\"")
