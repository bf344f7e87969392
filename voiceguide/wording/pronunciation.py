"""How a word sounds, in the International Phonetic Alphabet: for engines that take phonemes.

In a text for such an engine, the sounds stand in double brackets in place of the word:
`Now [[ˌɛfləˈɹɑːʒ]], slowly.` Other engines get the respelling.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_ENCLOSED = re.compile(r"\s*(?:/([^/]*)/|\[([^\[\]]*)\])\s*")
_TYPED = str.maketrans(
    {
        **dict.fromkeys("'’\u02bc\u2032", "ˈ"),
        ":": "ː",
        "g": "ɡ",
        "\u0361": "",
        "\u035c": "",
        ".": "",
    }
)
"""Keyboards' stand-ins for signs of the IPA. Ties and syllables' ends make no sound."""

_LETTERS = frozenset("abcdefhijklmnopqrstuvwxyzæçðøħŋœβθχⱱᵊᵻ")
_BLOCKS = (range(0x250, 0x2B0), range(0x2B0, 0x300), range(0x300, 0x370))
"""IPA extensions, modifiers, and marks that combine with the letter before them."""

EVERY = _LETTERS | {chr(code) for block in _BLOCKS for code in block}
"""All signs of the IPA: what an engine takes that can say anything."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """A word's sounds, and its respelling for engines that don't take them; None if it has none."""

    ipa: str
    say: str | None = None


def plain(ipa: str) -> str:
    """Returns the sounds in the signs that engines know, without slashes and syllables' ends.

    >>> plain("/'e.gou/")
    'ˈeɡou'
    """
    if match := _ENCLOSED.fullmatch(ipa):
        ipa = match[1] or match[2] or ""
    return " ".join(unicodedata.normalize("NFC", ipa.translate(_TYPED)).split())


def has_sounds(ipa: str) -> bool:
    """Whether there is more than marks of stress and length."""
    return any(unicodedata.category(sign) in ("Ll", "Lo") for sign in ipa)


def foreign(ipa: str) -> list[str]:
    """Returns the characters of plain sounds that are not in the IPA, each once."""
    return [sign for sign in _signs(ipa) if not EVERY.issuperset(_parts(sign))]


def unknown(ipa: str, symbols: Collection[str]) -> list[str]:
    """Returns the signs of plain sounds that are not among an engine's `symbols`, each once."""
    return [sign for sign in _signs(ipa) if not _is_known(sign, symbols)]


def suited(ipa: str, symbols: Collection[str], instead: Mapping[str, str]) -> str:
    """Returns plain sounds with the nearest known ones `instead` of those that are unknown."""
    for sign in sorted(instead, key=len, reverse=True):
        if sign in ipa and unknown(sign, symbols) and not unknown(instead[sign], symbols):
            ipa = ipa.replace(sign, instead[sign])
    return ipa


def block(ipa: str) -> str:
    """Returns the sounds as they stand in a text for an engine."""
    return f"[[{ipa}]]"


def ipa_in(symbols: Collection[str]) -> frozenset[str]:
    """Returns those of a model's symbols that are sounds, or signs for their length and stress."""
    return frozenset(sign for sign in symbols if EVERY.issuperset(_parts(sign)))


def _is_known(sign: str, symbols: Collection[str]) -> bool:
    return sign in symbols or all(part in symbols for part in _parts(sign))


def _signs(ipa: str) -> list[str]:
    return list(dict.fromkeys(ipa.replace(" ", "")))


def _parts(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)
