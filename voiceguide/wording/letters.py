"""The letters that a language's voice can say: its alphabets, with the accents it knows."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from voiceguide.wording.characters import is_speakable
from voiceguide.wording.language import Language

_WORD = re.compile(r"[^\s,.;:?!…]+")


def plain(text: str, language: Language) -> str:
    """Returns the text in plain letters, without accents that the voice does not know.

    In English, Nguyễn becomes Nguyen, and José stays.
    """
    if text.isascii() or not language.letters.alphabets:
        return text
    return "".join(_plain(character, language) for character in text)


def foreign(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yields each word with a letter that the voice has no sound for, with advice."""
    if text.isascii() or not language.letters.alphabets:
        return
    for match in _WORD.finditer(text):
        spoken = filter(is_speakable, match[0])  # other characters are refused separately
        letter = next((sign for sign in spoken if not _is_known(sign, language)), "")
        if letter:
            message = (
                f"the voice has no sound for letters such as {letter!r} ({_alphabet(letter)}); "
                "write the word as it sounds, or respell it under 'pronounce'"
            )
            yield match[0], message


@lru_cache(maxsize=4096)
def _plain(character: str, language: Language) -> str:
    if character.isascii() or not (character.isalpha() or unicodedata.category(character) == "Nl"):
        return character
    if (character.isalpha() and _is_known(character, language)) or unicodedata.decomposition(
        character
    ).startswith("<su"):
        return character
    same = unicodedata.normalize("NFKC", character)
    base = unicodedata.normalize("NFD", same)[0]
    for other in (same, base):
        if all(_is_known(sign, language) for sign in other):
            return other
    return character


def _is_known(character: str, language: Language) -> bool:
    if not character.isalpha():
        return True
    if _alphabet(character) not in language.letters.alphabets:
        return False
    accented = language.letters.accented
    return character.isascii() or not accented or character in accented


def _alphabet(letter: str) -> str:
    """Returns the alphabet's name: the first word of the letter's, in Unicode."""
    return unicodedata.name(letter, "unknown").split()[0].capitalize().replace("Cjk", "CJK")
