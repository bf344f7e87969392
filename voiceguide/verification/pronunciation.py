"""Guesses the pronunciation of a word that is not in the dictionary.

The guess comes from parts that are in it (un+stacked, finger+tip+s), or else from
letters. Phones are those of the CMU Pronouncing Dictionary, without stress. A guess
need not be right: the alignment of a sentence tolerates a wrong sound or two.
"""

from collections.abc import Callable, Mapping

Lookup = Callable[[str], str | None]
"""Returns the phones of a word, separated by spaces, or None."""

_PREFIXES: Mapping[str, str] = {
    "un": "AH N",
    "re": "R IY",
    "non": "N AA N",
    "pre": "P R IY",
    "mis": "M IH S",
}

_SUFFIXES: Mapping[str, str] = {
    "'s": "Z",
    "s": "Z",
    "es": "IH Z",
    "ed": "D",
    "d": "D",
    "ing": "IH NG",
    "er": "ER",
    "ers": "ER Z",
    "ly": "L IY",
    "ness": "N AH S",
    "less": "L AH S",
    "ful": "F AH L",
    "able": "AH B AH L",
}

_LEAST_PART = 3
"""The fewest letters of a part: shorter words in the dictionary are mostly abbreviations and
names."""

_SPELLINGS: Mapping[str, str] = {
    "tion": "SH AH N", "sion": "ZH AH N", "ture": "CH ER", "ough": "AO", "augh": "AO",
    "eigh": "EY", "igh": "AY", "tch": "CH", "dge": "JH", "sch": "SH", "eau": "OW", "ewe": "UW",
    "our": "AO R", "ear": "IH R", "air": "EH R", "oor": "AO R", "ery": "ER IY",
    "ch": "CH", "sh": "SH", "th": "TH", "ph": "F", "wh": "W", "gh": "G", "ck": "K", "ng": "NG",
    "qu": "K W", "kn": "N", "wr": "R", "ps": "P S", "mb": "M", "ce": "S", "ci": "S IH",
    "ee": "IY", "ea": "IY", "oo": "UW", "ou": "AW", "ow": "OW", "oi": "OY", "oy": "OY",
    "ai": "EY", "ay": "EY", "au": "AO", "aw": "AO", "ew": "UW", "ie": "IY", "oa": "OW",
    "ar": "AA R", "er": "ER", "ir": "ER", "or": "AO R", "ur": "ER",
    "a": "AE", "b": "B", "c": "K", "d": "D", "e": "EH", "f": "F", "g": "G", "h": "HH",
    "i": "IH", "j": "JH", "k": "K", "l": "L", "m": "M", "n": "N", "o": "AA", "p": "P",
    "q": "K", "r": "R", "s": "S", "t": "T", "u": "AH", "v": "V", "w": "W", "x": "K S",
    "y": "IY", "z": "Z", "'": "",
}  # fmt: skip
"""The commonest phones of each spelling; longer spellings come first."""


def guess(word: str, lookup: Lookup) -> str:
    """Returns the phones of a word that `lookup` doesn't have; the word has letters a to z and
    apostrophes.

    >>> guess("unstacked", {"stacked": "S T AE K T"}.get)
    'AH N S T AE K T'
    >>> guess("zib", {}.get)
    'Z IH B'
    """
    return _from_parts(word, lookup) or by_letters(word)


def _from_parts(word: str, lookup: Lookup) -> str | None:
    """Returns the phones of a word plus a prefix or suffix, or of two words; None for others."""
    for prefix, phones in _PREFIXES.items():
        rest = word.removeprefix(prefix)
        if rest != word and (known := _known(rest, lookup)):
            return f"{phones} {known}"
    for suffix, phones in _SUFFIXES.items():
        stem = word.removesuffix(suffix)
        if stem == word:
            continue
        doubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
        for form in (stem, stem + "e", doubled):
            if known := _known(form, lookup):
                return f"{known} {phones}"
    for at in range(len(word) - _LEAST_PART, _LEAST_PART - 1, -1):
        first, second = _known(word[:at], lookup), _known(word[at:], lookup)
        if first and second:
            return f"{first} {second}"
    return None


def _known(word: str, lookup: Lookup) -> str | None:
    return lookup(word) if len(word) >= _LEAST_PART else None


def by_letters(word: str) -> str:
    """Returns the commonest phones of each spelling. A final e is silent; doubled letters sound
    once."""
    rest = word[:-1] if len(word) > _LEAST_PART and word.endswith("e") else word
    phones: list[str] = []
    while rest:
        spelling = next(s for s in _SPELLINGS if rest.startswith(s))
        rest = rest[len(spelling) :]
        sounds = _SPELLINGS[spelling].split()
        if phones[-1:] != sounds:
            phones += sounds
    return " ".join(phones)
