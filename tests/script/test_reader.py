"""Every fault of a script is reported with its place, what was found and what was expected."""

import codecs
import os
import random
import re
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.script.examples import GOOD, changed, faults
from voiceguide import resources
from voiceguide.errors import Problem, ScriptError
from voiceguide.script import reader
from voiceguide.timecode import DURATION_FORM as DURATION

LATIN = "(in Windows' Latin encoding, it is 'é')"
MOMENT = "a share (50%), a time (40s or 0:40) or a time before the end (-15s)"
LENGTHS = "for example lengths: {short: 10m, long: 20m, default: short}"
NAME = "expected lower-case letters, digits and hyphens"
STEP_KEYS = (
    "id, title, repeat, group, voice, numbered, reminders, restful, still, time, fixed, "
    "say, brief, bare, sleep, may_skip, grows, chimes, bed, notes, ahead, sides, cues, reminds, "
    "..."
)

SHAPE = [
    (
        "    title: Shake",
        "    titel: Shake",
        ["27:5: missing key 'title'", "28:5: unknown key 'titel'; did you mean 'title'?"],
    ),
    ("language: en", "languages: en", ["4:1: unknown key 'languages'; did you mean 'language'?"]),
    (
        "at: -15s, say: Slower.",
        "at: -15s, say: Slower., sideways: x",
        ["36:34: unknown key 'sideways'; did you mean 'side'?"],
    ),
    (
        "only: {from: standard}",
        "only: {form: standard}",
        ["19:12: unknown key 'form'; did you mean 'from'?"],
    ),
    (
        "pauses: {sentence: 1s",
        "pauses: {sentences: 1s",
        ["12:10: unknown key 'sentences'; did you mean 'sentence'?"],
    ),
    (
        "title: Shake",
        "title: Shake\n    colour: red",
        [f"29:5: unknown key 'colour'; expected one of: {STEP_KEYS}"],
    ),
    (
        "title: Shoulders",
        "title: [a]",
        ["2:8: YAML takes '[a]' for a list; put the whole text in quotes: \"[a]\""],
    ),
    (
        "title: Shoulders",
        "title: 5",
        ['2:8: expected text, found 5; put the whole text in quotes: "5"'],
    ),
    ("title: Shoulders", "title:", ["2:1: expected text, found nothing"]),
    ("title: Shoulders\n", "", ["1:1: missing key 'title'"]),
    ("voiceguide: 1\n", "", ["1:1: missing key 'voiceguide'"]),
    ("voiceguide: 1", "voiceguide: 2", ["1:13: unknown format version 2; expected 1"]),
    ("voiceguide: 1", "voiceguide: one", ["1:13: unknown format version 'one'; expected 1"]),
    (
        "steps:\n  - id: welcome",
        "steps:\n  - welcome\n  - id: welcome",
        ["21:5: expected keys and values, found 'welcome'"],
    ),
    ("cues:\n", "cues:\n      - 5\n", ["35:9: expected keys and values, found 5"]),
    (
        "lengths: {default: standard, short: 2m, standard: 5m}",
        "lengths: 5m",
        [f"6:10: expected keys and values, found '5m'; {LENGTHS}"],
    ),
    (
        "names: [this side, the other side]",
        "names: [this side]",
        ["33:20: too few entries; expected at least 2"],
    ),
    (
        "names: [this side, the other side]",
        "names: [this side, b, c]",
        ["33:20: too long; expected at most 2 entries"],
    ),
    (
        "names: [this side, the other side]",
        "names: [[b], c]",
        [
            "33:21: YAML takes '[b]' for a list; put the whole text in quotes: \"[b]\"",
            "35:40: unknown side 'this side'; expected one of: c",
        ],
    ),
    (
        "names: [this side, the other side]",
        "names: [this side, [b]]",
        ["33:32: YAML takes '[b]' for a list; put the whole text in quotes: \"[b]\""],
    ),
    ("avoid: [left]", "avoid: left", ["10:8: expected a list, found 'left'"]),
    (
        "pronounce: {knead: need}",
        "pronounce: [knead]",
        ["11:12: expected keys and values, found a list"],
    ),
    ("pronounce: {knead: need}", "pronounce: {knead: }", ["11:13: expected text, found nothing"]),
    (
        "pronounce: {knead: need}",
        "pronounce: {' ': need}",
        ["11:18: this is empty; expected text"],
    ),
    (
        'say: ["Breathe out.", "Slow down."]',
        "say: []",
        ["17:10: this is empty; write at least 1 entry"],
    ),
    ("    say: Hello there.\n", "", ["21:5: missing key 'say'"]),
    ("say: Hello there.", "say:", ["26:5: expected text, found nothing"]),
    ("say: Hello there.", "say: {}", ["26:10: this is empty; write at least 1 entry"]),
    (
        "say: Hello there.",
        "say: [Hello.]",
        ["26:10: YAML takes '[Hello.]' for a list; put the whole text in quotes: \"[Hello.]\""],
    ),
    (
        "id: shake",
        "id: Shake It",
        [
            "18:13: unknown step 'shake'; did you mean 'Shake It'?",
            f"27:9: 'Shake It' is not a name; {NAME}",
        ],
    ),
    (
        "  breath:\n",
        "  Breath It:\n",
        [
            f"14:3: 'Breath It' is not a name; {NAME}",
            "32:15: unknown reminder 'breath'; did you mean 'Breath It'?",
            "36:44: unknown reminder 'breath'; did you mean 'Breath It'?",
        ],
    ),
    (
        "title: Shake",
        "title: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        ["28:12: too long; expected at most 36 characters"],
    ),
    (
        "title: Shake",
        "title: 'Shake [it]'",
        ["28:12: '[' can't be spoken; leave out brackets and braces"],
    ),
    (
        "names: [this side, the other side]",
        "names: [this side, '{left}']",
        ["33:32: '{' can't be spoken; leave out brackets and braces"],
    ),
    ("title: Shake", "title: '...'", ["28:12: this has no words; expected a name"]),
    ("title: Shake", 'title: "a\\nb"', ["28:12: expected a single line"]),
    (
        "language: en",
        "language: english!",
        [
            "4:11: 'english!' is not a language; expected a code such as en or pt-BR",
            "8:17: the time left can't be said in 'english!' yet; leave {left} out",
        ],
    ),
]

