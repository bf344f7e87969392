"""Transcribes every cue of a track, and compares the transcript with the plan."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from voiceguide.audio.excerpts import Span, excerpts
from voiceguide.progress import OnProgress, Progress, Stage, ignore
from voiceguide.timeline.model import Cue, Phrase, Timeline
from voiceguide.verification.differences import Difference, differences
from voiceguide.verification.intelligibility import CueHeard, Intelligibility
from voiceguide.verification.recogniser import Recogniser
from voiceguide.verification.sameness import Sameness
from voiceguide.verification.transcriber import LONGEST_MS, RATE, Transcriber
from voiceguide.verification.words import words_of
from voiceguide.wording import language as languages

_AROUND_MS = 400
"""The sound around a cue that is transcribed with it: more than a cue may be off, and less than the
pause to the next one."""

_LEAST_BYTES = 3200
"""The bytes of 0.1 s; shorter sounds, at the end of a truncated file, have no words."""

_Stretch = tuple[Phrase, ...]
"""Sentences of one cue that are transcribed together."""


def listen(
    path: Path, timeline: Timeline, transcriber: Transcriber, on_progress: OnProgress = ignore
) -> Intelligibility:
    """Returns what a recogniser hears in each cue, and how it differs from the plan.

    Each cue is transcribed separately, as a listener hears it after a quiet minute. Raises
    AudioError.
    """
    language = timeline.language.split("-")[0].lower()
    sameness = Sameness(languages.of(language), Recogniser().pronunciations)
    cues = sorted(timeline.cues, key=lambda cue: cue.start_ms)
    planned = [list(_stretches(cue)) for cue in cues]
    spans = [_span(stretch, timeline.total_ms) for stretches in planned for stretch in stretches]
    sounds = excerpts(path, spans, rate=RATE)
    found: list[CueHeard] = []
    for cue, stretches in zip(cues, planned, strict=True):
        texts = [
            transcriber.transcribe(pcm, language) if len(pcm) >= _LEAST_BYTES else ""
            for pcm in islice(sounds, len(stretches))
        ]
        found.append(_heard(cue, stretches, texts, sameness))
        on_progress(Progress(Stage.LISTEN, len(found) / len(cues)))
    return Intelligibility(recogniser=transcriber.name, cues=tuple(found))


def _heard(
    cue: Cue, stretches: Sequence[_Stretch], texts: Sequence[str], sameness: Sameness
) -> CueHeard:
    words: list[str] = []
    found: list[Difference] = []
    for stretch, text in zip(stretches, texts, strict=True):
        said = [word for phrase in stretch for word in words_of(phrase.text)]
        found += (
            difference.later(len(words))
            for difference in differences(said, words_of(text), sameness)
        )
        words += said
    return CueHeard(
        id=cue.id,
        start_ms=cue.start_ms,
        text=cue.text,
        heard=" ".join(texts),
        words=len(words),
        differences=tuple(found),
    )


def _stretches(cue: Cue) -> Iterator[_Stretch]:
    """Yields a cue's sentences in stretches that are short enough for one transcription."""
    held: list[Phrase] = []
    for phrase in cue.phrases:
        if held and phrase.end_ms - held[0].start_ms > LONGEST_MS - 2 * _AROUND_MS:
            yield tuple(held)
            held = []
        held.append(phrase)
    yield tuple(held)


def _span(stretch: _Stretch, total_ms: int) -> Span:
    start, end = stretch[0].start_ms - _AROUND_MS, stretch[-1].end_ms + _AROUND_MS
    return max(0, start), min(end, total_ms, max(0, start) + LONGEST_MS)
