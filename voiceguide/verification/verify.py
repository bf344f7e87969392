"""Listens to a finished track: is every cue heard, and when?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.excerpts import excerpts
from voiceguide.errors import EngineSetupError, InputError
from voiceguide.progress import OnProgress, Progress, Stage, ignore, of_whole
from voiceguide.timeline.model import Phrase, Timeline
from voiceguide.track.chapter_timeline import sound_ms
from voiceguide.track.stored_timeline import stored_timeline
from voiceguide.verification.alignment import Hearing, Window, Words, hear_all, rivals
from voiceguide.verification.heard import HeardCue, HeardPhrase, Verification, convincing
from voiceguide.verification.listening import listen
from voiceguide.verification.recogniser import RATE, Recogniser
from voiceguide.verification.transcriber import DEFAULT_MODEL, Transcriber, transcriber
from voiceguide.verification.words import words_of

MARGIN_MS = 500
"""The margin around a phrase's planned time in which to look for it."""


def verify(
    path: str | Path,
    *,
    workers: int = 1,
    model: str | Path | None = None,
    download: bool = False,
    words: bool = True,
    on_progress: OnProgress | None = None,
) -> Verification:
    """Listens to every cue of a track. Returns the findings.

    One recogniser aligns the plan's words with the sound, to find whether and when each is said.
    `workers` is the number of processes that share this work. A second recogniser, if installed,
    doesn't know the plan and transcribes the words that it hears, unless `words` is false. It uses
    `model`: a name, a folder or a file. A missing named model is fetched only with `download`.

    Raises InputError for a track without a timeline or in a language other than English,
    EngineSetupError if the first recogniser is not installed, or the second one can't be used with
    the `model` asked for, FetchError, and AudioError for a file that can't be read.
    """
    path = Path(path)
    report = on_progress or ignore
    timeline = stored_timeline(path)
    if timeline.language.split("-")[0].lower() != "en":
        raise InputError(
            f"verify can't listen to {path}: the language is {timeline.language}, and the "
            "recogniser knows only English. 'voiceguide inspect' checks what can be measured "
            "without words"
        )
    Recogniser()  # reports a missing recogniser here, not in a worker process
    understanding = _understanding(model, report, download=download) if words else ""
    parts = 1 if isinstance(understanding, str) else 2
    verification = _aligned(path, timeline, workers, of_whole(report, 0, parts))
    if isinstance(understanding, str):
        return replace(verification, uncounted=understanding)
    heard = listen(path, timeline, understanding, of_whole(report, 1, parts))
    return replace(verification, intelligibility=heard)


def _understanding(
    model: str | Path | None, on_progress: OnProgress, *, download: bool
) -> Transcriber | str:
    """Returns a recogniser of any speech, or the reason why there is none if the user named no
    model."""
    try:
        return transcriber(
            DEFAULT_MODEL if model is None else model, download=download, on_progress=on_progress
        )
    except EngineSetupError as error:
        if model is not None or download:
            raise
        return str(error)


def _aligned(path: Path, timeline: Timeline, workers: int, on_progress: OnProgress) -> Verification:
    phrases = sorted(
        (phrase for cue in timeline.cues for phrase in cue.phrases), key=lambda p: p.start_ms
    )
    lasting_ms = sound_ms(path)  # first, so that a file without sound fails at once
    words = [words_of(each.text) if each.start_ms < lasting_ms else () for each in phrases]
    hearings: list[Hearing] = []
    for hearing in hear_all(_windows(path, timeline, phrases, words), workers=workers):
        hearings.append(hearing)
        on_progress(Progress(Stage.LISTEN, len(hearings) / len(phrases)))
    return _verification(timeline, phrases, words, hearings)


def _windows(
    path: Path, timeline: Timeline, phrases: Sequence[Phrase], words: Sequence[Words]
) -> Iterator[Window]:
    alike = rivals(words)
    spans = list(_spans(phrases, timeline.total_ms))
    sounds = excerpts(path, spans, rate=RATE)
    for phrase, (start, end), said, pcm in zip(phrases, spans, words, sounds, strict=True):
        before = _quiet(MARGIN_MS - (phrase.start_ms - start))
        after = _quiet(MARGIN_MS - (end - phrase.end_ms))
        yield Window(pcm=before + pcm + after, words=said, rivals=alike[said])


def _spans(phrases: Sequence[Phrase], total_ms: int) -> Iterator[tuple[int, int]]:
    """Yields each phrase's time with up to `MARGIN_MS` around it, but nothing of its neighbours."""
    ends = [0, *(phrase.end_ms for phrase in phrases)]
    starts = [*(phrase.start_ms for phrase in phrases[1:]), total_ms]
    for phrase, before, after in zip(phrases, ends, starts, strict=False):
        start = min(phrase.start_ms, max(before, phrase.start_ms - MARGIN_MS))
        yield start, max(phrase.end_ms, min(after, phrase.end_ms + MARGIN_MS))


def _quiet(ms: int) -> bytes:
    """Returns silence in place of a neighbour, since a word without quiet around it is misheard."""
    return bytes(ms * RATE // 1000 * SAMPLE_WIDTH)


def _verification(
    timeline: Timeline,
    phrases: Sequence[Phrase],
    words: Sequence[Words],
    hearings: Sequence[Hearing],
) -> Verification:
    texts = {said: phrase.text for said, phrase in zip(words, phrases, strict=True)}
    convinced = convincing([hearing.fit for hearing in hearings])
    heard: dict[Phrase, HeardPhrase] = {}
    for phrase, hearing, fits in zip(phrases, hearings, convinced, strict=True):
        start = phrase.start_ms - MARGIN_MS
        is_said = fits and hearing.rival is None and hearing.first_ms is not None
        heard[phrase] = HeardPhrase(
            text=phrase.text,
            planned_ms=phrase.heard_ms,
            heard_ms=start + (hearing.first_ms or 0) if is_said else None,
            instead=texts[hearing.rival] if hearing.rival else None,
        )
    return Verification(
        cues=tuple(
            HeardCue(id=cue.id, text=cue.text, phrases=tuple(heard[p] for p in cue.phrases))
            for cue in timeline.cues
        ),
        guessed=tuple(sorted({word for hearing in hearings for word in hearing.guessed})),
    )
