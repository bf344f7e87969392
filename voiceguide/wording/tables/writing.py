"""The small files: signs, abbreviations, capitals, letters, refusals, lexicon and so on."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from voiceguide.wording.tables.reader import NONE, Table

KINDS_OF_VOICE = ("formant", "natural")
"""A formant voice is harder to understand when it is slow, so it may be faster by this factor."""

NONE_KNOWN: Mapping[str, int] = {}


class Signs(NamedTuple):
    """`signs.toml`: the words for signs, and for a slash between two words."""

    words: Mapping[str, str] = NONE
    either: str = ""


class Sentences(NamedTuple):
    """Abbreviations that end no sentence; all in lower case, with their full stop."""

    always: frozenset[str] = frozenset()
    before_digits: frozenset[str] = frozenset()
    before_small_letters: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    """Words that make a number with a full stop before them an ordinal, as in 3. Mai."""


class Abbreviations(NamedTuple):
    """`abbreviations.toml`: abbreviations in full, and letters for sides."""

    in_full: Mapping[str, str] = NONE
    after_names: Mapping[str, str] = NONE
    """Abbreviations that mean something else after a name: Main St."""
    sentences: Sentences = Sentences()
    side_letters: Mapping[str, str] = NONE
    letter_before: tuple[str, ...] = ()
    """Words that follow a side's letter; `letter_after`: words that the letter follows."""
    letter_after: tuple[str, ...] = ()


class Capitals(NamedTuple):
    """`capitals.toml`: which words in capitals are spelt out."""

    respelt: Mapping[str, str] = NONE
    spelt: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    consonants: frozenset[str] = frozenset()
    plurals: tuple[str, ...] = ()
    words_too: frozenset[str] = frozenset()
    """Words that are spelt out in capitals, but are ordinary words as well."""
    roman_after: tuple[str, ...] = ()
    """Words that a Roman numeral follows; `roman_joined`: words between two numerals."""
    roman_joined: tuple[str, ...] = ()
    rulers: tuple[str, ...] = ()
    """Names that an ordinal in Roman numerals follows; `nth` is the form of that ordinal."""
    nth: str = ""


class Letters(NamedTuple):
    """`letters.toml`: the alphabets whose letters the voice can say; empty for any alphabet.

    `accented` are the letters beyond a to z that it knows; empty for all letters of the alphabets.
    """

    alphabets: tuple[str, ...] = ()
    accented: frozenset[str] = frozenset()


class Heteronyms(NamedTuple):
    """`heteronyms.toml`: words with two pronunciations, and what to write instead."""

    anywhere: Mapping[str, str] = NONE
    commands: Mapping[str, str] = NONE
    commands_after: tuple[str, ...] = ()
    """Words after which a verb is a command."""
    verbs: Mapping[str, str] = NONE
    """Words that are respelt as verbs at the start of a command, or after one of `verbs_after`, if
    one of `objects` follows: Close your eyes."""
    verbs_after: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()


class Variants(NamedTuple):
    """`variants.toml`: other spellings of words, of their beginnings and endings.

    `contracted` has endings that stand for a word, `phrases` other words that mean the same.
    """

    spellings: Mapping[str, str] = NONE
    beginnings: Mapping[str, str] = NONE
    endings: Mapping[str, str] = NONE
    contracted: Mapping[str, str] = NONE
    phrases: Mapping[str, str] = NONE


Refused = tuple[tuple[str, str], ...]
"""Regular expressions for ambiguous text, each with advice for the author."""


def read_signs(table: Table) -> Signs:
    """Reads `signs.toml`. Raises InputError."""
    return Signs(words=table.words("signs"), either=table.between("either"))


def read_abbreviations(table: Table) -> Abbreviations:
    """Reads `abbreviations.toml`. Raises InputError."""
    sentences, sides = table.table("sentences"), table.table("sides")
    return Abbreviations(
        in_full=table.words("in_full"),
        after_names=table.words("after_names"),
        sentences=Sentences(
            always=_folded(sentences, "go_on"),
            before_digits=_folded(sentences, "go_on_before_digits"),
            before_small_letters=_folded(sentences, "go_on_before_small_letters"),
            numbered=_folded(sentences, "ordinal_before"),
        ),
        side_letters=sides.words("letters"),
        letter_before=sides.texts("before"),
        letter_after=sides.texts("after"),
    )


def read_capitals(table: Table) -> Capitals:
    """Reads `capitals.toml`. Raises InputError."""
    roman, rulers = table.table("roman"), table.table("rulers")
    return Capitals(
        respelt=table.words("respelt"),
        spelt=frozenset(table.texts("letters")),
        plain=frozenset(table.texts("plain")),
        consonants=frozenset(table.text("consonants") if "consonants" in table else ""),
        plurals=table.texts("plurals"),
        words_too=frozenset(table.texts("words_too")),
        roman_after=roman.texts("after"),
        roman_joined=roman.texts("joined"),
        rulers=rulers.texts("names"),
        nth=rulers.form("said", 1) if "names" in rulers else "",
    )


