"""Variant spellings of the same words: British and American, contracted, in one word or two."""

from collections.abc import Mapping, Sequence

from voiceguide.wording.language import Language


def spelling(words: Sequence[str], language: Language) -> str:
    """Returns the letters of some words in a normalised spelling, without spaces.

    It is for comparison only: not every result is a word.

    >>> from voiceguide.wording import language
    >>> spelling(["won't", "colour", "face", "rest"], language.of("en"))
    'willnotcolorfacerest'
    """
    known = language.variants
    text = f" {' '.join(words)} "
    for phrase, other in known.phrases.items():
        text = text.replace(f" {phrase} ", f" {other} ")
    return "".join(_respelt(word, language) for word in text.split()).replace("'", "")


def _respelt(word: str, language: Language) -> str:
    known = language.variants
    stem, suffix = _cut(word, known.contracted)
    stem = known.spellings.get(stem, stem)
    for length in range(len(stem), 0, -1):
        if other := known.beginnings.get(stem[:length]):
            stem = other + stem[length:]
            break
    return "".join((*_cut(stem, known.endings), suffix))


def _cut(word: str, endings: Mapping[str, str]) -> tuple[str, str]:
    """Returns a word without its longest listed ending, and the word that the ending stands for."""
    for start in range(1, len(word)):
        if other := endings.get(word[start:]):
            return word[:start], other
    return word, ""
