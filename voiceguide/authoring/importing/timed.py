"""Reads words with times, one per line: `00:00:15 words`, `[00:15] words`, and lyrics (.lrc)."""

import re
from operator import attrgetter

from voiceguide.authoring.importing.source import Said, Source

_STAMP = r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?:[.,:](?P<f>\d{1,3}))?"
_LINE = re.compile(
    rf"(?:[-*•]\s+)?[\[(<]?\s*{_STAMP}\s*[\])>]?(?!\d)\s*(?:[-–—:|]\s*)?(?P<words>.*)"
)
_LYRIC = re.compile(rf"\[{_STAMP}\]")
_TAG = re.compile(r"\[(?P<key>[a-z#]{2,8}):(?P<value>[^\]]*)\]", re.IGNORECASE)
_WORD_STAMP = re.compile(r"<\d{1,3}:\d\d(?:[.:]\d{1,3})?>")
_MOST_LOOKED_AT = 200


def is_timed(text: str) -> bool:
    """Whether most lines of a text begin with a time, or the first of them does."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_MOST_LOOKED_AT]
    timed = [_LINE.match(line) is not None for line in lines]
    return bool(timed) and (timed.count(True) * 2 > len(timed) or timed[0])


def read(text: str) -> Source:
    """Reads words with times. A line without a time continues the previous one."""
    said: list[Said] = []
    tags: dict[str, str] = {}
    before: list[str] = []
    has_lyrics = False
    for line in filter(None, map(str.strip, text.splitlines())):
        if tag := _TAG.fullmatch(line):
            tags[tag["key"].lower()] = tag["value"].strip()
        elif stamps := _stamps(line):
            has_lyrics = True
            words = _WORD_STAMP.sub(" ", line[stamps[-1].end() :])
            said += [Said(_ms(stamp), words.strip()) for stamp in stamps]
        elif match := _LINE.match(line):
            said.append(Said(_ms(match), match["words"].strip()))
        elif said:
            last = said[-1]
            said[-1] = Said(last.at_ms, f"{last.text}\n{line}".strip())
        else:
            before.append(line)
    if before:
        said.insert(0, Said(0, "\n".join(before)))
    if has_lyrics:
        said.sort(key=attrgetter("at_ms"))
    remarks = [f"{key}: {value}" for key, value in tags.items() if key not in ("ti", "la")]
    return Source(
        times=tuple(said),
        title=tags.get("ti", ""),
        language=tags.get("la", ""),
        remarks=tuple(remarks),
    )


def _stamps(line: str) -> list[re.Match[str]]:
    """Returns the times in square brackets at the start of a line of lyrics."""
    found: list[re.Match[str]] = []
    position = 0
    while match := _LYRIC.match(line, position):
        found.append(match)
        position = match.end()
    return found


def _ms(match: re.Match[str]) -> int:
    fraction = int((match["f"] or "0").ljust(3, "0"))
    minutes = int(match["h"] or 0) * 60 + int(match["m"])
    return (minutes * 60 + int(match["s"])) * 1000 + fraction
