"""A cue has words, a count or a breath; their faults are reported at their places."""

import pytest

from tests.script.examples import GOOD, changed, faults
from voiceguide.script import reader, source
from voiceguide.script.beats import Breath, Count
from voiceguide.script.json_schema import schema

CUE = "{at: -15s, say: Slower., reminds: [breath]}"
LINE = GOOD[: GOOD.index(CUE)].count("\n") + 1


def with_cue(cue: str) -> str:
    """Returns the example with this cue, which is one line long."""
    return changed(CUE, cue)


def counting(count: str) -> list[str]:
    return faults(with_cue(f"{{at: 50%, count: {count}}}"))


def breathing(breath: str) -> list[str]:
    return faults(with_cue(f"{{at: 50%, breath: {breath}}}"))


def count(**keys: object) -> Count:
    return Count.model_validate({"every": "1s", **keys})


def breath(**keys: object) -> Breath:
    return Breath.model_validate({"in": "4s", "out": "6s", **keys})


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [
        ({"from": 3}, [3, 2, 1]),
        ({"from": 3, "to": 1}, [3, 2, 1]),
        ({"from": 3, "to": 0}, [3, 2, 1, 0]),
        ({"from": 1, "to": 4}, [1, 2, 3, 4]),
        ({"from": 0, "to": 2}, [0, 1, 2]),
        ({"from": 7, "to": 7}, [7]),
        ({"from": 100, "to": 1}, list(range(100, 0, -1))),
        ({"from": 900, "to": 999}, list(range(900, 1000))),
    ],
)
def test_a_count_goes_up_or_down(keys, numbers):
    assert list(count(**keys).numbers) == numbers


def test_a_breath_has_the_phases_that_are_written():
    whole = breath(hold="7s", wait="1s", rounds=3)
    assert whole.phases == (("in", 4_000), ("hold", 7_000), ("out", 6_000), ("wait", 1_000))
    assert (whole.round_ms, whole.spoken_rounds) == (18_000, 3)
    assert breath(wait="1s").phases == (("in", 4_000), ("out", 6_000), ("wait", 1_000))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{from: 3}", "missing key 'every'"),
        ("{every: 1s}", "missing key 'from'"),
        ("{from: 1, every: 1s}", "missing key 'to': up to which number, from 1?"),
        ("{from: 0, every: 1s}", "missing key 'to': up to which number, from 0?"),
        ("{from: 101, every: 1s}", "too many numbers: 101; at most 100 are counted"),
        ("{from: 3, every: 499ms}", "0.499s is too short; expected 0.5s or more"),
        ("{from: 3, every: 1}", "'1' has no unit"),
        ("{from: three, every: 1s}", "expected a whole number from 0 to 999, found 'three'"),
        ("{from: 3.5, every: 1s}", "expected a whole number from 0 to 999, found 3.5"),
        ("{from: -3, every: 1s}", "expected a whole number from 0 to 999, found -3"),
        ("{from: 1000, to: 990, every: 1s}", "expected a whole number from 0 to 999, found 1000"),
        ("{from: true, every: 1s}", "expected a whole number from 0 to 999, found True"),
        ("{from: [3], every: 1s}", "expected a whole number from 0 to 999, found something else"),
        ("{from: 3, evry: 1s, every: 1s}", "unknown key 'evry'; did you mean 'every'?"),
        ("3", "expected keys and values, found 3"),
        ("[3, 2, 1]", "expected keys and values, found a list"),
    ],
)
def test_a_faulty_count_is_one_problem_at_its_place(written, message):
    (fault,) = counting(written)
    assert fault.startswith(f"{LINE}:")
    assert message in fault


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{in: 4s}", "missing key 'out'"),
        ("{in: 0.9s, out: 4s}", "0.9s is too short; expected 1s or more"),
        ("{in: 4s, out: 4}", "'4' has no unit"),
        ("{in: 4s, out: 4s, rounds: 0}", "expected a whole number from 1 to 200, found 0"),
        ("{in: 4s, out: 4s, rounds: 201}", "expected a whole number from 1 to 200, found 201"),
        ("{in: 4s, out: 4s, spoken: 2}", "'spoken' is more than 'rounds', which is 1"),
        ("{in: 4s, out: 4s, rounds: 3, spoken: 1, counted: 2}", "than is spoken: 1 round"),
        ("{in: 4s, out: 21s, counted: 1}", "only phases of up to 20s can be counted aloud"),
        ("{in: 9s, out: 20s, rounds: 20, counted: 20}", "too much is said: 580 words"),
        (
            '{in: 4s, out: 4s, say: {on: "In."}}',
            "unknown key 'on'; expected one of: in, hold, out, wait",
        ),
        ('{in: 4s, out: 4s, say: {in: "In. [pause 1s] Now."}}', "this is said in one go"),
        ('{in: 4s, out: 4s, say: {in: "In?"}}', "this is said in one go"),
        ('{in: 4s, out: 4s, say: {in: "..."}}', "this has no words"),
        ('{in: 4s, out: 4s, say: {in: "Now {title}."}}', "{title} has no value here"),
        ('{in: 4s, out: 4s, say: {in: "<b>In</b>."}}', "can't be spoken"),
        ('{in: 4s, out: 4s, say: "In."}', "expected keys and values, found 'In.'"),
    ],
)
def test_a_faulty_breath_is_one_problem_at_its_place(written, message):
    (fault, *more) = breathing(written)
    assert fault.startswith(f"{LINE}:")
    assert message in fault
    assert more == []


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("{at: 50%}", "missing key 'say' (or 'count', 'breath' or 'chime')"),
        (
            "{at: 50%, say: Now., count: {from: 3, every: 1s}}",
            "a cue has one of 'say' and 'count'; make two cues of it",
        ),
        (
            "{at: 50%, breath: {in: 4s, out: 4s}, count: {from: 3, every: 1s}}",
            "a cue has one of 'count' and 'breath'; make two cues of it",
        ),
    ],
)
def test_a_cue_says_exactly_one_thing(cue, message):
    (fault,) = faults(with_cue(cue))
    assert fault == f"{LINE}:9: {message}"


