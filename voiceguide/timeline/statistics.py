"""Statistics of each step: how much speech and how much quiet it has."""

from collections.abc import Iterator
from dataclasses import dataclass

from voiceguide.timeline.model import Chapter, Chime, ChimeKind, Phrase, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStatistics:
    """One chapter's speech and quiet, in milliseconds.

    `longest_quiet_ms` is the longest stretch without a voice within the chapter.
    """

    chapter: Chapter
    speech_ms: int
    longest_quiet_ms: int

    @property
    def length_ms(self) -> int:
        """The chapter's length."""
        return self.chapter.end_ms - self.chapter.start_ms

    @property
    def quiet_ms(self) -> int:
        """The time without speech."""
        return self.length_ms - self.speech_ms


def silences(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """Yields (start, end) of each stretch without a voice, including both ends of the track. The
    author's bells count as a voice."""
    sounds: list[Phrase | Chime] = [phrase for cue in timeline.cues for phrase in cue.phrases]
    bells = [chime for chime in timeline.chimes if chime.kind is ChimeKind.BELL]
    if bells:
        sounds = sorted([*sounds, *bells], key=lambda sound: sound.start_ms)
    end_ms = 0
    for sound in sounds:
        yield end_ms, sound.start_ms
        end_ms = sound.end_ms
    yield end_ms, timeline.total_ms


def step_statistics(timeline: Timeline) -> Iterator[StepStatistics]:
    """Yields the statistics of each chapter, in order."""
    for chapter in timeline.chapters:
        phrases = [
            phrase for cue in timeline.cues if cue.step == chapter.step for phrase in cue.phrases
        ]
        edges = [chapter.start_ms, *(t for p in phrases for t in (p.start_ms, p.end_ms))]
        edges.append(chapter.end_ms)
        yield StepStatistics(
            chapter=chapter,
            speech_ms=sum(phrase.end_ms - phrase.start_ms for phrase in phrases),
            longest_quiet_ms=max(
                end - start for start, end in zip(edges[::2], edges[1::2], strict=True)
            ),
        )