VALUES = [
    (
        "numbered: false",
        "numbered: yes",
        ["23:15: expected true or false, found 'yes'; write true"],
    ),
    ("numbered: false", "numbered: 0", ["23:15: expected true or false, found 0"]),
    ("every: 2m", "every: 120", [f"15:12: '120' has no unit; expected {DURATION}"]),
    ("every: 2m", "every: 2.5", [f"15:12: '2.5' has no unit; expected {DURATION}"]),
    ("every: 2m", "every: -2m", [f"15:12: '-2m' is negative; expected {DURATION}"]),
    ("every: 2m", "every: 0s", [f"15:12: this must be longer than zero; expected {DURATION}"]),
    ("rest: 1m", "rest: 1d", [f"16:11: '1d' is not a duration; expected {DURATION}"]),
    ("every: 2m", "every: 1000h", [f"15:12: '1000h' is longer than a day; expected {DURATION}"]),
    ("every: 2m", "every: 1e9999", [f"15:12: '1e9999' is not a duration; expected {DURATION}"]),
    ("every: 2m", "every: soon", [f"15:12: 'soon' is not a duration; expected {DURATION}"]),
    ("every: 2m", "every: true", [f"15:12: expected {DURATION}"]),
    ("every: 2m", "every: 2minutes", [f"15:12: '2minutes' is not a duration; expected {DURATION}"]),
    ("short: 30s", "short: 30", [f"25:19: '30' has no unit; expected {DURATION}"]),
    ("standard: 5m", "standard: 5", [f"6:51: '5' has no unit; expected {DURATION}"]),
    (
        "Hello there.",
        "Hello [wave] there.",
        ["26:16: unknown mark '[wave]'; expected [pause 3s] or [bell]"],
    ),
    (
        "Hello there.",
        "Hello [pause] there.",
        ["26:16: unknown mark '[pause]'; expected [pause 3s]"],
    ),
    (
        "Hello there.",
        "Hello [pause 3] there.",
        [f"26:16: in '[pause 3]': '3' has no unit; expected {DURATION}"],
    ),
    (
        "Hello there.",
        "Hello [pause three] there.",
        [f"26:16: in '[pause three]': 'three' is not a duration; expected {DURATION}"],
    ),
    (
        "Hello there.",
        "Hello [pause 3s there.",
        ["26:16: unmatched '[' in narration; a pause is written [pause 3s]"],
    ),
    (
        "Hello there.",
        "Hello ] there.",
        ["26:16: unmatched ']' in narration; a pause is written [pause 3s]"],
    ),
    (
        "Hello there.",
        "Hello {sied} there.",
        ["26:16: unknown placeholder '{sied}'; did you mean 'side'?"],
    ),
    ("Hello there.", "'  '", ["26:10: this is empty; expected a sentence"]),
    ("Hello there.", '""', ["26:10: this is empty; expected a sentence"]),
    (
        "Hello there.",
        '"[pause 3s] [pause 1s]"',
        ["26:10: this has no words; expected a sentence"],
    ),
    ("Hello there.", '"[pause 3s]."', ["26:10: this has no words; expected a sentence"]),
    ("at: 25%", "at: 101%", [f"35:14: '101%' is after the end of the step; expected {MOMENT}"]),
    ("at: 25%", "at: middle", [f"35:14: 'middle' is not a moment; expected {MOMENT}"]),
    ("at: 25%", "at: 40", [f"35:14: 40 is not a moment; expected {MOMENT}"]),
]


