"""Whatever is imported: every word of it is in the script, in order, and the script is good."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.authoring.importing.words import SOURCES, missing, shown, take, words
from voiceguide.errors import InputError
from voiceguide.session.rehearsal import rehearse

LOCAL = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORD = st.text("abcdefghijklmnopqrstuvwxyzäéß", min_size=2, max_size=9).filter(str.isalpha)
SENTENCE = st.builds(
    lambda found, end: " ".join(found).capitalize() + end,
    st.lists(WORD, min_size=1, max_size=9),
    st.sampled_from([".", "!", "?", ",", "", "…", ":"]),
)
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=3), min_size=1, max_size=5)


def bare(name: str, text: str) -> str:
    """Returns the text of a source without its mark-up, times and tags."""
    text = re.sub(r"^(WEBVTT|\d+|\[ti:.*|\d[\d:,.]* --> .*)$", "", text, flags=re.MULTILINE)
    text = re.sub(r"<[^<>]*>|\[?\d\d:\d\d[:.]?\d*\]?", " ", text)
    return html.unescape(text)


@pytest.mark.parametrize("name", SOURCES)
def test_an_example_of_each_kind_is_whole_and_good(name: str, tmp_path: Path) -> None:
    script, done = take(tmp_path, name, SOURCES[name])
    wanted = words(bare(name, SOURCES[name]))
    assert missing(wanted, words(script.title) + shown(script)) == []
    found = rehearse(script)
    assert (found.refused, found.unsure) == ((), ())
    assert len(words(done.text)) >= len(wanted)


@pytest.mark.slow
@LOCAL
@given(paragraphs=PARAGRAPHS)
def test_plain_text(paragraphs: list[list[str]], tmp_path: Path) -> None:
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    script, _ = take(tmp_path, "a.txt", text, language="en")
    assert missing(words(text), shown(script)) == []


@pytest.mark.slow
@LOCAL
@given(paragraphs=PARAGRAPHS, level=st.integers(1, 4), heading=SENTENCE)
def test_markdown(paragraphs: list[list[str]], level: int, heading: str, tmp_path: Path) -> None:
    blocks = [f"{'#' * level} {heading}", *("- " + "\n- ".join(lines) for lines in paragraphs)]
    text = "\n\n".join([*blocks, "## Rest", "*Be* still."])
    script, _ = take(tmp_path, "a.md", text, language="en")
    assert missing(words(text), words(script.title) + shown(script)) == []


@pytest.mark.slow
@LOCAL
@given(paragraphs=PARAGRAPHS)
def test_ssml(paragraphs: list[list[str]], tmp_path: Path) -> None:
    pause = '<break time="1s"/>'
    inner = "".join(
        f"<p>{pause.join(f'<s>{line}</s>' for line in lines)}</p>" for lines in paragraphs
    )
    script, _ = take(tmp_path, "a.ssml", f"<speak xml:lang='en'>{inner}</speak>")
    assert missing(words(re.sub("<[^>]*>", " ", inner)), shown(script)) == []


@pytest.mark.slow
@LOCAL
@given(lines=st.lists(st.tuples(st.integers(0, 90), SENTENCE), min_size=1, max_size=8))
def test_times(lines: list[tuple[int, str]], tmp_path: Path) -> None:
    lines.sort(key=lambda line: line[0])
    stamped = "\n".join(f"{s // 60:02}:{s % 60:02} {text}" for s, text in lines)
    subtitles = "\n\n".join(
        f"{n}\n00:{s // 60:02}:{s % 60:02},000 --> 00:{s // 60:02}:{s % 60:02},900\n{text}"
        for n, (s, text) in enumerate(lines, 1)
    )
    wanted = words(" ".join(text for _, text in lines))
    for name, text in (
        ("a.txt", stamped),
        ("a.srt", subtitles),
        ("a.vtt", f"WEBVTT\n\n{subtitles}"),
    ):
        script, _ = take(tmp_path, name, text, language="en")
        assert missing(wanted, shown(script)) == []


@pytest.mark.slow
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "No"])
        | st.sampled_from("\n\n .#*-()[]{}<>&:1/@_~|\"'"),
        max_size=80,
    ).filter(lambda text: not set(text) & set("ÂÃâ")),  # these may be misread UTF-8, and are mended
    suffix=st.sampled_from([".txt", ".md", ".srt", ".vtt", ".lrc"]),
)
def test_any_text_is_a_good_script_or_one_error(text: str, suffix: str, tmp_path: Path) -> None:
    try:
        _, done = take(tmp_path, f"a{suffix}", text, language="en")
    except InputError as error:
        why = str(error)
        assert re.search("no words|much of the text|longer than a day", why)
        return
    if suffix == ".txt":
        kept = Counter(filter(str.isalnum, done.text))
        assert not Counter(filter(str.isalnum, text)) - kept


def test_what_cant_be_said_is_respelt_or_kept_in_the_notes(tmp_path: Path) -> None:
    script, done = take(
        tmp_path, "a.txt", "Try 7/10 of it. See https://a.org/b 😀. Then 北京 and rest."
    )
    assert script.pronounce["7/10"] == "seven ten"
    assert "https://a.org/b" in script.pronounce
    assert script.steps[0].notes is not None
    assert "北京" in str(script.steps[0].notes)
    assert any("'😀' is left out" in remark for remark in done.remarks)


def test_a_long_heading_is_said_in_full(tmp_path: Path) -> None:
    heading = "All the way down from the crown to the soles of the feet"
    script, _ = take(tmp_path, "a.md", f"# {heading}\n\nRest.\n\n# Two\n\nRest.")
    assert script.steps[0].title.endswith("…")
    assert str(script.steps[0].say).splitlines()[0] == f"{heading}."


@pytest.mark.slow
def test_a_long_text_becomes_several_steps(tmp_path: Path) -> None:
    text = " ".join(
        f"This is sentence {n} of many, and it goes on for a while." for n in range(150)
    )
    script, _ = take(tmp_path, "a.txt", text)
    assert [step.title for step in script.steps] == ["A", "A (2)"]
    assert missing(words(text), shown(script)) == []


@pytest.mark.slow
def test_more_headings_than_a_script_has_room_for(tmp_path: Path) -> None:
    text = "\n\n".join(f"{'#' * (1 + n % 2)} Part {n}\n\nWords {n}." for n in range(300))
    script, _ = take(tmp_path, "a.md", text)
    assert len(script.steps) <= 200
    assert missing(words(text), shown(script)) == []


def test_what_is_part_of_a_word_is_respelt_with_the_whole_word(tmp_path: Path) -> None:
    text = "Fixed in e355307692 and 0042abc, by getcwd() and strbuf_getcwd()."
    script, _ = take(tmp_path, "a.txt", text)
    assert missing(words(text), shown(script)) == []
    assert {"e355307692", "0042abc", "strbuf_getcwd()"} & set(script.pronounce)


def test_a_respelling_that_is_heard_earlier_too_is_tried_there(tmp_path: Path) -> None:
    text = "See docs.example.com first. Then docs.example.com/a and example.com for more."
    script, _ = take(tmp_path, "a.txt", text)
    assert missing(words(text), shown(script)) == []
