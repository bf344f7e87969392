"""Reads subtitles: SubRip (.srt) and WebVTT (.vtt, https://www.w3.org/TR/webvtt1/)."""

import html
import re
from collections.abc import Iterator

from voiceguide.authoring.importing.ends import is_ended
from voiceguide.authoring.importing.source import Said, Source

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_READING = re.compile(r"<rt\b[^<>]*>")
"""Words beside others, to be read with them."""

_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^<>]+)>")
_JOINED_MS = 700
"""Subtitles that follow each other sooner are separated by the screen's size, not by a pause."""


def is_subrip(text: str) -> bool:
    """Whether a text has a line of times near its beginning, like SubRip."""
    return any(map(_TIMES.match, text.lstrip().splitlines()[:3]))


def is_webvtt(text: str) -> bool:
    """Whether a text begins like WebVTT."""
    return re.match(r"WEBVTT(?:[ \t\n]|$)", text) is not None


def read(text: str) -> Source:
    """Reads subtitles of either kind."""
    remarks: list[str] = []
    title = ""
    said: list[Said] = []
    for number, block in enumerate(re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip("\n"))):
        lines = block.splitlines()
        if number == 0 and is_webvtt(block):
            title = lines[0].removeprefix("WEBVTT").strip(" \t-")
            lines = [line for line in lines[1:] if not re.match(r"\s*[A-Z][\w-]*:", line)]
        if lines and re.match(r"(?:NOTE|STYLE|REGION)\b", lines[0]):
            if lines[0].startswith("NOTE"):
                remarks.append(" ".join([lines[0].removeprefix("NOTE"), *lines[1:]]).strip())
            continue
        remarks += [f"said by {name.strip()}" for name in _VOICE.findall(block)]
        said += _cues(lines, said)
    return Source(times=tuple(_joined(said)), title=title, remarks=tuple(dict.fromkeys(remarks)))


def _cues(lines: list[str], before: list[Said]) -> Iterator[Said]:
    """Yields the words of a block with their times; words without a time get the previous one."""
    at_ms, end_ms = (before[-1].at_ms, before[-1].end_ms) if before else (0, None)
    found = [(index, times) for index, line in enumerate(lines) if (times := _TIMES.match(line))]
    if not found:
        yield Said(at_ms, _words(lines), end_ms)
        return
    stops = [*(index for index, _ in found[1:]), len(lines)]
    for (start, times), stop in zip(found, stops, strict=True):
        body = lines[start + 1 : stop]
        if stop < len(lines) and body and body[-1].strip().isdigit():
            body = body[:-1]  # the number of the next cue
        yield Said(_ms(times.groups()[:4]), _words(body), _ms(times.groups()[4:]))


def _words(lines: list[str]) -> str:
    """Returns the words of a cue; line breaks in it only fit it to the screen."""
    return " ".join(html.unescape(_TAG.sub("", _READING.sub(" ", "\n".join(lines)))).split())


def _joined(said: list[Said]) -> Iterator[Said]:
    """Yields the subtitles, with the parts of a sentence joined."""
    last: Said | None = None
    for one in said:
        if not one.text:
            continue
        if last is not None and _goes_on(last, one):
            last = Said(last.at_ms, f"{last.text} {one.text}", one.end_ms)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _goes_on(last: Said, one: Said) -> bool:
    is_near = last.end_ms is not None and one.at_ms - last.end_ms < _JOINED_MS
    return is_near and not is_ended(last.text)


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = parts
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))
