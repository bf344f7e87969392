"""Each format is recognised by its name or its text, and its mark-up is imported."""

from pathlib import Path

import pytest

from tests.authoring.importing.words import SOURCES, take
from voiceguide.authoring.importing import formats
from voiceguide.script import reader
from voiceguide.session.plan import estimate

KINDS = {
    "lines.txt": "text",
    "notes.md": "markdown",
    "speech.ssml": "ssml",
    "times.txt": "timed",
    "song.lrc": "timed",
    "film.srt": "srt",
    "web.vtt": "webvtt",
}


@pytest.mark.parametrize("name", KINDS)
def test_a_format_is_recognised_by_its_name_and_by_its_text(name: str) -> None:
    assert formats.of(Path(name), SOURCES[name]).name == KINDS[name]
    assert formats.of(Path("text.txt"), SOURCES[name]).name == KINDS[name]
    assert formats.of(Path("-"), SOURCES[name]).name == KINDS[name]


def test_headings_are_steps_and_blank_lines_are_ideas(tmp_path: Path) -> None:
    text = "# Calm\n\n## Sit\n\nSit down. Feel it.\n\nLet go. (pause 5 seconds)\n\n"
    text += "## Rest\n\n- Be\n- Do"
    script, _ = take(tmp_path, "a.md", text)
    assert script.title == "Calm"
    assert [step.title for step in script.steps] == ["Sit", "Rest"]
    assert script.steps[0].say == "Sit down.\nFeel it.\n\nLet go. [pause 5s]\n"
    assert script.steps[1].say == "Be.\nDo.\n"


def test_front_matter_names_the_session(tmp_path: Path) -> None:
    script, done = take(
        tmp_path, "a.md", "---\ntitle: Ruhe\nlang: de\nby: Ann\n---\nSetz dich hin."
    )
    assert (script.title, script.language) == ("Ruhe", "de")
    assert "# by: Ann" in done.text


@pytest.mark.parametrize("text", ["# Calm\n\nSit.", "Calm\n====\n\nSit."])
def test_a_single_heading_names_the_session_and_its_step(text: str, tmp_path: Path) -> None:
    script, _ = take(tmp_path, "a.txt", text)
    assert (script.title, [step.title for step in script.steps]) == ("Calm", ["Calm"])


def test_without_a_title_a_session_is_named_after_its_file(tmp_path: Path) -> None:
    assert take(tmp_path, "evening-rest.txt", "Sit.")[0].title == "Evening rest"


def test_ssml_keeps_what_a_script_can_hold(tmp_path: Path) -> None:
    text = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE speak PUBLIC "-//W3C//DTD SYNTHESIS 1.0//EN"
  "http://www.w3.org/TR/speech-synthesis/synthesis.dtd">
<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-GB">
  <p><s>This is <sub alias="World Wide Web Consortium">W3C</sub></s><s>Spell it.</s></p>
  <p>Breathe <break time="3s"/> out, <say-as interpret-as="characters">MRI</say-as>.</p>
  <mark name="the end"/><p>Go <prosody rate="slow" pitch="low">slowly</prosody>.</p>
</speak>"""
    script, done = take(tmp_path, "a.ssml", text)
    assert script.language == "en-GB"
    assert script.pronounce == {"W3C": "World Wide Web Consortium", "MRI": "M-R-I"}
    assert [step.title for step in script.steps] == ["A", "the end"]
    assert script.steps[0].say == ("This is W3C.\nSpell it.\n\nBreathe [pause 3s]\nout, MRI.\n")
    assert done.remarks == (
        "spoken at the rate 'slow'; see `make --rate`",
        "<prosody>: pitch can't be set in a script",
    )


def test_other_elements_are_named(tmp_path: Path) -> None:
    text = "<speak><audio src='x.wav'>Birds sing.</audio><lexicon uri='x'/> Rest.</speak>"
    _, done = take(tmp_path, "a.ssml", text)
    assert done.remarks == (
        "<audio> has no counterpart in a script; its text is kept",
        "<lexicon> has no counterpart in a script",
    )


SUBTITLES = """\
1
00:00:10,000 --> 00:00:12,000
First.

