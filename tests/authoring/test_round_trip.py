"""A script that is exported and imported again is the same script."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.authoring.importing.words import words
from tests.fuzz.scripts import Case, valid_cases
from voiceguide.authoring.exporting.script import FORMS, exported
from voiceguide.authoring.importing.script import Wishes, imported
from voiceguide.errors import InputError, VoiceguideError
from voiceguide.script import library, reader
from voiceguide.script.model import Script

DOCUMENTS = sorted(
    path for path in Path(__file__).with_name("documents").iterdir() if path.name != "README.md"
)
_PAUSE = re.compile(r"\[pause [^]]*\]")


def take(source: Path, target: Path) -> Script:
    """Imports a document, and returns the script."""
    target.write_text(imported(source, Wishes(), target.name).text, encoding="utf-8")
    return reader.load(target)


def there_and_back(script: Path, form: str) -> Script:
    """Exports a script and imports it again."""
    document = script.with_name(f"{script.stem}-exported{FORMS[form].suffix}")
    document.write_text(exported(script, FORMS[form]), encoding="utf-8")
    return take(document, script.with_name(f"{script.stem}-{form}.yaml"))


def spoken(script: Script) -> Counter[str]:
    """The words of a script, however often."""
    found = Counter(words(script.title))
    for step in script.steps:
        found.update(words(step.title))
        for text in (step.say, step.notes, *(cue.say for cue in step.cues)):
            found.update(words(_PAUSE.sub(" ", text if isinstance(text, str) else "")))
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_is_the_same_script_after_every_journey(document: Path, tmp_path: Path) -> None:
    script = take(document, tmp_path / "first.yaml")
    for form in FORMS:
        assert there_and_back(tmp_path / "first.yaml", form) == script


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_word_of_a_document_is_lost(document: Path, tmp_path: Path) -> None:
    text = document.read_text(encoding="utf-8")
    said = re.sub(r"<!--.*?-->|<[?!]?[\w/:](?:[^<>]|<\?)*>", " ", text, flags=re.DOTALL)
    if document.suffix in (".md", ".txt"):
        said = re.sub(r"\]\([^)]*\)|\[pause[^]]*\]|\((?:long )?pause[^)]*\)", " ", said)
        said = re.sub(r"^\d\d:\d\d:\d\d|^---$", " ", said, flags=re.MULTILINE)
    if document.suffix in (".vtt", ".srt", ".lrc"):
        said = re.sub(r"^(WEBVTT.*|NOTE.*|\d+|.* --> .*|intro)$", " ", said, flags=re.MULTILINE)
        said = re.sub(r"(?s)\n(?:STYLE|REGION)\n.*?\n(?=\n)", "\n", said)
        said = re.sub(r"\[\d\d:\d\d\.\d\d\]|\[length:.*|\{\\an8\}", " ", said)
        said = said.replace("[ti:", " ").replace("[ar:", " ").replace("]", " ")
        said = said.replace("Written for the garden", " ")
    done = imported(document, Wishes(), "a.yaml")
    kept = Counter(words(done.text))
    lost = Counter(words(said.replace("&amp;", " "))) - kept
    assert lost == Counter(), done.text


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["back-massage.de", "box-breathing", "body-scan"])
def test_a_bundled_script_is_the_same_after_a_journey(name: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_bytes(library.bundled(name).read_bytes())
    assert there_and_back(path, form) == reader.load(path)


@pytest.mark.slow
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(case=valid_cases())
def test_any_script_is_the_same_after_a_journey(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(case[0], encoding="utf-8")
    script = reader.load(path)
    for form in FORMS:
        assert there_and_back(path, form) == script


TEXT = """\
voiceguide: 1
title: Hands
lengths: {default: short, short: 2m, long: 4m}
steps:
  - id: palm
    title: The palm
    time: {short: 1m, long: 2m}
    say: |
      Draw circles. [pause 5s]
      Slowly now.

      How is it?
    cues:
      - {at: 50%, say: Other way round.}
  - id: rest
    title: Rest
    time: {short: 1m, long: 2m}
    say: {short: Rest., long: Rest for long.}
