"""The marks in narration: pauses and bells in brackets, and placeholders in braces; there are no
others."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from voiceguide import timecode
from voiceguide.errors import nearest
from voiceguide.sounds import BELL
from voiceguide.wording import elsewhere

PLACEHOLDERS = ("side", "number", "title", "left", "round", "rounds")
"""The names allowed in braces; the reader checks where each may be used."""

_MARK = re.compile(r"\[([^\[\]]*)\]|\{([^{}]*)\}|[\[\]{}]")
_PAUSE = re.compile(r"pause\b\s*[:=,]?\s*(?:for\s+)?(\S.*)", re.IGNORECASE | re.DOTALL)
_UNIT = re.compile(
    r"(?<=[\d\s-])(?:(ms|milliseconds?|msecs?)|(s|seconds?|secs?)|(m|min|minutes?|mins?)|(h|hours?|hrs?))\b\.?",
    re.IGNORECASE,
)
_UNITS = ("ms", "s", "min", "h")
_AMOUNT = re.compile(rf"\d*\.?\d+\s*-?\s*{_UNIT.pattern}", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)")
_QUIET = re.compile(r"\b(?:pause|silence)\b", re.IGNORECASE)
_RINGS = re.compile(r"\b(?:bells?|gong|chimes?|ding|rings?|bowl)\b", re.IGNORECASE)
_WAITS = re.compile(r"\b(?:wait|hold on)\b", re.IGNORECASE)


class Fault(NamedTuple):
    """A piece of text, from `start` to `end`, that is not narration, and a message about it.

    The end of a tag has no message if its beginning has one.
    """

    start: int
    end: int
    message: str


class Mark(NamedTuple):
    """A pause with its place in the text. `grows`: it is longer in a longer step."""

    start: int
    end: int
    ms: int
    grows: bool = False


class Ring(NamedTuple):
    """A bell, with its place in the text."""

    start: int
    end: int


def faults(text: str) -> list[Fault]:
    """Returns everything in `text` that looks like mark-up but is not understood."""
    return [part for part in _parts(text) if isinstance(part, Fault) and part.message]


def faults_in_notes(text: str) -> list[Fault]:
    """Returns everything that is not allowed in a text that is shown but not said.

    That is all mark-up, including pauses and placeholders.
    """
    foreign = elsewhere.found(text)
    found = [
        Fault(
            piece.start, piece.end, f"{_shown(piece.found)} would be shown as it is: {piece.cure}"
        )
        for piece in foreign
        if piece.cure
    ]
    for match in _MARK.finditer(elsewhere.without(text, foreign)):
        message = (
            f"{match[0]!r} has no meaning in notes, which are shown and not said; leave it out"
        )
        found.append(Fault(match.start(), match.end(), message))
    return sorted(found)


def clean(text: str) -> str:
    """Returns the text with its faults replaced by spaces; its length doesn't change."""
    for part in _parts(text):
        if isinstance(part, Fault):
            text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text


def pieces(text: str) -> Iterator[str | Mark | Ring]:
    """Yields pauses, bells and the text between them, in order."""
    position = 0
    for part in _parts(text):
        if isinstance(part, Mark | Ring):
            yield text[position : part.start]
            yield part
            position = part.end
    yield text[position:]


def spoken_pauses(text: str) -> Iterator[tuple[str, str]]:
    """Yields each text in round brackets that was meant as a pause, with the right mark."""
    for match in _ASIDE.finditer(text):
        amount = _AMOUNT.search(match[1])
        if _QUIET.search(match[1]) or (amount and _WAITS.search(match[1])):
            yield match[0], _as_mark(match[1])


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[Fault | Mark | Ring, ...]:
    found: list[Fault | Mark | Ring] = []
    foreign = elsewhere.found(text, PLACEHOLDERS)
    for piece in foreign:
        said = f"{_shown(piece.found)} can't be spoken: {piece.cure}" if piece.cure else ""
        found.append(Fault(piece.start, piece.end, said))
    for match in _MARK.finditer(elsewhere.without(text, foreign)):
        if match[1] is not None:
            found.append(_bracket(match))
        elif match[2] is None:
            message = f"unmatched {match[0]!r} in narration; a pause is written [pause 3s]"
            found.append(Fault(match.start(), match.end(), message))
        elif match[2] not in PLACEHOLDERS:
            message = f"unknown placeholder {match[0]!r}{_instead(match[2])}"
            found.append(Fault(match.start(), match.end(), message))
    return tuple(sorted(found))


def _bracket(match: re.Match[str]) -> Fault | Mark | Ring:
    inner = match[1].strip()
    if inner.casefold() == BELL:
        return Ring(match.start(), match.end())
    pause = _PAUSE.fullmatch(inner)
    if pause is None:
        hint = f"; did you mean {{{inner}}}?" if inner in PLACEHOLDERS else ""
        if not hint and _RINGS.search(inner):
            hint = f"; a chime in a text is written [{BELL}]"
        expected = _as_mark(inner) + ("" if _means_pause(inner) else f" or [{BELL}]")
        message = f"unknown mark {match[0]!r}{hint or f'; expected {expected}'}"
        return Fault(match.start(), match.end(), message)
    grows = pause[1].endswith("+")
    try:
        ms = timecode.parse(_plain(pause[1].removesuffix("+")))
        return Mark(match.start(), match.end(), ms, grows)
    except ValueError as error:
        return Fault(match.start(), match.end(), f"in {match[0]!r}: {error}")


def _means_pause(text: str) -> bool:
    return bool(_QUIET.search(text) or _AMOUNT.search(text))


def _plain(duration: str) -> str:
    """Returns a duration with the short units that other durations use."""
    short = _UNIT.sub(lambda unit: _UNITS[(unit.lastindex or 1) - 1], duration)
    return re.sub(r"(?<![\d.])\.(?=\d)", "0.", short)


def _as_mark(text: str) -> str:
    """Returns the mark for the pause that a text seems to mean."""
    amount = _AMOUNT.search(text)
    plain = re.sub(r"[\s-]", "", _plain(amount[0])) if amount else "3s"
    return f"[pause {plain}]"


def _instead(name: str) -> str:
    if _QUIET.search(name):
        return f"; a pause is written {_as_mark(name)}"
    return nearest(name.strip(), PLACEHOLDERS)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
