"""The sounds of a word in the International Phonetic Alphabet, for engines that take phonemes.

In a text for such an engine, the sounds replace the word, in double brackets:
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
"""Keyboard characters that people type for IPA symbols. Ties and syllable breaks make no sound."""

_LETTERS = frozenset("abcdefhijklmnopqrstuvwxyzæçðøħŋœβθχⱱᵊᵻ")
_BLOCKS = (range(0x250, 0x2B0), range(0x2B0, 0x300), range(0x300, 0x370))
"""IPA extensions, modifiers, and combining marks."""

EVERY = _LETTERS | {chr(code) for block in _BLOCKS for code in block}
"""All IPA symbols, for an engine that can say anything."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """A word's sounds, and its respelling, if any, for engines that don't take phonemes."""

    ipa: str
    say: str | None = None


def plain(ipa: str) -> str:
    """Returns the sounds in symbols that engines know, without slashes and syllable breaks.

    >>> plain("/'e.gou/")
    'ˈeɡou'
    """
    if match := _ENCLOSED.fullmatch(ipa):
        ipa = match[1] or match[2] or ""
    return " ".join(unicodedata.normalize("NFC", ipa.translate(_TYPED)).split())


def has_sounds(ipa: str) -> bool:
    """Whether there is anything besides marks of stress and length."""
    return any(unicodedata.category(sign) in ("Ll", "Lo") for sign in ipa)


def foreign(ipa: str) -> list[str]:
    """Returns the characters of plain sounds that are not in the IPA, each once."""
    return [sign for sign in _signs(ipa) if not EVERY.issuperset(_parts(sign))]


def unknown(ipa: str, symbols: Collection[str]) -> list[str]:
    """Returns the symbols of plain sounds that are not among an engine's `symbols`, each once."""
    return [sign for sign in _signs(ipa) if not _is_known(sign, symbols)]


def suited(ipa: str, symbols: Collection[str], instead: Mapping[str, str]) -> str:
    """Returns plain sounds, with unknown ones replaced by those that `instead` has for them."""
    for sign in sorted(instead, key=len, reverse=True):
        if sign in ipa and unknown(sign, symbols) and not unknown(instead[sign], symbols):
            ipa = ipa.replace(sign, instead[sign])
    return ipa


def block(ipa: str) -> str:
    """Returns the sounds in the form for an engine's text."""
    return f"[[{ipa}]]"


def ipa_in(symbols: Collection[str]) -> frozenset[str]:
    """Returns the IPA symbols among a model's: sounds, and marks of length and stress."""
    return frozenset(sign for sign in symbols if EVERY.issuperset(_parts(sign)))


def _is_known(sign: str, symbols: Collection[str]) -> bool:
    return sign in symbols or all(part in symbols for part in _parts(sign))


def _signs(ipa: str) -> list[str]:
    return list(dict.fromkeys(ipa.replace(" ", "")))


def _parts(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)
