"""Measures how much of some sentences is understood by a recogniser that knows only their words.

Needs pocketsphinx, which has its own English model: pip install '.[verify]'
"""

import math
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

RATE = 16_000
"""The sample rate of its input, in Hz."""

_DISCOUNT = 0.5
"""Subtracted from the count of each pair of words, in favour of unseen pairs: absolute
discounting, as in Ney, Essen and Kneser (1994)."""


def words(sentence: str) -> list[str]:
    """Returns the words in lower case, without punctuation."""
    return re.findall(r"[a-z]+(?:'[a-z]+)?", sentence.lower().replace("’", "'"))


def errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Returns the edit distance: the number of wrong, missing and added words."""
    costs = list(range(len(heard) + 1))
    for row, word in enumerate(said, 1):
        above, costs = costs, [row]
        for column, other in enumerate(heard, 1):
            costs.append(
                min(
                    above[column] + 1,
                    costs[-1] + 1,
                    above[column - 1] + (word != other),
                )
            )
    return costs[-1]


class Recogniser:
    """Recognises 16 kHz sound as words of the given sentences, by a model of their word pairs."""

    def __init__(self, sentences: Sequence[str]) -> None:
        # imported here, so that the rest works without it
        from pocketsphinx import Decoder  # type: ignore[import-untyped]

        dictionary = Decoder(lm=None, loglevel="FATAL")
        self.known = tuple(
            sentence for sentence in sentences if all(map(dictionary.lookup_word, words(sentence)))
        )
        """The sentences whose words are all in its dictionary."""
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "words.arpa"
            model.write_text(_arpa([words(sentence) for sentence in self.known]))
            self._decoder = Decoder(lm=str(model), loglevel="FATAL", samprate=RATE)

    def hear(self, pcm: bytes) -> list[str]:
        """Returns the words in mono s16le sound, independently of earlier calls."""
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, no_search=False, full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return found.hypstr.split() if found else []


def _arpa(sentences: Sequence[Sequence[str]]) -> str:
    """Returns a bigram language model in ARPA format."""
    framed = [["<s>", *sentence, "</s>"] for sentence in sentences]
    singles = Counter(word for sentence in framed for word in sentence[1:])
    pairs = Counter(pair for sentence in framed for pair in pairwise(sentence))
    starts = Counter(word for sentence in framed for word in sentence[:-1])
    kinds = Counter(first for first, _ in pairs)
    rest = {word: _DISCOUNT * kinds[word] / count for word, count in starts.items()}
    return "\n".join(
        [
            f"\\data\\\nngram 1={len(singles) + 1}\nngram 2={len(pairs)}\n\n\\1-grams:",
            *_single_lines(singles, rest),
            "\n\\2-grams:",
            *_pair_lines(singles, pairs, starts, rest),
            "\n\\end\\\n",
        ]
    )


def _single_lines(singles: Mapping[str, int], rest: Mapping[str, float]) -> list[str]:
    total = sum(singles.values())
    return [
        f"{_log(singles.get(word, 0) / total)} {word} {_log(rest.get(word, 1))}"
        for word in sorted({*singles, "<s>"})
    ]


def _pair_lines(
    singles: Mapping[str, int],
    pairs: Mapping[tuple[str, str], int],
    starts: Mapping[str, int],
    rest: Mapping[str, float],
) -> list[str]:
    total = sum(singles.values())
    return [
        f"{_log((count - _DISCOUNT) / starts[a] + rest[a] * singles[b] / total)} {a} {b}"
        for (a, b), count in sorted(pairs.items())
    ]


def _log(share: float) -> str:
    return f"{math.log10(share):.4f}" if share > 0 else "-99"
