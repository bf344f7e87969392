"""Finds pauses in brackets or tags: (pause 5 seconds), [10 s], <break time="1s"/>.

A bracket with any other words is not a pause, so that no words are lost: "(pause and look around)"
is said.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from voiceguide import timecode
from voiceguide.authoring import phrases
from voiceguide.authoring.importing.source import Rest
from voiceguide.authoring.phrases import PauseWords
from voiceguide.wording.spoken import in_words

USUAL_MS, LONG_MS, SHORT_MS = 3_000, 8_000, 1_000
"""The lengths of pauses without a time, which are a matter of taste."""

_BRACKETED = re.compile(
    r"(?P<tag><\s*(?:break|pause|silence)\b(?P<attributes>[^<>]{0,200})>)"
    r"|\[\[\s*slnc\s+(?P<slnc>\d{1,7})\s*\]\]|<#(?P<hashed>\d{0,5}\.?\d{1,3})#>"
    r"|\((?P<round>[^()\[\]{}<>]{1,80})\)|(?P<square>\[[^()\[\]{}<>]{1,80}\])"
)
_TIME = re.compile(r"(\d{0,5}\.?\d{1,5})\s*(ms|s|)", re.IGNORECASE)
_TOKEN = re.compile(r"\d{1,3}:\d\d|\d{1,6}(?:[.,]\d{1,3})?|[^\W\d_]+")
_BETWEEN = re.compile(r"[\s.,:;=~*–—…'’-]*")
_MOST_COUNTED = 60


def parted(text: str, language: str) -> Iterator[str | Rest]:
    """Yields the words and the pauses of a text, in order."""
    position = 0
    for match in _BRACKETED.finditer(text):
        ms = _length(match, language)
        if ms is not None:
            yield text[position : match.start()]
            yield Rest(ms)
            position = match.end()
    yield text[position:]


def break_ms(value: str) -> int | None:
    """Returns the length of a break in the form of tags, such as 3s, 250ms; None for other text."""
    found = _TIME.fullmatch(value.strip().removeprefix("+"))
    if found is None:
        return None
    amount = float(found[1])
    is_ms = found[2].lower() == "ms" or (not found[2] and amount >= 50)
    return _possible(round(amount * (1 if is_ms else 1000)))


def _length(match: re.Match[str], language: str) -> int | None:
    if match["tag"]:
        found = re.search(r"\w[\w-]*\s*=\s*[\"']?([^\"'\s/>]+)", match["attributes"])
        ms = break_ms(found[1]) if found else None
        return USUAL_MS if ms is None else ms
    if match["slnc"]:
        return _possible(int(match["slnc"]))
    if match["hashed"]:
        return _possible(round(float(match["hashed"]) * 1000))
    inner = match["round"] or match["square"][1:-1]
    for words in {phrases.of(language), phrases.of("en")}:
        ms = _meant(inner, words.pause, words.code, is_square=bool(match["square"]))
        if ms is not None:
            return ms
    return None


def _possible(ms: int) -> int | None:
    return ms if ms <= timecode.MAX_MS else None


def _meant(inner: str, words: PauseWords, language: str, *, is_square: bool) -> int | None:
    """Returns the pause that the words in brackets mean; None if they say anything else."""
    inner = inner.casefold()
    tokens = _TOKEN.findall(inner)
    if not tokens or not _BETWEEN.fullmatch(_TOKEN.sub("", inner)):
        return None
    numbers = _numbers(language)
    known = words.words | words.with_time | words.long | words.short | words.beside | words.one
    if not all(t in known or t in words.units or t in numbers or t[0].isdigit() for t in tokens):
        return None
    ms = _amount(tokens, words, numbers)
    names = set(tokens)
    has_unit = bool(names & set(words.units)) or any(":" in token for token in tokens)
    if not names & words.words and not (ms and names & words.with_time):
        only_time = ms is not None and has_unit and not names & known
        return ms if is_square and only_time else None
    if ms is not None:
        return _possible(ms)
    return LONG_MS if names & words.long else SHORT_MS if names & words.short else USUAL_MS


def _amount(tokens: Sequence[str], words: PauseWords, numbers: dict[str, float]) -> int | None:
    """Returns the time in tokens such as 1 minute 30 seconds. The default unit is the second; a
    range means its end."""
    total, pending, found = 0.0, None, False
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        if ":" in token:
            minutes, seconds = token.split(":")
            total, found = total + int(minutes) * 60_000 + int(seconds) * 1000, True
        elif token[0].isdigit():
            pending = float(token.replace(",", "."))
        elif token in words.units and pending is not None:
            total, pending, found = total + pending * words.units[token], None, True
        elif token in words.one:
            pending = 1.0 if after in words.units else pending
        elif token in numbers:
            tens = pending if pending and pending >= 20 and numbers[token] < 10 else 0
            pending = tens + numbers[token]
    if pending is not None and not found:
        total, found = pending * 1000, True
    return round(total) if found else None


@lru_cache(maxsize=8)
def _numbers(language: str) -> dict[str, float]:
    """Returns the numbers of a language by their words."""
    return {in_words(str(n), language).casefold(): float(n) for n in range(1, _MOST_COUNTED + 1)}
