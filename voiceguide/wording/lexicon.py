"""Words respelt for the voice: the script's `pronounce`, and the language's own lexicon."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from voiceguide.wording import pronunciation
from voiceguide.wording.characters import tidy
from voiceguide.wording.language import Language
from voiceguide.wording.pronunciation import Pronunciation

Pronounce = Mapping[str, str | Pronunciation]
"""A script's `pronounce`: each word's respelling, or its sounds."""

_FIRST_MARK = 0x10F000
"""Private-use characters, which stand for blocks of sounds while a text is put into words."""


class Respellings(NamedTuple):
    """The respellings of words. `sounds` has the block of sounds for each mark in them."""

    words: Mapping[str, str]
    sounds: Mapping[str, str]


def respell(text: str, pronounce: Mapping[str, str]) -> str:
    """Returns `text` with whole words respelt, whatever their case."""
    if not pronounce:
        return text
    words = tuple(sorted(pronounce, key=len, reverse=True))
    return _pattern(words).sub(lambda m: pronounce[words[(m.lastindex or 1) - 1]], text)


def used(text: str, words: Iterable[str]) -> list[str]:
    """Returns the words that `respell` would find in the text."""
    text = tidy(text)
    return [word for word in words if tidy(word) and _pattern((tidy(word),)).search(text)]


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Returns a pattern with one group per word: a dotless i matches an i when case is ignored, but
    does not fold to it."""
    groups = "|".join(f"({re.escape(word)})" for word in words)
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def respellings(
    language: Language,
    pronounce: tuple[tuple[str, str | Pronunciation], ...] = (),
    symbols: frozenset[str] = frozenset(),
) -> Respellings:
    """Returns the lexicon, overridden by the script's own entries.

    An engine that takes the IPA `symbols` of some sounds gets these sounds, if it takes all of
    them; any other gets their respelling. Sounds without a respelling stay, so that the length of a
    text can be estimated.
    """
    own, sounds = dict[str, str](), dict[str, str]()
    for word, said in pronounce:
        key = tidy(word)
        if not key:
            continue
        if isinstance(said, str):
            own[key] = tidy(said)
            continue
        ipa = sounded(said, symbols, language) or (said.ipa if said.say is None else "")
        if ipa:
            mark = chr(_FIRST_MARK + len(sounds))
            own[key], sounds[mark] = mark, pronunciation.block(ipa)
        else:
            own[key] = tidy(said.say or "")
    taken = {word.casefold() for word in own}
    shipped = {word: said for word, said in language.lexicon.items() if word not in taken}
    return Respellings({**shipped, **own}, sounds)


def sounded(said: Pronunciation, symbols: Collection[str], language: Language) -> str:
    """Returns the sounds in `symbols` that an engine takes; empty if it lacks one of them."""
    ipa = pronunciation.suited(said.ipa, symbols, language.sounds_instead)
    return "" if pronunciation.unknown(ipa, symbols) else ipa


def with_sounds(text: str, sounds: Mapping[str, str]) -> str:
    """Returns the text with its marks replaced by the blocks of sounds."""
    for mark, block in sounds.items():
        text = text.replace(mark, block)
    return text


def is_mark(character: str) -> bool:
    """Whether a character may stand for a block of sounds."""
    return ord(character) >= _FIRST_MARK