"""


@pytest.fixture
def markdown(tmp_path: Path) -> Path:
    path = tmp_path / "hands.yaml"
    path.write_text(TEXT, encoding="utf-8")
    document = tmp_path / "hands.md"
    document.write_text(exported(path, FORMS["markdown"]), encoding="utf-8")
    return document


def edited(document: Path, *changes: tuple[str, str]) -> Script:
    text = document.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, text
        text = text.replace(old, new)
    document.write_text(text, encoding="utf-8")
    return take(document, document.with_suffix(".new.yaml"))


def test_markdown_reads_like_a_text(markdown: Path) -> None:
    text = markdown.read_text(encoding="utf-8")
    assert "## The palm\n\nDraw circles. [pause 5s]\\\nSlowly now.\n\nHow is it?\n" in text
    assert "### → cues 1 say (50%)\n\nOther way round.\n" in text


def test_words_that_were_changed_in_a_document_are_changed(markdown: Path) -> None:
    script = edited(
        markdown,
        ("Slowly now.", "Slower, please."),
        ("Other way round.", "Now the other way."),
        ("## Rest", "## Lie still"),
        ("Rest for long.", "Rest for a long while."),
    )
    palm, rest = script.steps
    assert palm.say == "Draw circles. [pause 5s]\nSlower, please.\n\nHow is it?\n"
    assert palm.cues[0].say == "Now the other way."
    assert (rest.id, rest.title) == ("rest", "Lie still")
    assert rest.say == {"short": "Rest.", "long": "Rest for a long while."}


def test_a_heading_that_was_added_is_a_step(markdown: Path) -> None:
    script = edited(markdown, ("## Rest", "## Fingers\n\nPull each finger.\n\n## Rest"))
    assert [step.id for step in script.steps] == ["palm", "fingers", "rest"]
    assert script.steps[1].say == "Pull each finger.\n"


def test_a_step_that_was_removed_is_gone(markdown: Path) -> None:
    text = markdown.read_text(encoding="utf-8")
    start, end = text.index("## Rest"), text.index("<!-- voiceguide")
    script = edited(markdown, (text[start:end], ""))
    assert [step.id for step in script.steps] == ["palm"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<!-- voiceguide\nvoiceguide: 1", "<!-- voiceguide\n: 1: [", "is damaged"),
        ("→ cues 1 say", "→ cues 9 say", "there is no place for '→ cues 9 say'"),
        ("## The palm", "First of all.\n\n## The palm", "'First of all.' stand above"),
        ("at: 50%", "at: never", "it can't be made into a script"),
    ],
)
def test_a_damaged_document_is_one_error(markdown: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        edited(markdown, (old, new))


def test_without_its_rest_a_document_is_a_text_like_any_other(markdown: Path) -> None:
    text = markdown.read_text(encoding="utf-8")
    script = edited(markdown, (text[text.index("<!-- voiceguide") :], ""))
    assert script.steps[0].title == "The palm"
    assert "Slowly now." in str(script.steps[0].say)


def test_times_are_those_of_the_script(markdown: Path) -> None:
    with pytest.raises(VoiceguideError, match="leave out --minutes"):
        imported(markdown, Wishes(minutes=10), "a.yaml")  # type: ignore[arg-type]


def test_ssml_has_the_respellings_and_the_pauses(tmp_path: Path) -> None:
    path = tmp_path / "hands.yaml"
    path.write_text(TEXT.replace("steps:", "pronounce: {circles: surkles}\nsteps:"))
    text = exported(path, FORMS["ssml"])
    assert '<s>Draw <sub alias="surkles">circles</sub>. <break time="5s"/></s>' in text


LESS = """\
voiceguide: 1
title: Hands
halfway: {say: [Half of it., Half.], guidance: brief}
steps:
  - id: palm
    title: The palm
    time: 2m
    say: Draw circles {side}, slowly.
    brief: Circles {side}.
    bare: "{side}."
    sides: {names: [left, right], say: "Now {side}.", brief: "{side}.", bare: Other side.}
    cues:
      - {at: 10%, breath: {in: 4s, out: 4s, say: {in: Come in., out: Go out.}}}
"""


@pytest.mark.parametrize("form", FORMS)
def test_the_words_of_less_guidance_and_of_breaths_are_words_too(form: str, tmp_path: Path) -> None:
    path = tmp_path / "hands.yaml"
    path.write_text(LESS, encoding="utf-8")
    assert there_and_back(path, form) == reader.load(path)
    text = exported(path, FORMS["markdown"])
    headings = re.findall("### → (.*)", text)
    assert headings == [
        *("halfway say 1", "halfway say 2", "brief", "bare"),
        *("sides say", "sides brief", "sides bare"),
        *("cues 1 breath say in (10%)", "cues 1 breath say out (10%)"),
    ]


def test_parts_of_other_files_and_own_sounds_are_in_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "gong.wav").write_bytes(b"a sound")
    (tmp_path / "parts" / "shared.yaml").write_text(
        "rest: {id: lie, title: Rest, time: 30s, say: Lie down., cues: [{include: more.yaml#a}]}"
    )
    (tmp_path / "parts" / "more.yaml").write_text("a: {at: 50%, chime: gong.wav}")
    path = tmp_path / "main.yaml"
    path.write_text(f"{TEXT}  - {{include: parts/shared.yaml#rest, title: At last}}\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    document = tmp_path / "main.md"
    document.write_text(exported(path, FORMS["markdown"]), encoding="utf-8")
    assert "## At last\n\nLie down." in document.read_text(encoding="utf-8")
    again = tmp_path / "again.yaml"
    again.write_text(imported(document, Wishes(), str(again)).text, encoding="utf-8")
    assert reader.load(again) == reader.load(path)
    with pytest.raises(InputError, match=r"there is no 'parts/gong\.wav' beside the script"):
        imported(document, Wishes(), "again.yaml")


def test_what_a_document_includes_is_beside_the_script_that_it_becomes(
    tmp_path: Path, markdown: Path
) -> None:
    (tmp_path / "parts.yaml").write_text("turn: {at: 50%, say: Now the other one.}")
    text = markdown.read_text(encoding="utf-8")
    included = text.replace("cues: [{at: 50%}]", 'cues: [{include: "parts.yaml#turn"}]')
    heading = included[included.index("### → cues") : included.index("## Rest")]
    markdown.write_text(included.replace(heading, ""), encoding="utf-8")
    again = tmp_path / "again.yaml"
    again.write_text(imported(markdown, Wishes(), str(again)).text, encoding="utf-8")
    assert reader.load(again).steps[0].cues[0].say == "Now the other one."
