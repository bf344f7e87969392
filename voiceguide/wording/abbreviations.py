"""Abbreviations, words in capitals, and where a sentence with them ends."""

import re
from functools import cache

from voiceguide.wording import language as languages
from voiceguide.wording.language import Language

_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)]))\s+")
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Za-z]\.){2,}(?P<ends>$)?")
_WORD = re.compile(r"(?<![\w'-])[^\W\d_]{2,}(?:'[^\W\d_]+)*(?!\w)")
_VOWELS = set("AEIOUY")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a full stop after an abbreviation ends none."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _goes_on(text[start : match.start()], text[match.end() :]):
            found.append(text[start : match.start()])
            start = match.end()
    return [*found, text[start:]]


def expand_before_numbers(text: str, language: Language) -> str:
    """What stands for a word only before a number: #5, No. 5, ~5."""
    for short, said in language.before_number.items():
        boundary = r"(?<!\w)" if short[0].isalpha() else ""
        pattern = rf"{boundary}{re.escape(short)}\s?(?=-?\d)"
        text = re.sub(pattern, f" {said} ", text, flags=re.IGNORECASE)
    return text


def expand(text: str, language: Language) -> str:
    """Every abbreviation in full, as the language has it."""
    if not language.is_known:
        return text
    text = re.sub(_short_forms(language.code), lambda m: _in_full(m, language), text)
    if language.side_letters:
        letters, words = "|".join(language.side_letters), "|".join(language.side_words)
        text = re.sub(
            rf"(?<![\w-])({letters})(\s+\w+\s+|\s*[&+/,]\s*)({letters})(?![\w'-])",
            lambda m: f"{language.side_letters[m[1]]}{m[2]}{language.side_letters[m[3]]}",
            text,
        )
        text = re.sub(
            rf"(?<![\w-])({letters})(?= (?:{words})\b)",
            lambda m: language.side_letters[m[1]],
            text,
        )
    return _DOTTED.sub(_initials, text)


def lower_capitals(text: str, language: Language) -> str:
    """Words in capitals: as words, or as their letters where that is how they are said."""
    return _WORD.sub(lambda m: _word(m[0], language), text) if language.is_known else text


def _word(word: str, language: Language) -> str:
    if word[-1] == "s" and word[:-1] in language.capitals_spelt:
        return f"{'-'.join(word[:-1])}s"
    if not word.isupper():
        return word
    if word in language.capitals_respelt:
        return language.capitals_respelt[word]
    spelt = word in language.capitals_spelt or not _VOWELS & set(word)
    if spelt and word.isascii() and word.isalpha() and word not in language.capitals_plain:
        return "-".join(word)
    return word.lower()


def _in_full(match: re.Match[str], language: Language) -> str:
    table = {short.casefold(): said for short, said in language.abbreviations.items()}
    short = match[0]
    said = table[short.casefold()]
    if short[0].isupper() and short[1:2] != "/":
        said = said[0].upper() + said[1:]
    return f"{said}." if short.endswith(".") and match["ends"] is not None else said


def _initials(match: re.Match[str]) -> str:
    letters = "-".join(match[0].replace(".", " ").split()).upper()
    return letters + ("." if match["ends"] is not None else "")


@cache
def _short_forms(code: str) -> re.Pattern[str]:
    table = languages.of(code).abbreviations
    shorts = "|".join(re.escape(short) for short in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w.@/-])(?:{shorts})(?P<ends>$)?(?![\w@-])", re.IGNORECASE)


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop at the end of `before` belongs to an abbreviation."""
    last = before.rsplit(maxsplit=1)[-1].lstrip("\"'“‘(").casefold() if before else ""
    following = after[:1]
    if last in _words("never_end"):
        return True
    if last in _words("before_digits") and following.isdigit():
        return True
    is_short = last in _words("sometimes_end") or _DOTTED.fullmatch(last) is not None
    return is_short and following.islower()


@cache
def _words(name: str) -> frozenset[str]:
    """Of all languages: what is an abbreviation in one is seldom a last word in another."""
    return frozenset().union(*(known.splitting.get(name, ()) for known in languages.all_known()))