def test_a_language_without_words_for_it_asks_for_the_author_s():
    text = with_cue("{at: 50%, breath: {in: 4s, hold: 2s, out: 4s}}")
    text = text.replace("language: en", "language: it").replace("pronounce: {knead: need}\n", "")
    text = text.replace('halfway: "About {left} to go."\n', "")
    (fault,) = faults(text)
    assert "a breath aren't known in 'it' yet" in fault
    assert fault.endswith("in, hold, out")
    own = "out: 4s, say: {in: Dentro., hold: Fermi., out: Fuori.}}}"
    assert faults(text.replace("out: 4s}}", own)) == []


def test_a_language_without_numbers_can_t_count():
    text = with_cue("{at: 50%, count: {from: 3, every: 1s}}").replace("en\n", "tlh\n")
    text = text.replace('halfway: "About {left} to go."\n', "")
    assert any("numbers can't be said in 'tlh' yet" in fault for fault in faults(text))


def test_there_is_an_end_to_what_is_said_on_the_beat():
    cues = "\n      - ".join(
        f"{{at: {at}%, breath: {{in: 1s, out: 1s, rounds: 200}}}}" for at in range(13)
    )
    (fault,) = faults(with_cue(cues))
    assert "too many words on the beat: 5200; at most 5000" in fault


def test_the_side_may_be_named_in_the_words_of_a_breath():
    own = '{at: 60%, breath: {in: 4s, out: 4s, say: {in: "Into {side}."}}}'
    step = reader.loads(with_cue(own)).steps[1]
    assert step.cues[1].breath is not None
    assert step.cues[1].breath.say.written() == {"in": "Into {side}."}
    sides = next(line for line in GOOD.splitlines() if "sides: {" in line)
    without = faults(with_cue(own).replace(f"{sides}\n", ""))
    assert any(
        fault.startswith(f"{LINE - 1}:") and "{side} has no value" in fault for fault in without
    )


@pytest.mark.parametrize("part", ["Count", "Breath", "BreathWords"])
def test_the_schema_has_an_example_of_each_key(part):
    for name, key in schema()["$defs"][part]["properties"].items():
        assert key["examples"], name


@pytest.mark.parametrize(
    ("cue", "good"),
    [
        ("{at: 50%, count: {from: 3, every: 1s}}", True),
        ("{at: 50%, breath: {in: 4s, out: 4s, rounds: 4, spoken: 2, counted: 1}}", True),
        ("{at: 50%, breath: {in: 4s, out: 4s, say: {in: In.}}}", True),
        ("{at: 50%}", False),
        ("{at: 50%, say: Now., count: {from: 3, every: 1s}}", False),
        ("{at: 50%, count: {from: three, every: 1s}}", False),
        ("{at: 50%, count: {from: 3, every: 1}}", False),
        ("{at: 50%, breath: {in: 4s, out: 4s, rounds: 0}}", False),
    ],
)
def test_editors_mark_what_the_reader_refuses(cue, good):
    jsonschema = pytest.importorskip("jsonschema")
    text = with_cue(cue)
    data = source.parse(text).data
    assert jsonschema.Draft202012Validator(schema()).is_valid(data) is good
    assert (faults(text) == []) is good