2
00:00:20,000 --> 00:00:21,000
Then.

3
00:00:31,500 --> 00:00:32,000
Later.
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "00:00:10 First.\n[00:20] Then.\n0:31.5 - Later."),
        ("a.lrc", "[ti:T]\n[00:10.00]First.\n[00:20.00]Then.\n[00:31.50]Later."),
        ("a.srt", SUBTITLES),
        ("a.vtt", "WEBVTT\n\n" + SUBTITLES.replace(",", ".")),
    ],
)
def test_words_are_said_at_their_times(name: str, text: str, tmp_path: Path) -> None:
    script, _ = take(tmp_path, name, text)
    starts = [cue.phrases[0].start_ms for cue in estimate(script).cues]
    assert starts == pytest.approx([10_000, 20_000, 31_500], abs=24)  # a frame


@pytest.mark.slow
def test_many_times_become_several_steps_and_stay_where_they_are(tmp_path: Path) -> None:
    text = "\n".join(f"{n // 3:02}:{n % 3 * 20:02} Words number {n}." for n in range(1, 251))
    script, _ = take(tmp_path, "a.txt", text)
    assert len(script.steps) > 2
    starts = [cue.phrases[0].start_ms for cue in estimate(script).cues]
    assert starts == pytest.approx([20_000 * n for n in range(1, 251)], abs=48)


def test_subtitles_of_one_sentence_are_said_in_one_go(tmp_path: Path) -> None:
    script, _ = take(tmp_path, "film.srt", SOURCES["film.srt"])
    assert script.steps[0].say == "[pause 1s]\nThis is cut in two.\n"


def test_words_at_the_very_start_are_said_there(tmp_path: Path) -> None:
    script, _ = take(tmp_path, "a.txt", "00:00 Go.\n00:05 Stop.")
    assert [cue.start_ms for cue in estimate(script).cues] == [0, 4992]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Breathe in and let your shoulders sink.", "en"),
        ("Atme ein und lass die Schultern sinken.", "de"),
        ("Respira y deja caer los hombros con calma.", "es"),
        ("Inspirez et laissez descendre les épaules.", "fr"),
        ("ゆっくりと息を吐きます。", "ja"),
        ("慢慢地呼气。", "zh"),
        ("Медленно выдохните.", "ru"),
        ("12345", "en"),
    ],
)
def test_the_language_is_guessed(text: str, language: str, tmp_path: Path) -> None:
    assert take(tmp_path, "a.txt", text)[0].language == language
    assert take(tmp_path, "a.txt", "Rest.", language="pt-BR")[0].language == "pt-BR"


def test_an_imported_script_can_be_imported_again(tmp_path: Path) -> None:
    """Its words as plain text give the same words."""
    first, _ = take(tmp_path, "a.md", SOURCES["notes.md"])
    text = "\n\n".join(f"## {step.title}\n\n{step.say}" for step in first.steps)
    again, _ = take(tmp_path, "b.md", f"# {first.title}\n\n{text}")
    assert [(s.title, s.say) for s in again.steps] == [(s.title, s.say) for s in first.steps]


def test_the_text_is_laid_out_for_editing(tmp_path: Path) -> None:
    _, done = take(tmp_path, "a.txt", "Sit. Rest.")
    assert done.text.splitlines()[:4] == [
        "# Read it aloud:  voiceguide read new.yaml",
        "# Find mistakes:  voiceguide check new.yaml",
        "# Make the sound: voiceguide make new.yaml",
        "# Imported from a.txt (text)",
    ]
    assert reader.loads(done.text).steps[0].say == "Sit.\nRest.\n"
