"""Words with one spelling and two pronunciations.

Such a word is respelt where it is certainly a verb, as in "Close your eyes". Elsewhere, a voice can
only guess which one is meant.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from voiceguide.wording.characters import entry
from voiceguide.wording.language import Language

_WORD_START = r"(?<![\w'-])"
_WORD_END = r"(?![\w'-])"
_CLAUSE_START = r"^|[,;:.!?…—-]\s*"


def respell(text: str, language: Language, pronounce: Collection[str]) -> str:
    """Returns `text` with such words respelt where the words around them show that they are verbs.

    Words that the script respells itself don't change.
    """
    verbs = language.heteronyms.verbs
    if not verbs or not _verbs(language).search(text):
        return text
    own = {word.casefold() for word in pronounce}

    def said(match: re.Match[str]) -> str:
        verb = match["verb"]
        return match[0] if verb.casefold() in own else match["before"] + entry(verbs, verb)

    return _verbs(language).sub(said, text)


def found(text: str, language: Language, pronounce: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yields each such word in `text` that a voice may mispronounce, with advice on what to write.

    Skips words that the script respells, since their author has decided.
    """
    respelt = {word.casefold() for word in pronounce}
    known = language.heteronyms
    if known.verbs:
        text = _verbs(language).sub(lambda verb: verb["before"], text)
    for table, start in (
        (known.anywhere, _WORD_START),
        (known.commands, _start(known.commands_after)),
    ):
        words = [word for word in table if word.casefold() not in respelt]
        if not words:
            continue
        pattern = rf"{start}({'|'.join(map(re.escape, words))}){_WORD_END}"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match[1], entry(table, match[1])


def _start(after: Sequence[str]) -> str:
    """Returns a pattern for where a command may begin: at the start, after a comma, after some
    words."""
    words = "|".join(map(re.escape, after))
    return rf"(?:{_CLAUSE_START}|\b(?:{words})\s+)" if words else f"(?:{_CLAUSE_START})"


@lru_cache(maxsize=8)
def _verbs(language: Language) -> re.Pattern[str]:
    """Matches a word of the table that is a verb, because its object follows."""
    known = language.heteronyms
    start = _start((*known.commands_after, *known.verbs_after))
    verbs, objects = ("|".join(map(re.escape, words)) for words in (known.verbs, known.objects))
    return re.compile(
        rf"(?P<before>{start})(?P<verb>{verbs})(?=\s+(?:{objects}){_WORD_END})",
        re.IGNORECASE,
    )