def test_the_example_has_no_faults():
    script = reader.loads(GOOD)
    assert [step.id for step in script.steps] == ["welcome", "shake"]
    assert script.lengths.named == {"short": 120_000, "standard": 300_000}
    assert script.reminders["breath"].rest_ms == 60_000


@pytest.mark.parametrize(("old", "new", "expected"), SHAPE)
def test_a_wrong_key_or_type_is_reported_with_its_place(old, new, expected):
    assert faults(changed(old, new)) == expected


@pytest.mark.parametrize(("old", "new", "expected"), VALUES)
def test_a_wrong_value_is_reported_with_its_place(old, new, expected):
    assert faults(changed(old, new)) == expected


def test_all_faults_are_reported_at_once_in_the_order_of_the_file():
    text = changed("title: Shoulders", "title: &a 5")
    text = text.replace("every: 2m", "every: 120").replace("{side}", "{sied}", 1)
    text = text.replace("Loosely.", "'[wave]'").replace("side: this side", "side: that side")
    text = text.replace("steps: [shake]", "steps: [shoke]").replace("ahead: Soon,", "ahaed: Soon,")
    lines = [int(line.split(":")[0]) for line in faults(text)]
    assert lines == [2, 15, 18, 30, 31, 35, 35]


def test_a_rest_may_be_zero_but_an_interval_may_not():
    assert reader.loads(changed("rest: 1m", "rest: 0s")).reminders["breath"].rest_ms == 0


def test_a_script_without_a_default_has_only_one_length():
    one = re.sub(r"(short|standard): \w+, ", "", GOOD.replace("default: standard, ", ""))
    one = one.replace("short: Shake it., ", "").replace("{short: 60s, ", "{")
    assert reader.loads(one).lengths.default_name == "standard"


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n"])
def test_an_empty_script_says_how_to_start(text):
    assert faults(text) == ["the script is empty; start with 'voiceguide: 1'"]


@pytest.mark.parametrize("text", ["Hello.", "- a\n- b\n", "5"])
def test_a_script_that_is_not_a_mapping_says_how_to_start(text):
    assert faults(text) == ["expected keys and values; start with 'voiceguide: 1'"]


def test_a_script_without_steps_is_refused():
    text = GOOD[: GOOD.index("steps:\n")].replace("    steps: [shake]\n", "")
    assert faults(text + "steps: []\n") == ["19:8: this is empty; write at least 1 entry"]