def read_letters(table: Table) -> Letters:
    """Reads `letters.toml`. Raises InputError."""
    accented = table.text("accented") if "accented" in table else ""
    return Letters(table.texts("alphabets"), frozenset("".join(accented.split())))


def read_refused(table: Table) -> Refused:
    """Reads `refusals.toml`. Raises InputError."""
    parts = table.tables("refused")
    refused = tuple((part.text("pattern"), part.text("why")) for part in parts)
    try:
        any_of(refused)
    except re.error:
        for part, (pattern, _) in zip(parts, refused, strict=True):
            _check_pattern(part, pattern)
        raise table.fault("refused", "the regular expressions can't be combined into one") from None
    return refused


@lru_cache(maxsize=32)
def any_of(refused: Refused) -> re.Pattern[str]:
    """Returns one pattern for everything to refuse, which hardly ever matches."""
    return re.compile("|".join(f"(?:{pattern})" for pattern, _ in refused) or "(?!)")


def read_lexicon(table: Table) -> Mapping[str, str]:
    """Reads `lexicon.toml`. Raises InputError."""
    return _in_small_letters(table)


def read_heteronyms(table: Table) -> Heteronyms:
    """Reads `heteronyms.toml`. Raises InputError."""
    verbs = _in_small_letters(table.table("verbs"))
    return Heteronyms(
        anywhere=_in_small_letters(table.table("anywhere")),
        commands=_in_small_letters(table.table("commands")),
        commands_after=table.texts("commands_after"),
        verbs=verbs,
        verbs_after=table.texts("verbs_after"),
        objects=table.texts("objects", required=bool(verbs)),
    )


def read_sounds(table: Table) -> Mapping[str, str]:
    """Reads `sounds.toml`. Raises InputError."""
    return table.words("instead")


class Breaths(NamedTuple):
    """Words before which a voice may rest: words that begin a clause, words that join groups of
    words, and others if there is no better place. It may also rest after an opener, which begins a
    sentence. All are in lower case."""

    clauses: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()

    def begins(self, word: str) -> bool:
        """Returns whether the word begins a group, so that no rest may follow it."""
        return word in self.clauses or word in self.joints or word in self.others


class Pace(NamedTuple):
    """`pace.toml`: sentences for measuring an engine's pace, and the paces that are easy to follow,
    in words per minute. An empty number means that it is unknown.

    `several` are the lowest and highest pace of several sentences with their pauses. `most` is the
    highest pace of a sentence said alone, by the kind of voice. `calm` is the usual pace inside a
    phrase.
    """

    sentences: tuple[str, ...] = ()
    several: tuple[int, ...] = ()
    most: Mapping[str, int] = NONE_KNOWN
    breaths: Breaths = Breaths()
    calm: int = 0

    def times(self, factor: float) -> "Pace":
        """Returns the limits for listeners who can follow `factor` times as fast."""
        return self._replace(
            several=tuple(round(wpm * factor) for wpm in self.several),
            most={kind: round(wpm * factor) for kind, wpm in self.most.items()},
        )


def read_pace(table: Table) -> Pace:
    """Reads `pace.toml`. Raises InputError."""
    several = table.integers("several")
    if several and (len(several) != 2 or several[0] > several[1]):
        raise table.fault("several", f"expected the least and the most, found {list(several)}")
    known = {kind: _one(table, kind) for kind in KINDS_OF_VOICE}
    most = {kind: number for kind, number in known.items() if number}
    inner = table.table("breaths")
    breaths = Breaths(
        clauses=_folded(inner, "clauses"),
        joints=_folded(inner, "joints"),
        others=_folded(inner, "others"),
        openers=_folded(inner, "openers"),
    )
    return Pace(table.texts("sentences"), several, most, breaths, _one(table, "calm"))


def _one(table: Table, key: str) -> int:
    """Returns the only number of a list; 0 if the key is missing."""
    found = table.integers(key)
    if len(found) > 1:
        raise table.fault(key, f"expected one number, such as [150], found {list(found)}")
    return found[0] if found else 0


def read_variants(table: Table) -> Variants:
    """Reads `variants.toml`. Raises InputError."""
    return Variants(**{name: _in_small_letters(table.table(name)) for name in Variants._fields})


def _folded(table: Table, key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in table.texts(key))


def _in_small_letters(table: Table) -> Mapping[str, str]:
    for word in table:
        if word != word.casefold():
            raise table.fault(word, f"write the word in lower case: {word.casefold()!r}")
    return table.texts_by_name()


def _check_pattern(part: Table, pattern: str) -> None:
    try:
        re.compile(f"(?:{pattern})")
    except re.error as error:
        raise part.fault("pattern", f"not a regular expression: {error}") from error
