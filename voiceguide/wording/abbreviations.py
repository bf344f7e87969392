"""Abbreviations, and where sentences end."""

import re
from functools import lru_cache

from voiceguide.wording import amounts, units
from voiceguide.wording.characters import entry
from voiceguide.wording.language import Language

_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?…\u061f])|(?<=[.!?…\u061f][\"'”’)]))\s+|(?<=[\u3002\uff01\uff1f])\s*(?=\S)"
)
"""A full stop or an Arabic sentence mark before a space; Chinese and Japanese marks need none."""
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Za-z]\.){2,}(?P<ends>$)?")


def sentences(text: str, language: Language) -> list[str]:
    """Splits a paragraph into sentences; a full stop after an abbreviation does not end one."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _goes_on(text[start : match.start()], text[match.end() :], language):
            found.append(text[start : match.start()])
            start = match.end()
    return [*found, text[start:]]


def expand_before_numbers(text: str, language: Language) -> str:
    """Puts signs and abbreviations before numbers into words: #5, No. 5, ~5."""
    for pattern, said in _before_numbers(language):
        text = pattern.sub(said, text)
    return text


@lru_cache(maxsize=8)
def _before_numbers(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    currency = units.either(language.units.currencies)
    amount = rf"(?=-?(?:{currency})?-?{amounts.starts(language)})"
    patterns = []
    for short, said in language.numbers.before.items():
        boundary = r"(?<!\w)(?<!\d )" if short[0].isalpha() else ""  # 30 s. 12 mal
        pattern = re.compile(rf"{boundary}{re.escape(short)}\s?{amount}", re.IGNORECASE)
        patterns.append((pattern, f" {said} ".replace("\\", r"\\")))
    return tuple(patterns)


def expand(text: str, language: Language) -> str:
    """Writes out every abbreviation that the language knows."""
    if not language.is_known:
        return text
    if language.abbreviations.in_full:
        text = _short_forms(language).sub(lambda m: _in_full(m, language), text)
    return _DOTTED.sub(_initials, _sides(text, language))


def _sides(text: str, language: Language) -> str:
    """Writes out letters that mean a side: a pair (L + R), or one beside a word (L hand)."""
    sides = language.abbreviations.side_letters
    if not sides:
        return text
    letters = "|".join(map(re.escape, sides))
    text = re.sub(
        rf"(?<![\w-])({letters})(\s+\w+\s+|\s*[&+/,]\s*)({letters})(?![\w'-])",
        lambda m: f"{sides[m[1]]}{m[2]}{sides[m[3]]}",
        text,
    )
    before, after = (
        "|".join(map(re.escape, words))
        for words in (language.abbreviations.letter_before, language.abbreviations.letter_after)
    )
    if before:
        pattern = rf"(?<![\w-])({letters})(?= (?:{before})\b)"
        text = re.sub(pattern, lambda m: sides[m[1]], text)
    if after:
        pattern = rf"\b({after}) ({letters})(?![\w'-])"
        text = re.sub(pattern, lambda m: f"{m[1]} {sides[m[2]]}", text)
    return text


def _in_full(match: re.Match[str], language: Language) -> str:
    short, known = match[0], language.abbreviations
    said = entry(known.in_full, _plain(short))
    if _follows_name(match):
        said = entry(known.after_names, _plain(short)) or said
    if short[0].isupper() and short[1:2] != "/":
        said = said[0].upper() + said[1:]
    return f"{said}." if short.endswith(".") and match["ends"] is not None else said


def _plain(short: str) -> str:
    return short.replace(" /", "/").replace("/ ", "/")


def _follows_name(match: re.Match[str]) -> bool:
    """Whether a name comes before an abbreviation, and none after it: Main St., not St. Paul."""
    before, after = match.string[: match.start()].split(), match.string[match.end() :].lstrip()
    return bool(before) and before[-1][0].isupper() and not after[:1].isupper()


def _initials(match: re.Match[str]) -> str:
    letters = "-".join(match[0].replace(".", " ").split()).upper()
    return letters + ("." if match["ends"] is not None else "")


@lru_cache(maxsize=8)
def _short_forms(language: Language) -> re.Pattern[str]:
    table = language.abbreviations.in_full
    shorts = "|".join(
        re.escape(short).replace("/", r"\s?/\s?") if short[-1] != "/" else re.escape(short)
        for short in sorted(table, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w.@/-])(?:{shorts})(?P<ends>$)?(?![\w@-])", re.IGNORECASE)


def _goes_on(before: str, after: str, language: Language) -> bool:
    """Whether the full stop at the end of `before` belongs to an abbreviation or an ordinal."""
    words = language.abbreviations.sentences
    last = before.rsplit(maxsplit=1)[-1].lstrip("\"'“‘(").casefold() if before else ""
    following = after[:1]
    if last in words.always:
        return True
    if last in words.before_digits and following.isdigit():
        return True
    if words.numbered and last.endswith(".") and last[:-1].isdecimal():
        next_word = re.match(r"\w+", after)
        return following.islower() or (
            next_word is not None
            and (next_word[0].casefold() in words.numbered or next_word[0] in language.units.nouns)
        )
    is_short = last in words.before_small_letters or _DOTTED.fullmatch(last) is not None
    return is_short and following.islower()
