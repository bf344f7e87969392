"""An author's text becomes sentences and pauses."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.script.examples import changed
from voiceguide.script import narration, reader
from voiceguide.script.narration import MarkupError, Narration, Pause, Sentence
from voiceguide.script.pauses import Pauses

PAUSES = Pauses(sentence_ms=1, idea_ms=2, question_ms=4)


def parts(text: str, *, whole_paragraphs: bool = False) -> list[str | int]:
    """Returns sentences as text, and pauses in ms or as 1 (sentence), 2 (idea), 4 (question)."""
    found = narration.parse(text, PAUSES, whole_paragraphs=whole_paragraphs).parts
    return [part.text if isinstance(part, Sentence) else part.ms for part in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", ["One."]),
        ("One. Two! Three… Four", ["One.", 1, "Two!", 1, "Three…", 1, "Four"]),
        ("One\nline.\nTwo.", ["One", 1, "line.", 1, "Two."]),
        ("One.\n\nTwo.", ["One.", 2, "Two."]),
        ("One.\n \t\n\n\nTwo.", ["One.", 2, "Two."]),
        ("One. \n\n", ["One."]),
        ("Ready? Go.", ["Ready?", 4, "Go."]),
        ("Ready?\n\nGo.", ["Ready?", 4, "Go."]),
        ("Go. Ready?", ["Go.", 1, "Ready?", 4]),
        ("“Ready?” Go.", ["“Ready?”", 4, "Go."]),
        ('She says "stop." Stop.', ['She says "stop."', 1, "Stop."]),
        ("Ready? [pause 1s] Go.", ["Ready?", 1000, "Go."]),
        ("One. [pause 3s] Two.", ["One.", 3000, "Two."]),
        ("One [pause 250ms] two.", ["One", 250, "two."]),
        ("One. [pause 1s] [pause 2s] Two.", ["One.", 3000, "Two."]),
        ("One. [pause 9s]\n\nTwo.", ["One.", 9000, "Two."]),
        ("One.\n\n[pause 9s] Two.", ["One.", 9000, "Two."]),
        ("One. [pause 0s] Two.", ["One.", 0, "Two."]),
        ("[pause 1s] One. [pause 2s]", [1000, "One.", 2000]),
        ("One [pause 1s]. Two.", ["One", 1000, "Two."]),
        ("[ pause  1m ] One.", [60_000, "One."]),
        ("[Pause 5s] One.", [5000, "One."]),
        ("[pause:5s] One.", [5000, "One."]),
        ("[PAUSE = 1.5 Seconds] One.", [1500, "One."]),
        ("[pause 1 minute] One.", [60_000, "One."]),
        ("[pause for 1 min 30 sec] One.", [90_000, "One."]),
        ("[pause .5s] One.", [500, "One."]),
        ("About 2.5 to go.", ["About 2.5 to go."]),
        ("Now {side}. Go.", ["Now {side}.", 1, "Go."]),
        ("Slowly, e.g. this way. Then rest.", ["Slowly, e.g. this way.", 1, "Then rest."]),
        ("Ask Dr. Smith. Go.", ["Ask Dr. Smith.", 1, "Go."]),
        ("About approx. 5 min. of rest.", ["About approx. 5 min. of rest."]),
        ("Rest 5 min. Then go.", ["Rest 5 min.", 1, "Then go."]),
        ("Oil, towels, etc. Then go.", ["Oil, towels, etc.", 1, "Then go."]),
        ("Oil, towels, etc. and go.", ["Oil, towels, etc. and go."]),
        ("At 7 a.m. we rise.", ["At 7 a.m. we rise."]),
        ("(i.e. “E.g. this”) vs. that.", ["(i.e. “E.g. this”) vs. that."]),
        ("Go to No. 5. No. Never.", ["Go to No. 5.", 1, "No.", 1, "Never."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_and_pauses(text, expected):
    assert parts(text) == expected


LONG = "Let the breath come and go as it likes, and notice where you"


@pytest.mark.parametrize(
    ("style", "lines", "expected"),
    [
        ("|", ["One", "line.", "", "Two."], ["One", 1, "line.", 2, "Two."]),
        (">-", ["One", "line.", "", "Two."], ["One line.", 2, "Two."]),
        ("|", ["One.", "Two.", "Three?", "Four."], ["One.", 1, "Two.", 1, "Three?", 4, "Four."]),
        ("|", ["Are you", "warm?"], ["Are you", 1, "warm?", 4]),
        ("|", ["Breathe in,", "[pause 3s]", "and out."], ["Breathe in,", 3000, "and out."]),
        ("|", ["See Dr. Smith", "– at last."], ["See Dr. Smith", 1, "– at last."]),
        ("|", [LONG, "feel it."], [f"{LONG} feel it."]),
        ("|", [LONG[:56], "feel", "it."], [f"{LONG[:56]} feel", 1, "it."]),
        ("|", ["Rest", "–", "now."], ["Rest", 1, "– now."]),
    ],
)
def test_a_short_line_of_a_literal_block_ends_with_a_short_pause(style, lines, expected):
    block = "".join(f"      {line}".rstrip() + "\n" for line in lines).rstrip()
    said = reader.loads(changed("say: Hello there.", f"say: {style}\n{block}")).steps[0].say
    assert isinstance(said, str)
    assert parts(said) == expected


@pytest.mark.parametrize(
    ("comma", "sentence", "expected"), [(300, 1000, 400), (600, 1000, 600), (300, 200, 200)]
)
def test_the_pause_of_a_phrase_lies_between_a_commas_and_a_sentences(comma, sentence, expected):
    assert Pauses(comma_ms=comma, sentence_ms=sentence).phrase_ms == expected


def test_an_engine_that_speaks_paragraphs_still_pauses_at_a_line():
    read = narration.parse("One. Two\nthree. Four.", PAUSES, whole_paragraphs=True)
    assert [sentence.text for sentence in read.sentences] == ["One. Two", "three. Four."]


def test_the_words_alone_are_what_captions_show():
    read = narration.parse("One. [pause 3s]\n\nTwo?", PAUSES)
    assert read.text == "One. Two?"
    assert read.sentences == (Sentence("One."), Sentence("Two?"))
    assert read == Narration((Sentence("One."), Pause(3000), Sentence("Two?"), Pause(4)))


@pytest.mark.parametrize(
    ("text", "snippet"),
    [
        ("[wave]", "[wave]"),
        ("[]", "[]"),
        ("[pause]", "[pause]"),
        ("[pause 3]", "[pause 3]"),
        ("[pause -3s]", "[pause -3s]"),
        ("a [b", "["),
        ("a ] b", "]"),
        ("a { b", "{"),
        ("{}", "{}"),
        ("{sides}", "{sides}"),
        ("{ side }", "{ side }"),
        ("[pause [pause 3s]]", "["),
    ],
)
def test_an_unknown_mark_is_an_error_and_never_spoken(text, snippet):
    with pytest.raises(MarkupError) as caught:
        narration.parse(text, PAUSES)
    assert caught.value.snippet == snippet


@given(st.text(alphabet="ab .?!\n[]{}3s") | st.text())
def test_nothing_in_brackets_is_ever_spoken_and_no_word_is_lost(text):
    try:
        read = narration.parse(text, PAUSES)
    except MarkupError as error:
        assert error.snippet in text  # noqa: PT017
        return
    assert not set("[]") & set(read.text)
    spoken = "".join(filter(str.isalnum, read.text))
    assert spoken == "".join(filter(str.isalnum, text)) or "[" in text


@given(st.lists(st.sampled_from(["One.", "Two?", "\n\n", "[pause 3s]", "three"])).map(" ".join))
def test_two_pauses_are_never_adjacent(text):
    kinds = [type(part) for part in narration.parse(text, PAUSES).parts]
    assert all(pair != (Pause, Pause) for pair in pairwise(kinds))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three… Four", ["One. Two! Three… Four"]),
        ("One.\nTwo.\n\nThree.", ["One. Two.", 2, "Three."]),
        ("One. Two. [pause 3s] Three. Four.", ["One. Two.", 3000, "Three. Four."]),
        ("One. Ready? Go. Then rest.", ["One. Ready?", 4, "Go. Then rest."]),
        ("One [pause 1s]. Two. Three.", ["One", 1000, "Two. Three."]),
        ("One. [pause 1s] . [pause 1s] Two.", ["One.", 2000, "Two."]),
    ],
)
def test_whole_paragraphs_end_only_at_marks_questions_and_new_ideas(text, expected):
    assert parts(text, whole_paragraphs=True) == expected


@given(st.text(alphabet="ab .?!\n'3s") | st.text(alphabet="One. Two?\n"))
def test_whole_paragraphs_say_the_same_words_in_the_same_order(text):
    said = [narration.parse(text, PAUSES, whole_paragraphs=whole) for whole in (False, True)]
    words = [re.findall(r"\w+", narrated.text) for narrated in said]
    assert words[0] == words[1]
    assert len(said[1].sentences) <= len(said[0].sentences)


def test_known_placeholders_are_filled_in_and_others_stay():
    assert narration.fill("{a} and {b}", {"a": "one"}) == "one and {b}"
    assert narration.placeholders("{side}, {left} {side}") == {"side", "left"}
