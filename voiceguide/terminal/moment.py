"""The content of the display at one moment of a session."""

from dataclasses import dataclass

from voiceguide.console.visible import visible
from voiceguide.terminal.chapters import chapter_at
from voiceguide.timeline.model import Cue, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment of a session. Texts are safe to print; `next_step` is empty in the last step.

    `words` are being said, or were the last ones in this step; `said` is True once they are over.
    `notes` are the step's paragraphs that are shown but not said.
    """

    title: str
    step: str
    next_step: str
    words: str
    said: bool
    step_ms: int
    step_left_ms: int
    total_ms: int
    left_ms: int
    notes: tuple[str, ...] = ()
    language: str = "en"
    """The language of the session, and so of the player's texts."""


def moment(timeline: Timeline, ms: int) -> Moment:
    """Returns the moment at `ms`."""
    ms = min(max(0, ms), timeline.total_ms)
    index = chapter_at(timeline, ms)
    chapter = timeline.chapters[index]
    later = timeline.chapters[index + 1 : index + 2]
    cue = _latest(timeline, chapter.start_ms, ms)
    phrases = [phrase.text for phrase in cue.phrases if phrase.start_ms <= ms] if cue else []
    return Moment(
        title=printable(timeline.title),
        step=printable(chapter.label),
        next_step=printable(later[0].label) if later else "",
        words=printable(phrases[-1]) if phrases else "",
        said=cue is None or ms >= cue.end_ms,
        step_ms=chapter.end_ms - chapter.start_ms,
        step_left_ms=chapter.end_ms - ms,
        total_ms=timeline.total_ms,
        left_ms=timeline.total_ms - ms,
        notes=tuple(map(printable, chapter.paragraphs)),
        language=timeline.language,
    )


def printable(text: str) -> str:
    """Returns a text in one line, with control characters shown, since a title may contain any.

    >>> print(printable("Rest" + chr(27) + "[2J   well"))
    Rest\\x1b[2J well
    """
    return " ".join(visible(word) for word in text.split())


def _latest(timeline: Timeline, since_ms: int, ms: int) -> Cue | None:
    """Returns the cue being said at `ms`, or the last one since the step began."""
    begun = [cue for cue in timeline.cues if since_ms <= cue.start_ms <= ms]
    return begun[-1] if begun else None
