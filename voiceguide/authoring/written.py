"""Writes a draft as a script: YAML as people write it, texts in blocks, comments above keys."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from voiceguide.authoring.draft import Draft, DraftCue, DraftStep
from voiceguide.console.visible import visible
from voiceguide.timecode import duration

_PLAIN = re.compile(r"[^\W\d_][\w ’'-]*(?:[.,!?] ?[\w ’'-]+)*[.!?]?")
_MEANT_OTHERWISE = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def written(draft: Draft) -> str:
    """Returns the script's text."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    if draft.comments:
        yield from _comments(draft.comments)
        yield ""
    yield "voiceguide: 1"
    yield f"title: {text(draft.title)}"
    yield f"language: {text(draft.language)}"
    yield ""
    yield from _comments(draft.comments_on_lengths)
    default = {"default": draft.default} if len(draft.lengths) > 1 else {}
    yield f"lengths: {_flow({**default, **_durations(draft.lengths)})}"
    if not draft.chimes:
        yield from _comments(draft.comments_on_chimes)
        yield "chimes: false"
    if draft.announce:
        yield f"announce: {text(draft.announce)}"
    if draft.pronounce:
        yield ""
        yield from _comments(draft.comments_on_pronounce)
        yield "pronounce:"
        for word, said in draft.pronounce.items():
            yield f"  {text(word)}: {text(said)}"
    yield ""
    yield "steps:"
    for number, step in enumerate(draft.steps):
        if number:
            yield ""
        yield from _step(step)


def _step(step: DraftStep) -> Iterator[str]:
    yield from _comments(step.comments, "  ")
    yield f"  - id: {text(step.id)}"
    yield f"    title: {text(step.title)}"
    (first, *others) = step.times.values()
    yield f"    time: {_flow(_durations(step.times)) if others else duration(first)}"
    yield from _comments(step.comments_on_words, "    ")
    yield "    say: |"
    yield from _block(step.lines, "      ")
    if step.cues:
        yield from _comments(step.comments_on_cues, "    ")
        yield "    cues:"
        for cue in step.cues:
            yield from _cue(cue)
    if step.notes:
        yield "    notes: |"
        yield from _block(step.notes, "      ")


def _cue(cue: DraftCue) -> Iterator[str]:
    yield f"      - at: {cue.at}"
    if len(cue.lines) == 1:
        yield f"        say: {text(cue.lines[0])}"
        return
    yield "        say: |"
    yield from _block(cue.lines, "          ")


def _comments(comments: Iterable[str], indent: str = "") -> Iterator[str]:
    for comment in comments:
        yield f"{indent}# {visible(comment)}".rstrip()


def _block(lines: Iterable[str], indent: str) -> Iterator[str]:
    for line in lines:
        stripped = " ".join(line.split())
        yield f"{indent}{stripped}" if stripped else ""


def _flow(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def _durations(times: Mapping[str, int]) -> dict[str, str]:
    return {name: duration(ms) for name, ms in times.items()}


def text(value: str) -> str:
    """Returns one line of text so that YAML reads it back: plain if possible, else in quotes.

    >>> print(text("Neck and shoulders"), text("Next: squats"), text("yes"))
    Neck and shoulders "Next: squats" "yes"
    """
    is_bare = _PLAIN.fullmatch(value) and value == value.strip()
    if is_bare and value.casefold() not in _MEANT_OTHERWISE:
        return value
    return json.dumps(value, ensure_ascii=False)
