"""The words of a source and of a script, to compare them."""

import re
from collections.abc import Mapping
from pathlib import Path

from voiceguide.authoring.importing.script import Imported, Wishes, imported
from voiceguide.script import reader
from voiceguide.script.model import Script

_PAUSE = re.compile(r"\[pause [^]]*\]")


def words(text: str) -> list[str]:
    """Returns the words of a text, in order."""
    return re.findall(r"[^\W_]+", text)


def said(script: Script) -> list[str]:
    """Returns the words of a script: the openings and the cues of its steps, without pauses."""
    found: list[str] = []
    for step in script.steps:
        for text in (step.say, *(cue.say for cue in step.cues)):
            found += words(_PAUSE.sub(" ", text if isinstance(text, str) else ""))
    return found


def shown(script: Script) -> list[str]:
    """Returns all words of a script in the order of its file: titles and notes too."""
    found: list[str] = []
    for step in script.steps:
        found += words(step.title)
        for text in (step.say, *(cue.say for cue in step.cues), step.notes or ""):
            found += words(_PAUSE.sub(" ", text if isinstance(text, str) else ""))
    return found


def take(folder: Path, name: str, text: str | bytes, **wishes: object) -> tuple[Script, Imported]:
    """Returns the script imported from a text under a file's name, and the import's notes."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = imported(path, Wishes(**wishes), "new.yaml")  # type: ignore[arg-type]
    return reader.loads(done.text), done


def missing(wanted: list[str], found: list[str]) -> list[str]:
    """Returns the words that are not found in order."""
    rest = iter(found)
    return [word for word in wanted if not any(word == other for other in rest)]


SOURCES: Mapping[str, str] = {
    "lines.txt": """\
Body scan

Lie down.
Feel the floor
Let go

Even the jaw (softly), then rest.
""",
    "capitals.txt": "ARRIVE\n\nSit down.\n\nREST NOW\n\nBe still {quietly} [softly].",
    "notes.md": """\
# Calm

Intro words.

## Sit

Sit *down* and **rest**.

- one thing
- two

> quoted
""",
    "deep.md": "# One\n## Two\n### Three\nwords here\n## Four\n1. first\n2. second",
    "table.md": "# T\n\n| arm | leg |\n| --- | --- |\n| left one | right one |\n\n    code words\n",
    "html.md": "# T\n\nSome <b>bold</b> words<br>and <i>more</i>.\n\n<div>in a block</div>",
    "speech.ssml": """\
<speak>Hello <emphasis>dear</emphasis> friend.<break time="2s"/><p>Now <s>rest</s></p></speak>
""",
    "odd.ssml": """\
<speak>Take <voice name='x'>my</voice> <x:y xmlns:x='z'>hand</x:y> &amp; go.</speak>
""",
    "times.txt": "00:00:05 First words.\n00:00:15 Then others\nand more\n[00:40] The last.",
    "song.lrc": "[ti:Song]\n[00:01.00]One line\n[00:09.50]Another line",
    "film.srt": """\
1
00:00:01,000 --> 00:00:03,000
This is <i>cut

2
00:00:03,100 --> 00:00:05,000
in two.</i>
""",
    "web.vtt": """\
WEBVTT

00:01.000 --> 00:03.000 align:start
<v Ann>Hello you

00:09.000 --> 00:12.000
Bye &amp; bye.
""",
}
"""One or more small texts in each format, by file name."""