def refused(path: Path) -> str:
    with pytest.raises(ScriptError) as caught:
        reader.load(path)
    return str(caught.value)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "script.yaml"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
    ],
    ids=["byte-order mark", "CRLF", "CR"],
)
def test_a_file_from_any_system_reads_the_same(tmp_path, data):
    assert reader.load(written(tmp_path, data)) == reader.loads(GOOD)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_are_right_with_any_line_ending(tmp_path, newline):
    text = changed("every: 2m", "every: 2").replace("\n", newline)
    assert ".yaml:15:12: '2' has no unit" in refused(written(tmp_path, text.encode()))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x" * (512 * 1024 + 1), ": the file is larger than 512 kB; a script is far smaller"),
        (GOOD.encode("utf-16"), ": the file is in UTF-16; save it as UTF-8"),
        (GOOD.encode("utf-16-le"), ": the file is in UTF-16; save it as UTF-8"),
        (GOOD.encode("utf-32"), ": the file is in UTF-32; save it as UTF-8"),
        (b"title: a\x00b\n", ": this is a binary file; expected a script as text (UTF-8)"),
        (
            b"a: 1\nb: \xe9t\xe9\n",
            f":2:4: the byte 0xe9 is not UTF-8 {LATIN}; save the file as UTF-8",
        ),
        (
            codecs.BOM_UTF8 + "b: été, ".encode() + b"\xe9t\xe9",
            f":1:9: the byte 0xe9 is not UTF-8 {LATIN}; save the file as UTF-8",
        ),
        (b"", ": the script is empty; start with 'voiceguide: 1'"),
    ],
    ids=["large", "UTF-16", "unmarked", "UTF-32", "binary", "Latin-1", "mixed", "empty"],
)
def test_a_file_that_is_not_a_script_is_reported_by_name(tmp_path, data, message):
    path = written(tmp_path, data)
    assert refused(path) == f"{path}{message}"


def test_a_script_of_exactly_the_largest_size_is_read(tmp_path):
    data = GOOD.encode() + b"#" * (512 * 1024 - len(GOOD.encode()))
    assert reader.load(written(tmp_path, data)) == reader.loads(GOOD)


def test_a_missing_file_and_a_folder_are_reported_by_name(tmp_path):
    assert refused(tmp_path / "no.yaml").endswith(
        "no.yaml: this file does not exist; check the name"
    )
    assert refused(tmp_path).endswith(": this is a folder; expected a script file (.yaml)")
    assert "can't be read" in refused(tmp_path / ("x" * 300))
    assert "can't be read" in refused(tmp_path / "a\0b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    told: list[str] = []
    waiting = threading.Thread(target=lambda: told.append(refused(tmp_path / "pipe.yaml")))
    waiting.daemon = True
    waiting.start()
    waiting.join(timeout=10)
    assert [line.split(": ")[1] for line in told] == [
        "no program writes to this pipe; start that program first"
    ]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable for root"
)
def test_an_unreadable_file_is_reported_by_name(tmp_path):
    path = written(tmp_path, GOOD.encode())
    path.chmod(0)
    assert "can't be read" in refused(path)


MARKS = ["\\", '"', "'", "{", "}", "[", "]", ":", "- ", "&a ", "*a ", "!x ", "\t", "\n", "|", "? "]
MARKS += ["---\n", '"\\UFFFFFFFF"', '"\\ud800"', "\x07", "\u2028", "null", "1e999", "<<: ", "say:"]
MARKS += ["{left}", "{side}", "[pause 3s]", "only:", "time:", "steps:", "💆", "\ufeff"]
marks = st.sampled_from(MARKS)


def problems(text: str) -> Sequence[Problem]:
    """Returns the problems of a text, if any; no other error may be raised."""
    try:
        reader.loads(text)
    except ScriptError as error:
        return error.problems
    return ()


@settings(max_examples=300)
@given(st.text() | st.lists(marks | st.text(max_size=5)).map("".join))
def test_any_text_is_read_or_refused_with_a_printable_message(text):
    assert all(str(problem).encode() for problem in problems(text))


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_a_script_with_any_text_inserted_is_read_or_refused(data):
    text = GOOD
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + data.draw(marks) + text[start + data.draw(st.integers(0, 9)) :]
    for problem in problems(text):
        assert str(problem).encode()
        assert problem.line <= text.count("\n") + 1


@pytest.mark.slow
@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_a_long_script_with_its_lines_mixed_up_is_read_or_refused(rng: random.Random):
    lines = (resources.scripts() / "back-massage.yaml").read_text(encoding="utf-8").splitlines()
    for _ in range(rng.randint(1, 4)):
        index = rng.randrange(len(lines))
        mixed = [[], [lines[index]] * 2, [rng.choice(lines)], ["  " + lines[index]]]
        lines[index : index + 1] = rng.choice(mixed)
    assert all(problem.message for problem in problems("\n".join(lines)))


def test_a_comma_in_unquoted_braces_is_explained():
    text = "steps: [{id: a, cues: [{at: 10s, say: Slowly, slowly.}]}]"
    with pytest.raises(
        ScriptError, match=r"unknown key 'slowly\.'; .* put the whole text in quotes"
    ):
        reader.loads(text)
