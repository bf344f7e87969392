"""The distances that reminders keep from other speech, and how often each must be heard."""

import re
from dataclasses import dataclass
from typing import Annotated, Self

from voiceguide.script.reminders import Manners as Written
from voiceguide.timeline import bounds, rules
from voiceguide.timeline.bounds import Ms, Name, Words

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """The distances that reminders keep, in milliseconds; 0 turns a rule off.

    `apart_ms`: from any other words. `between_ms`: from the reminder before. `subject_ms`: from
    other words on the same subject. `opening_ms`: from the end of a step's opening. `ending_ms`:
    from the next step or side. `again_ms`: from the same sentence.
    """

    apart_ms: Ms = rules.APART_MS
    between_ms: Ms = rules.BETWEEN_MS
    subject_ms: Ms = rules.SUBJECT_MS
    opening_ms: Ms = rules.OPENING_MS
    ending_ms: Ms = rules.ENDING_MS
    again_ms: Ms = rules.AGAIN_MS

    @classmethod
    def of(cls, written: Written) -> Self:
        """Returns the default manners with the author's changes."""
        changes = written.model_dump(exclude_none=True)
        return cls(**{f"{name}_ms": value for name, value in changes.items()})

    def after_ms(self, *, is_reminder: bool, hush_ms: int = 0) -> int:
        """Returns the distance from the previous words, which may ask for a hush of `hush_ms`."""
        return max(self.apart_ms, self.between_ms if is_reminder else hush_ms)

    @property
    def before_heads_up_ms(self) -> int:
        """The distance from a heads-up: the part of `ending_ms` that comes before it."""
        return max(0, self.ending_ms - rules.HEADS_UP_MS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderText:
    """One of a reminder's texts. `asks`: it asks for an answer or a movement."""

    sentences: Annotated[tuple[Words, ...], bounds.PHRASES]
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRule:
    """The script's rule that a reminder is heard at least once every `every_ms`.

    It applies in `steps`, where manners leave room for one of its `texts`; time in other steps
    doesn't count. Its longest text takes `length_ms`. Reminders on the same `subject` keep a
    distance. `after_ms`: it needs this much practice first, because it relieves some effort.
    """

    id: Name
    every_ms: Ms
    steps: Annotated[tuple[Name, ...], bounds.STEPS] = ()
    subject: Name = ""
    after_ms: Ms = 0
    length_ms: Ms = 0
    texts: Annotated[tuple[ReminderText, ...], bounds.TEXTS] = ()


def wording(sentence: str) -> str:
    """Returns a sentence's words in lower case, without punctuation: two sentences with the same
    wording sound the same. Empty for a few words, which may be repeated at any time."""
    words = _WORD.findall(sentence.casefold())
    return " ".join(words) if len(words) > rules.FEW_WORDS else ""
