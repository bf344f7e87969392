"""Reads English number words back: an independent check of what the wording says.

>>> values("minus two point five, half an hour, one and three quarters, the third")
[Fraction(-5, 2), Fraction(1, 2), Fraction(7, 4), Fraction(3, 1)]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
GREAT = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHARES = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8}
ORDINALS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
    *("sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")

SMALL = {
    **{word: value for value, word in enumerate(ONES)},
    **{word: value for value, word in zip(range(20, 100, 10), TENS, strict=True)},
    **{word: value for value, word in zip(range(20, 100, 10), (*DECADES, "nineties"), strict=True)},
}
NTH = {
    **{word: value for value, word in enumerate(ORDINALS) if word != "second"},
    **{f"{word[:-1]}ieth": SMALL[word] for word in TENS},
}


def values(text: str) -> list[Fraction]:
    """Returns every number in words, in order; a year counts as its halves, nineteen and ninety.

    A second is a unit of time here, also in "twenty-second".
    """
    return [value for clause in re.split("[,.;:?!…]", text) for value in _in_clause(clause)]


def _in_clause(text: str) -> list[Fraction]:
    words = re.findall(r"(-?)([A-Za-z']+)", text)
    found, at = list[Fraction](), 0
    while at < len(words):
        is_sign = words[at][1] == "minus" and _word(words, at - 2) != "plus"
        at += _word(words, at) == "minus" and _word(words, at + 1) == "a" and is_sign
        value, end = _number(words, at + is_sign)
        if end > at + is_sign:
            found.append(-value if is_sign else value)
        at = max(end, at + 1)
    return found


Words = Sequence[tuple[str, str]]
"""Words, each with the hyphen before it, if any."""


def _number(words: Words, at: int) -> tuple[Fraction, int]:
    value, end = _whole(words, at)
    if end == at:
        share = SHARES.get(_word(words, at, "s"))
        is_share = share == 2 or (_word(words, at - 1) == "a" and share)
        if share and is_share:
            return Fraction(1, share), at + 1
        nth = NTH.get(_word(words, at))
        return (Fraction(nth), at + 1) if nth is not None else (Fraction(0), at)
    if _word(words, end) == "point":
        return _decimal(value, words, end + 1)
    if share := SHARES.get(_word(words, end, "s")):
        return Fraction(value, share), end + 1
    if _word(words, end) == "and":
        after = 2 if _word(words, end + 1) in ("a", "an") else 1
        if after == 2 and (share := SHARES.get(_word(words, end + 2))):
            return value + Fraction(1, share), end + 3
        count, behind = _whole(words, end + 1)
        if behind > end + 1 and (share := SHARES.get(_word(words, behind, "s"))):
            return value + Fraction(count, share), behind + 1
    return Fraction(value), end


def _whole(words: Words, at: int) -> tuple[int, int]:
    reading, end = _Whole(), at
    while end < len(words) and reading.takes(*words[end]):
        end += 1
    return reading.total + (reading.part or 0), end


@dataclass
class _Whole:
    """A whole number as far as it is read: thousands and more, and the part below a thousand."""

    total: int = 0
    part: int | None = None
    least: int = 10**15
    is_whole: bool = False

    def takes(self, hyphen: str, word: str) -> bool:
        """Whether a word belongs to the number; reads it if so."""
        if self.is_whole:
            return False
        ordinal = NTH.get(word)
        if ordinal is not None and self.part is not None and self._adds(ordinal, hyphen):
            self.is_whole = True
            return True
        if word in SMALL and (self.part is None or self._adds(SMALL[word], hyphen)):
            self.part = self.part or SMALL[word]
            return True
        return bool(self.part) and self._multiplies(word)

    def _adds(self, value: int, hyphen: str) -> bool:
        part = self.part or 0
        is_one = hyphen and part % 10 == 0 and part % 100 and value < 10
        is_rest = part % 100 == 0 and (part or self.total)
        if not value or not (is_one or is_rest):
            return False
        self.part = part + value
        return True

    def _multiplies(self, word: str) -> bool:
        cardinal, part = word.removesuffix("th"), self.part or 0
        if cardinal == "hundred" and part < 100:
            self.part = part * 100
        elif cardinal in GREAT and GREAT[cardinal] < self.least:
            self.least = GREAT[cardinal]
            self.total, self.part = self.total + part * self.least, 0
        else:
            return False
        self.is_whole = word != cardinal
        return True


def _decimal(value: int, words: Words, at: int) -> tuple[Fraction, int]:
    digits = ""
    while _word(words, at) in ONES[:10]:
        digits, at = digits + str(SMALL[words[at][1]]), at + 1
    return value + Fraction(int(digits), 10 ** len(digits)), at


def _word(words: Words, at: int, ending: str = "") -> str:
    return words[at][1].removesuffix(ending) if 0 <= at < len(words) else ""
