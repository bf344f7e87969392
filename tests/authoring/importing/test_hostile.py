"""A text that can't be imported is one error, at once; a text that is only odd is a script."""

from pathlib import Path

import pytest

from tests.authoring.importing.words import take, words
from voiceguide.errors import InputError

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 20))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"word " * 1_000_000, "larger than 512 kB"),
        ("a.txt", bytes(range(256)), "binary file"),
        ("a.srt", "für".encode("latin-1"), "a.srt:1:2: the byte 0xfc is not UTF-8"),
        ("a.md", "Rest.".encode("utf-16"), "UTF-16; save it as UTF-8"),
        ("a.txt", "Rest.\n\x1b[31mred", r"a.txt:2:1: the character '\\x1b' is no text; remove it"),
        ("a.txt", "", "there are no words in it"),
        ("a.md", "# ...\n\n---\n", "there are no words in it"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n", "there are no words in it"),
        ("a.ssml", f'<!DOCTYPE s [<!ENTITY a0 "ha">{BOMB}]><speak>&a19;</speak>', "an entity"),
        ("a.ssml", '<!DOCTYPE s [<!ENTITY a SYSTEM "/etc/passwd">]><s>&a;</s>', "an entity"),
        ("a.ssml", "<!DOCTYPE s [<!ENTITY % a SYSTEM 'http://x'> %a;]><s>a</s>", "an entity"),
        ("a.ssml", '<!DOCTYPE s SYSTEM "x.dtd"><speak>a &b; c</speak>', "&b; is not one of XML's"),
        ("a.ssml", "<speak>a &nbsp; b</speak>", "a.ssml:1:10: this entity is not one of XML's"),
        ("a.ssml", "<speak>a < b</speak>", "a.ssml:1:11: this is no well-formed XML"),
        ("a.ssml", "<speak>a", "no well-formed XML"),
        ("a.txt", "99:00:00 Late.", "longer than a day"),
        ("a.txt", "(pause 20 hours) a (pause 20 hours) b", "longer than a day"),
        ("a.txt", "Вдох " * 30, "give the text's language, such as --language ja"),
        ("a.docx", b"PK", "this is a word processor's document; save its text as plain text"),
        ("a.html", "<p>Hi</p>", "this is a web page"),
        ("a.yaml", "voiceguide: 1", "this is a script already"),
    ],
)
def test_one_error_says_what_is_wrong(
    name: str, content: str | bytes, said: str, tmp_path: Path
) -> None:
    language = "en" if "Вдох" in str(content) else ""
    with pytest.raises(InputError) as caught:
        take(tmp_path, name, content, language=language)
    assert said.replace(r"\\", "\\") in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ssml", "<speak>" + "<p>" * 9_000 + "deep words" + "</p>" * 9_000 + "</speak>"),
        ("a.md", ">" * 9_000 + " deep words"),
        ("a.md", "- " * 9_000 + "deep words"),
        ("a.md", "*" * 900 + "deep words" + "*" * 900),
        ("a.txt", "(" * 900 + "deep words" + ")" * 900),
        ("a.txt", " " * 300_000 + "deep words"),
        ("a.txt", "<" * 50_000 + "deep words"),
        ("a.txt", "\ufeffdeep\u2028words\u200b\u00ad"),
        ("a.srt", "deep words"),
        ("a.vtt", "deep words"),
    ],
    ids=range(10),
)
def test_odd_texts_are_scripts(name: str, text: str, tmp_path: Path) -> None:
    script, _ = take(tmp_path, name, text)
    assert words(str(script.steps[0].say)) == ["deep", "words"]


def test_a_word_without_an_end_is_cut(tmp_path: Path) -> None:
    script, _ = take(tmp_path, "a.txt", "x" * 20_000)
    assert sum(str(step.say).count("x") for step in script.steps) == 20_000
