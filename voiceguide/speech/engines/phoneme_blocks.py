"""Phonemes of a text in which some words are phonemes already: `Now [[ˌɛfləˈɹɑːʒ]], slowly.`

It is used by the programs in which natural voices speak, and imports nothing from voiceguide.
"""

import re
import unicodedata
from collections.abc import Callable

Phonemize = Callable[[str], list[list[str]]]
"""Returns the phonemes of each sentence of a text, as eSpeak NG makes them."""

_BLOCK = re.compile(r"\[\[(.*?)\]\]")

_STAND_INS = ("Fukupufu", "Afukupu")
"""Words that occur in no text, and that no neighbour changes in any of fifteen languages: one
stands for a block that begins with a consonant, one for a block that begins with a vowel."""

_VOWELS = frozenset("aeiouyæøœɐɑɒɔɘəɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏᵻ")


def phonemes_of(text: str, phonemize: Phonemize) -> list[list[str]]:
    """Returns the phonemes of each sentence; blocks in double brackets are phonemes already.

    Piper would read the text before and after a block as separate sentences, losing commas at their
    edges and stressing words. So a made-up word is read in place of each block, beginning with a
    vowel or a consonant as the block does, and its phonemes are then replaced with the block's. If
    they can't be found again, the parts are read separately after all.
    """
    blocks: list[str] = _BLOCK.findall(text)
    if not blocks:
        return phonemize(text)
    words = [_STAND_INS[_begins_with_vowel(block)] for block in blocks]
    signs = iter(words)
    read = ["".join(one) for one in phonemize(_BLOCK.sub(lambda _: next(signs), text))]
    heard = {word: _sounds(phonemize(word)) for word in set(words)}
    stand_in = re.compile("|".join(map(re.escape, heard.values())))
    if [match[0] for one in read for match in stand_in.finditer(one)] != [heard[w] for w in words]:
        return [_apart(text, phonemize)]
    given = iter(blocks)
    return [list(stand_in.sub(lambda _: _plain(next(given)), one)) for one in read]


def _apart(text: str, phonemize: Phonemize) -> list[str]:
    """Returns the phonemes of the text and of the blocks, each read separately."""
    parts = []
    for number, part in enumerate(_BLOCK.split(text)):
        if number % 2:
            parts.append(_plain(part))
        elif any(map(str.isalpha, part)):
            parts.append(_sounds(phonemize(part)))
        else:
            parts.append(part.strip())
    return list(" ".join(filter(None, parts)))


def _begins_with_vowel(block: str) -> bool:
    first = next(filter(str.isalpha, block.lstrip("ˈˌ")), "")
    return _plain(first)[:1] in _VOWELS


def _plain(block: str) -> str:
    """Returns a block's phonemes decomposed as models know them: a letter, then its diacritics."""
    return unicodedata.normalize("NFD", block)


def _sounds(sentences: list[list[str]]) -> str:
    """Returns the phonemes of all sentences, without a full stop at the end."""
    return " ".join("".join(sentence) for sentence in sentences).strip(" .")
