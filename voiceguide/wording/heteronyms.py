"""Words with one spelling and two pronunciations: a voice can only guess which is meant."""

import re
from collections.abc import Iterator, Mapping

from voiceguide.wording.language import Language

_WORD_START = r"(?<![\w'-])"
_CLAUSE_START = r"^|[,;:.!?…—-]\s*"


def found(text: str, language: Language, pronounce: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields each such word in `text`, with what to write instead.

    Skips words that the script respells: their author has decided.
    """
    respelt = {word.casefold() for word in pronounce}
    known = language.heteronyms
    for table, start in ((known.anywhere, _WORD_START), (known.commands, _command(language))):
        words = [word for word in table if word.casefold() not in respelt]
        if not words:
            continue
        pattern = rf"{start}({'|'.join(map(re.escape, words))})(?![\w'-])"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match[1], table[match[1].casefold()]


def _command(language: Language) -> str:
    """A pattern for where a command may begin: at the start, after a comma, after some words."""
    words = "|".join(map(re.escape, language.heteronyms.commands_after))
    return rf"(?:{_CLAUSE_START}|\b(?:{words})\s+)" if words else f"(?:{_CLAUSE_START})"
