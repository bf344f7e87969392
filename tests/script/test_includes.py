"""Parts of other files: the same script as if they were written out, or an error at their place."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.script.examples import GOOD
from voiceguide.errors import ScriptError
from voiceguide.script import includes, lint, reader, source
from voiceguide.script.json_schema import schema

SHARED = """\
steps:
  - id: welcome
    title: Welcome
    time: {short: 30s, standard: 1m}
    say: Sit down, all of you.
    cues:
      - {at: 50%, say: Breathe.}
      - {include: deep/words.yml#calm}
reminders:
  breath: {every: 1m, say: [Breathe out.]}
loop: {include: shared.yaml#loop}
circle: {include: deep/words.yml#circle}
cues: [{at: 10%, say: Look.}, {at: 20%, say: See.}]
"""
WORDS = """\
calm: {at: 75%, say: Be calm., needs: 10s}
circle: {include: ../shared.yaml#circle}
rest: {id: rest, title: Rest, time: {short: 90s, standard: 4m}, say: Rest.}
"""
MAIN = """\
voiceguide: 1
title: T
lengths: {default: short, short: 2m, standard: 5m}
reminders:
  breath: {include: shared.yaml#reminders/breath, every: 50s}
steps:
  - include: shared.yaml#steps/welcome
  - include: deep/words.yml#rest
    cues: {include: shared.yaml#cues}
"""
WHOLE = """\
voiceguide: 1
title: T
lengths: {default: short, short: 2m, standard: 5m}
reminders:
  breath: {every: 50s, say: [Breathe out.]}
steps:
  - id: welcome
    title: Welcome
    time: {short: 30s, standard: 1m}
    say: Sit down, all of you.
    cues: [{at: 50%, say: Breathe.}, {at: 75%, say: Be calm., needs: 10s}]
  - id: rest
    title: Rest
    time: {short: 90s, standard: 4m}
    say: Rest.
    cues: [{at: 10%, say: Look.}, {at: 20%, say: See.}]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "scripts"
    (here / "deep").mkdir(parents=True)
    monkeypatch.chdir(here)
    write("shared.yaml", SHARED)
    write("deep/words.yml", WORDS)
    write("main.yaml", MAIN)
    return here


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def faults(text: str) -> list[str]:
    """Returns the problems of a script in the file main.yaml."""
    with pytest.raises(ScriptError) as refused:
        reader.load(write("main.yaml", text))
    return [str(problem) for problem in refused.value.problems]


def fault(written: str) -> str:
    """Returns the problem of a script whose second step includes what is `written`."""
    found = faults(MAIN.replace("include: deep/words.yml#rest", f"include: {written}"))
    assert len(found) == 1
    place, _, message = found[0].partition(" ")
    assert place == "8:14:", found
    return message


def test_what_is_included_is_as_if_it_were_written_out():
    assert reader.load(Path("main.yaml")) == reader.loads(WHOLE)


def test_the_script_can_be_read_from_anywhere(folder, monkeypatch):
    monkeypatch.chdir("/")
    assert reader.load(folder / "main.yaml") == reader.loads(WHOLE)


def test_a_place_is_the_ids_or_the_numbers_of_entries():
    for place in ("steps/welcome/cues/1", "steps/1/cues/1"):
        cue = f"    cues: [{{include: shared.yaml#{place}}}, {{at: 20%, say: See.}}]"
        text = MAIN.replace("    cues: {include: shared.yaml#cues}", cue)
        assert reader.load(write("main.yaml", text)).steps[1].cues[0].say == "Breathe."


def test_a_step_can_be_included_twice_under_another_id():
    again = "  - {include: shared.yaml#steps/welcome, id: again, say: Once more.}\n"
    script = reader.load(write("main.yaml", MAIN + again))
    assert [(step.id, step.say) for step in script.steps][::2] == [
        ("welcome", "Sit down, all of you."),
        ("again", "Once more."),
    ]


def test_a_fault_in_a_part_names_both_files_and_both_lines():
    write("shared.yaml", SHARED.replace("say: Breathe.}", "say: Breathe., colour: red}"))
    write("deep/words.yml", WORDS.replace("say: Be calm.", 'say: "7/10 {side}"'))
    found = faults(MAIN)
    assert len(found) == 3
    assert found[0].startswith("5:21: in shared.yaml:7:34: unknown key 'colour'; expected")
    assert found[1].startswith("5:21: in shared.yaml:8:19: in deep/words.yml:1:23: '7/10'")
    assert found[2].startswith("5:21: in shared.yaml:8:19: in deep/words.yml:1:28: {side} has no")


def test_a_fault_of_the_script_itself_keeps_its_place():
    assert faults(MAIN.replace("title: T", "titel: T"))[-1].startswith("2:1: unknown key 'titel'")


def test_a_fault_of_yaml_in_a_file_names_its_line():
    write("shared.yaml", SHARED.replace("title: Welcome", "title: &a Welcome"))
    assert faults(MAIN)[0].startswith("5:21: in shared.yaml:3:12: the anchor &a is not allowed")
    write("shared.yaml", "steps: [")
    assert faults(MAIN)[0].startswith("5:21: in shared.yaml:1:9: ")


def test_advice_names_the_file_too():
    long = "Sit down, all of you, and be as calm as you can, for as long as it takes today."
    write("shared.yaml", SHARED.replace("Sit down, all of you.", long))
    script, parsed = reader.parse_file(Path("main.yaml"))
    assert [str(advice) for advice in lint.advise(script, parsed)] == [
        "5:21: in shared.yaml:5:10: this sentence has 19 words; at most 16 are easy to follow"
    ]


def test_a_comment_at_the_start_of_a_file_belongs_to_no_text_of_the_script():
    write("shared.yaml", "                  # about all of these\n" + SHARED)
    assert reader.load(write("main.yaml", MAIN + "credits:\n  Me")).credits == "Me"


ELSEWHERE = "is not the name of a file in the script's folder, such as shared.yaml#steps/welcome"
UNCLEAR = "expected a file and a place in it, such as shared.yaml#steps/welcome"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("shared.yaml#loop", "in shared.yaml:11:17: a file can't include itself: shared.yaml incl"),
        ("shared.yaml#circle", "in shared.yaml:12:19: in deep/words.yml:2:19: a file can't inclu"),
        ("main.yaml#steps/1", "a file can't include itself: main.yaml"),
        ("./deep/../main.yaml#steps/1", "a file can't include itself: main.yaml"),
        ("../outside.yaml#a", "'../outside.yaml' is outside the script's folder; copy it there"),
        ("deep/../../outside.yaml#a", "'deep/../../outside.yaml' is outside the script's folder"),
        ("/etc/passwd#a", f"'/etc/passwd' {ELSEWHERE}"),
        ("~/x.yaml#a", f"'~/x.yaml' {ELSEWHERE}"),
        ("'C:/x.yaml#a'", f"'C:/x.yaml' {ELSEWHERE}"),
        (r"'..\outside.yaml#a'", ELSEWHERE),
        ("https://example.org/x.yaml#a", f"'https://example.org/x.yaml' {ELSEWHERE}"),
        ("'file:shared.yaml#a'", ELSEWHERE),
        ("shared.yaml#steps", "expected a step, found a list at shared.yaml#steps"),
        ("shared.yaml#cues/1/say", "expected a step, found something else at shared.yaml#cues/1"),
        ("shared.yaml#steps/welcom", "shared.yaml#steps has no 'welcom'; did you mean 'welcome'?"),
        ("shared.yaml#step/x", "shared.yaml has no 'step'; did you mean 'steps'?"),
        ("shared.yaml#steps/2", "shared.yaml#steps has no '2'"),
        ("shared.yaml#steps/", "shared.yaml#steps has no ''"),
        ("nothing.yaml#a", "'nothing.yaml' does not exist; check the name"),
        ("deep#a", "'deep' is no script file; expected .yaml, .yml"),
        ("folder.yaml#a", "'folder.yaml' is not a regular file"),
        ("pipe.yaml#a", "'pipe.yaml' is not a regular file"),
        ("binary.yaml#a", "in binary.yaml: this is a binary file"),
        ("latin.yaml#a", "in latin.yaml:2:3: the byte 0xe9 is not UTF-8"),
        ("large.yaml#a", "in large.yaml: the file is larger than 512 kB"),
        ("link.yaml#a", "'link.yaml' is outside the script's folder; copy it there"),
        ("links/outside.yaml#a", "'links/outside.yaml' is outside the script's folder"),
        ("around.yaml#a", "'around.yaml' can't be read: "),
        ("empty.yaml#a", "empty.yaml has no 'a'"),
        ("shared.yaml", UNCLEAR),
        ("'#steps/welcome'", UNCLEAR),
        ("'shared.yaml#'", UNCLEAR),
        ("'shared.yaml#a#b'", UNCLEAR),
        ("5", UNCLEAR),
        ("[shared.yaml]", UNCLEAR),
        (f"{'x' * 300}.yaml#a", "can't be read: "),
        (r'"a\0.yaml#a"', "the character '\\x00' can't be spoken"),
    ],
)
def test_what_can_not_be_included_is_one_error(folder, written, message):
    write("../outside.yaml", WORDS)
    Path("folder.yaml").mkdir()
    os.mkfifo("pipe.yaml")
    Path("binary.yaml").write_bytes(b"\x7fELF\0\0\1" * 99)
    Path("latin.yaml").write_bytes("a:\n  é: é".encode("latin-1"))
    write("large.yaml", "a: {}\n" + "# 345678\n" * 600_000)
    Path("link.yaml").symlink_to(folder.parent / "outside.yaml")
    Path("links").symlink_to(folder.parent, target_is_directory=True)
    Path("around.yaml").symlink_to("around.yaml")
    write("empty.yaml", "")
    assert message in fault(written)


def test_all_included_files_together_are_no_larger_than_a_script():
    for name in "abc":
        write(f"{name}.yaml", WORDS + "# 345678\n" * 25_000)
    steps = [f"  - {{include: {name}.yaml#rest, id: {name}}}\n" for name in "abc"]
    found = faults(MAIN + "".join(steps))
    assert found == ["12:15: with 'c.yaml', all included files are larger than 512 kB"]


def test_only_so_many_files_can_be_included():
    steps = []
    for number in range(52):
        write(f"f{number}.yaml", WORDS)
        steps.append(f"  - {{include: f{number}.yaml#rest, id: s{number}}}\n")
    head = MAIN.partition("reminders:")[0] + "steps:\n"
    assert faults(head + "".join(steps)) == [
        f"{55 + more}:15: 'f{50 + more}.yaml' is one file too many; at most 50 are possible"
        for more in (0, 1)
    ]


def test_only_so_much_can_be_included(monkeypatch):
    again = "  - {include: shared.yaml#steps/welcome}\n" * 5
    monkeypatch.setattr(includes, "MOST_INCLUDES", 10)
    assert faults(MAIN + again)[0] == (
        "12:15: in shared.yaml:8:19: this includes too much; a script is far shorter"
    )
    monkeypatch.setattr(includes, "MOST_INCLUDES", 1_000)
    monkeypatch.setattr(includes, "MOST_VALUES", 60)
    assert "this includes too much" in faults(MAIN + again)[0]


def test_a_faulty_file_is_reported_where_it_is_included_and_parsed_once(monkeypatch):
    write("faulty.yaml", "a: [\n" * 3)
    parsed, parse = list[str](), source.parse

    def counted(text: str) -> source.Source:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(source, "parse", counted)
    assert len(faults(MAIN + "  - include: faulty.yaml#a\n" * 3)) == 3
    assert len(parsed) == 4


def test_a_list_has_no_keys_to_replace():
    found = faults(
        MAIN.replace("{include: shared.yaml#cues}", "{include: shared.yaml#cues, at: 5%}")
    )
    assert found == ["9:21: nothing may stand beside 'include' here: a list has no keys"]


def test_a_script_that_is_in_no_file_includes_nothing():
    with pytest.raises(ScriptError, match="only a script in a file can include others; save it"):
        reader.loads(MAIN)


def test_a_link_to_the_script_finds_what_is_beside_the_link(folder):
    elsewhere = folder.parent / "elsewhere.yaml"
    elsewhere.write_text(MAIN, encoding="utf-8")
    Path("linked.yaml").symlink_to(elsewhere)
    assert reader.load(Path("linked.yaml")) == reader.loads(WHOLE)


def test_the_files_that_a_script_names_are_known_even_if_they_are_faulty(folder):
    assert includes.named_in(Path("main.yaml")) == (
        folder / "shared.yaml",
        folder / "deep" / "words.yml",
    )
    write("shared.yaml", "steps: [")
    Path("deep/words.yml").unlink()
    assert len(includes.named_in(Path("main.yaml"))) == 2
    assert includes.named_in(Path("nothing.yaml")) == ()


def test_the_schema_knows_parts_of_other_files():
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema())
    assert validator.is_valid(source.parse(MAIN).data)
    for old, new in [("shared.yaml#steps", "shared.txt#steps"), ("include: deep", "inclde: deep")]:
        assert not validator.is_valid(source.parse(MAIN.replace(old, new)).data)


@settings(max_examples=10)
@given(st.sets(st.integers(0, 1)), st.sets(st.integers(0, 1)), st.booleans())
def test_whatever_is_moved_to_another_file_the_script_is_the_same(steps, cues, moves_reminder):
    head, _, body = GOOD.partition("steps:\n")
    written = body.split("  - id: ")[1:]
    parts, lines = [], []
    for number, text in enumerate(written):
        if number in steps:
            parts.append(f"  - id: {text}")
            lines.append(f"  - include: parts.yaml#steps/{text.split()[0]}\n")
        else:
            lines.append(f"  - id: {text}")
    shared = "steps:\n" + "".join(parts) if parts else "steps: []\n"
    for number in cues:
        cue = GOOD.split("      - {at: ")[number + 1].splitlines()[0]
        shared += f"cue{number}: {{at: {cue}\n"
        lines = [
            each.replace(f"      - {{at: {cue}\n", f"      - include: parts.yaml#cue{number}\n")
            for each in lines
        ]
    if moves_reminder:
        before, _, pool = head.partition("  breath:\n")
        shared += "breath:\n" + pool
        head = f"{before}  breath: {{include: parts.yaml#breath}}\n"
    write("parts.yaml", shared)
    assert reader.load(write("moved.yaml", f"{head}steps:\n{''.join(lines)}")) == reader.loads(GOOD)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gong.wav", "deep/gong.wav"),
        ("low/gong.wav", "deep/low/gong.wav"),
        ("../gong.wav", "gong.wav"),
        ("bell", "bell"),
    ],
)
def test_a_sound_is_beside_the_file_that_names_it(folder: Path, written: str, meant: str) -> None:
    if meant != "bell":
        (folder / meant).parent.mkdir(exist_ok=True)
        (folder / meant).write_bytes(b"a sound")
    write("deep/words.yml", WORDS.replace("say: Be calm.", f"say: Be calm., chime: {written}"))
    cue = reader.load(Path("main.yaml")).steps[0].cues[1]
    assert str(cue.chime) == meant


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("gone.wav", "there is no 'deep/gone.wav' beside the script"),
        ("bel", "unknown chime 'bel'; did you mean 'bell'?"),
        ("../../gone.wav", "'../gone.wav' leads out of the script's folder"),
        ("/gone.wav", "'/gone.wav' leads out of the script's folder"),
        ("https://a/b.wav", "'https://a/b.wav' is an address"),
        ("''", "expected bell"),
    ],
)
def test_a_sound_that_a_part_may_not_name_is_a_problem_at_its_place(
    written: str, problem: str
) -> None:
    write("deep/words.yml", WORDS.replace("say: Be calm.", f"say: Be calm., chime: {written}"))
    (found,) = faults(MAIN)
    assert "in deep/words.yml:1:" in found
    assert problem in found
