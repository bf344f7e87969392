"""A step's words as lines: one per sentence, with its pauses, and a blank line between ideas."""

import re
from collections.abc import Iterable

from voiceguide.authoring.importing import pauses
from voiceguide.authoring.importing.cleaner import Cleaner
from voiceguide.authoring.importing.ends import full_stop, is_ended
from voiceguide.authoring.importing.source import Idea, Item, Phrase, Rest
from voiceguide.script.pauses import Pauses
from voiceguide.speech.default_voice import spoken_ms
from voiceguide.timecode import duration

MOST_CHARACTERS = 4_000
"""The most characters in the words of one step; a script allows a few more."""

_JOINING = (",", "،", "、")
_NUMBER = re.compile(r"\d{1,3}[.)]")
_TIMES = Pauses()


class Lines:
    """Collects lines; `ms` is the approximate time to say them, with their pauses."""

    def __init__(self, cleaner: Cleaner) -> None:
        self.lines: list[str] = []
        self.ms = 0
        self._cleaner = cleaner
        self._after_words = False

    @property
    def has_words(self) -> bool:
        """Whether there is anything to say."""
        return any(line and not line.startswith("[") for line in self.lines)

    @property
    def size(self) -> int:
        """The number of characters."""
        return sum(len(line) + 1 for line in self.lines)

    def add(self, items: Iterable[Item]) -> None:
        """Adds phrases, pauses and ideas."""
        for item in items:
            match item:
                case Phrase(text):
                    self.say(text)
                case Rest(ms):
                    self.rest(ms)
                case Idea():
                    self.idea()

    def say(self, text: str) -> None:
        """Adds words, which may contain pauses in brackets."""
        self._end_sentence()
        for piece in pauses.parted(text, self._cleaner.language):
            if isinstance(piece, Rest):
                self.rest(piece.ms)
                continue
            for sentence in self._cleaner.sentences(piece):
                self._add(sentence)

    def rest(self, ms: int) -> None:
        """Adds a pause after the last words, even if those belong to another idea."""
        if not ms:
            return
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        mark = f"[pause {duration(ms)}]"
        if self.lines:
            self.lines[-1] += f" {mark}"
        else:
            self.lines.append(mark)
        self.ms += ms
        self._after_words = False

    def idea(self) -> None:
        """Adds a blank line."""
        self._end_sentence()
        if self.lines and self.lines[-1]:
            self.lines.append("")
            self.ms += _TIMES.idea_ms
        self._after_words = False

    def _add(self, sentence: str) -> None:
        """Adds a sentence, after its number in a list if it has one."""
        if self._after_words and _NUMBER.fullmatch(self.lines[-1]):
            self.lines[-1] += f" {sentence}"
        else:
            self.lines.append(sentence)
        self.ms += spoken_ms(sentence) + _TIMES.sentence_ms
        self._after_words = True

    def done(self) -> tuple[str, ...]:
        """Returns the lines, without blank ones at the end."""
        self._end_sentence()
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return tuple(self.lines)

    def _end_sentence(self) -> None:
        """Ends a phrase that has no full stop, such as an entry of a list."""
        if self._after_words and not is_ended(self.lines[-1]):
            if not self.lines[-1].endswith(_JOINING):
                self.lines[-1] += full_stop(self.lines[-1])
            self._after_words = False
