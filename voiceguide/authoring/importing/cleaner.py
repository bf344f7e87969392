"""Mends text that a script can't contain or a voice can't say; no word is lost.

Mark-up loses its signs. Text that can't be said is respelt under `pronounce`, for the author to
improve. If that doesn't help either, it is moved to the notes, which are shown but not said.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from voiceguide.authoring.importing.respelling import around, spellings
from voiceguide.errors import InputError
from voiceguide.script import marks
from voiceguide.script.values import MOST_RESPELLINGS
from voiceguide.wording import abbreviations
from voiceguide.wording import language as languages
from voiceguide.wording.characters import tidy
from voiceguide.wording.spoken import Refusal, refusals

_ROUND = str.maketrans("[]{}", "()()")
BLOCKS = frozenset(
    [
        *("blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "head", "hr", "html", "li", "ol", "p", "pre", "s", "speak", "table"),
        *("tbody", "td", "th", "thead", "tr", "ul"),
    ]
)
"""Tags of HTML and SSML that separate words; all others may be inside a word."""

_INLINE = (
    "a|abbr|b|big|cite|code|del|em|emphasis|font|i|img|ins|kbd|mark|prosody|q|say-as|small|span"
    "|strong|sub|sup|u|voice"
)
_TAG = re.compile(
    rf"</?({'|'.join(sorted(BLOCKS))}|{_INLINE})"
    r"(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*\s*/?>",
    re.IGNORECASE,
)
_STOPS = re.compile("(?<=[\u3002\uff01\uff1f])(?=\\S)")
_ENDLESS = re.compile(r"\S{180}(?=\S)")
_SIGNS = re.compile(r"[^\w\s.,;:?!…'’()-]|_")
_PAUSE = re.compile(r"(\s*\[pause [^\]]*\]\s*)")
_ROUNDS = 4
_MOST_UNSAID = 20
_MOST_REMARKS = 20


class Cleaner:
    """Mends texts in a language. It adds respellings to `respelt`, and remarks for the author to
    `remarks`."""

    def __init__(self, language: str, respelt: Mapping[str, str]) -> None:
        self.language = language
        self.respelt: dict[str, str] = {}
        self.remarks: list[str] = []
        self._unsaid: list[str] = []
        self._count = 0
        self._tables = languages.of(language)
        for word, said in respelt.items():
            self._add(word, said)

    def shown(self, text: str) -> str:
        """Returns a text that is shown, such as a title, without mark-up."""
        text = " ".join(text.split()).translate(_ROUND)
        for _ in range(_ROUNDS):
            faults = marks.faults(text)
            if not faults:
                return " ".join(text.split())
            for fault in reversed(faults):
                mended = _mended(text[fault.start : fault.end])
                text = f"{text[: fault.start]}{mended}{text[fault.end :]}"
        return " ".join(_SIGNS.sub(" ", text).split())

    def sentences(self, text: str) -> Iterator[str]:
        """Yields the sentences of a text in a form that can be said. Raises InputError if its
        letters are unknown to the language's voices."""
        text = _STOPS.sub(" ", _ENDLESS.sub(r"\g<0> ", self.shown(_TAG.sub(_parting, text))))
        for sentence in abbreviations.sentences(text, self._tables):
            said = self._sayable(sentence) if _has_words(sentence) else ""
            if _has_words(said):
                yield said

    def again(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Returns lines in a form that can be said with all of `respelt`, which may have grown."""
        return tuple(
            "".join(
                part if index % 2 else self._sayable(part) if _has_words(part) else part
                for index, part in enumerate(_PAUSE.split(line))
            )
            for line in lines
        )

    def unsaid(self) -> tuple[str, ...]:
        """Returns, for the notes, the texts since the last call that could not be said."""
        found, self._unsaid = tuple(self._unsaid), []
        return found

    def _sayable(self, sentence: str) -> str:
        for _ in range(_ROUNDS):
            found = refusals(sentence, self.language, self.respelt)
            if not found:
                return sentence
            for refusal in found:
                sentence = self._mend(sentence, refusal)
        if not refusals(sentence, self.language, self.respelt):
            return sentence
        self._leave(sentence)
        return ""

    def _mend(self, sentence: str, refusal: Refusal) -> str:
        """Returns the sentence without a sign, or with a word respelt or moved to the notes."""
        found = refusal.found
        if not _has_words(found):
            self._remark(f"the sign {found!r} is left out")
            return _without(sentence, found)
        words = list(dict.fromkeys([found, *around(found, sentence)]))
        for said in zip(*(spellings(word, self.language) for word in words), strict=False):
            added = [word for word, one in zip(words, said, strict=True) if self._add(word, one)]
            if added and not self._refuses(sentence, found):
                for word in added:
                    self._remark(f"{word!r} is said as {self.respelt[word]!r}; see 'pronounce'")
                return sentence
            for word in added:
                del self.respelt[word]
        self._leave(found, sentence.count(found))
        return _without(sentence, found)

    def _add(self, word: str, said: str) -> bool:
        """Adds a respelling, if it can be said."""
        said = " ".join(said.split())
        is_new = word not in self.respelt and len(self.respelt) < MOST_RESPELLINGS
        if not is_new or not said or not tidy(word) or refusals(said, self.language):
            return False
        self.respelt[word] = said
        return True

    def _refuses(self, sentence: str, found: str) -> bool:
        return any(one.found == found for one in refusals(sentence, self.language, self.respelt))

    def _leave(self, found: str, times: int = 1) -> None:
        self._count += times
        if self._count > _MOST_UNSAID:
            raise InputError(
                f"much of it can't be said in the language {self.language!r}, such as "
                f"{found[:40]!r}; give the text's language, such as --language ja, or "
                "write it in words"
            )
        self._unsaid.append(" ".join(re.findall(r"[^\W_]+", found)))
        self._remark(f"{found[:40]!r} can't be said; it is kept under 'notes'")

    def _remark(self, remark: str) -> None:
        if remark not in self.remarks and len(self.remarks) < _MOST_REMARKS:
            self.remarks.append(remark)


def _parting(tag: re.Match[str]) -> str:
    return " " if tag[1].lower() in BLOCKS else ""


def _has_words(text: str) -> bool:
    return re.search(r"[^\W_]", text) is not None


def _mended(snippet: str) -> str:
    """Returns the words of a piece of mark-up."""
    plain = html.unescape(snippet)
    if plain == snippet and not snippet.isascii():
        try:
            plain = snippet.encode("cp1252").decode("utf-8")  # a program has misread it
        except UnicodeError:
            plain = snippet
    if plain != snippet:
        return plain
    return _SIGNS.sub(" ", re.sub(r"\\[nrt](?![a-z])", " ", snippet))


def _without(sentence: str, found: str) -> str:
    if found not in sentence:
        sentence = tidy(sentence)
    return " ".join(sentence.replace(found, " ").split())
