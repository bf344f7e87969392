"""Words that are spelt alike and said differently: a voice can only guess which is meant."""

import re
from collections.abc import Iterator, Mapping

from voiceguide.wording.language import Language

_COMMAND = r"(?:^|[,;:.!?…—-]\s*|\b(?:and|then|or|now|gently|slowly|softly|lightly)\s+)"
"""Where a verb tells what to do: at the start, after a comma, after "and" or "slowly"."""


def found(text: str, language: Language, pronounce: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each such word in `text` and what to write in its place.

    Words that the script respells are left out: their author has decided.
    """
    respelt = {word.casefold() for word in pronounce}
    tables = ((language.heteronyms, r"(?<![\w'-])"), (language.heteronym_commands, _COMMAND))
    for table, start in tables:
        words = [word for word in table if word.casefold() not in respelt]
        if not words:
            continue
        pattern = rf"{start}({'|'.join(map(re.escape, words))})(?![\w'-])"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match[1], table[match[1].casefold()]
