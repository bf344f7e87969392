"""Checks the order and spacing of the plan's chimes, words and steps.

The targets are those of `timeline.rules`, with inaudible tolerances.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from voiceguide.inspection.check import PART, Check, judged, places, unknown
from voiceguide.timecode import clock
from voiceguide.timeline.model import Chapter, Chime, ChimeKind, CueKind, Phrase, Timeline

LEAD_MS = (200, 300)
"""How long a chapter starts before its chime, so that "previous" repeats the instruction."""

CHIME_TO_SPEECH_MS = (400, 600)
SPEECH_TO_CHIME_MS = 800
BEAT_TO_CHIME_MS = 300
SPEECH_TO_END_MS = 4000
HEAD_MS = 1000
TAIL_MS = (400, 5000)
"""The time from the end of the last chime to the end of the track: enough for it to ring out, but
not more."""

_OFF = "the script wants no chime there"

SIDES_PERCENT = 3
"""A side may take this much more or less than half of the practice time."""


def order_checks(timeline: Timeline) -> Iterator[Check]:
    """Yields the checks on order and spacing."""
    phrases = tuple(phrase for cue in timeline.cues for phrase in cue.phrases)
    yield _steps(timeline)
    yield _leads(timeline)
    yield _apart(timeline, phrases)
    yield from _distances(timeline, phrases)
    yield _head(timeline, phrases)
    yield _tail(timeline, phrases)
    yield _last_word(timeline, phrases)
    yield _sides(timeline)


def _steps(timeline: Timeline) -> Check:
    """Checks that steps are numbered in order, chapters have no gaps, and each begins with its
    opening."""
    target = "in order, each with its opening"
    chapters = timeline.chapters
    numbers = [chapter.number for chapter in chapters if chapter.number is not None]
    first_number = numbers[0] if numbers and timeline.excerpt else 1
    counted = list(range(first_number, first_number + len(numbers)))
    wrong = [] if numbers == counted else ["the numbers"]
    edges = [0, *(chapter.end_ms for chapter in chapters)]
    starts = [*(chapter.start_ms for chapter in chapters), timeline.total_ms]
    wrong += [clock(start) for edge, start in zip(edges, starts, strict=True) if edge != start]
    for chapter in chapters:
        spoken = [cue for cue in timeline.cues if cue.step == chapter.step]
        inside = all(
            chapter.start_ms <= cue.start_ms and cue.end_ms <= chapter.end_ms for cue in spoken
        )
        first = spoken[0].kind if spoken else None
        if first is not CueKind.OPENING or not inside:
            wrong.append(chapter.label)
    value = f"{len(chapters)} steps"
    return judged("order of steps", target, value, good=not wrong, where=places(wrong))


def _leads(timeline: Timeline) -> Check:
    low, high = LEAD_MS
    chimes = {c.step: c.start_ms for c in timeline.chimes if c.kind is ChimeKind.NEXT_STEP}
    off = {c.step for c in timeline.chimes if c.kind is ChimeKind.NEXT_STEP and c.off}
    leads = [
        (chapter.label, chimes.get(chapter.step, -1) - chapter.start_ms)
        for chapter in timeline.chapters
        if chapter.step not in off
    ]
    if not leads and timeline.chapters:
        return unknown("chapter to chime", f"{low} to {high} ms", _OFF)
    wrong = [label for label, lead in leads if not low <= lead <= high]
    return judged(
        "chapter to chime",
        f"{low} to {high} ms",
        _span([lead for _, lead in leads]),
        good=bool(leads) and not wrong,
        where=places(wrong),
    )


def _apart(timeline: Timeline, phrases: tuple[Phrase, ...]) -> Check:
    """Checks that no two chimes or phrases sound at the same time."""
    sounds: list[Phrase | Chime] = sorted(
        [*phrases, *timeline.timed_chimes], key=lambda sound: sound.start_ms
    )
    wrong, last = [], 0
    for sound in sounds:
        if sound.start_ms < last:
            wrong.append(clock(sound.start_ms))
        last = max(last, sound.end_ms)
    value = f"{len(wrong)} times" if wrong else "never"
    return judged(
        "chime over speech", "never, nor one cue over another", value, good=not wrong,
        where=places(wrong),
    )  # fmt: skip


def _distances(timeline: Timeline, phrases: tuple[Phrase, ...]) -> Iterator[Check]:
    after, before = [], []
    counts = {phrase.end_ms for phrase in phrases if phrase.sentence.manner.on_beat}
    ordered = sorted(phrases, key=lambda phrase: phrase.start_ms)
    starts = [phrase.start_ms for phrase in ordered]
    ends = list(accumulate((phrase.end_ms for phrase in ordered), max))
    for chime in timeline.timed_chimes:
        following = bisect_left(starts, chime.start_ms)
        if following < len(starts) and _leads_to(timeline, chime, starts[following]):
            after.append((starts[following] - chime.end_ms, chime.start_ms))
        if following:
            end = ends[following - 1]
            least = BEAT_TO_CHIME_MS if end in counts else SPEECH_TO_CHIME_MS
            before.append((chime.start_ms - end, least, chime.start_ms))
    low, high = CHIME_TO_SPEECH_MS
    if timeline.chimes and not timeline.timed_chimes:
        yield unknown("chime to speech", f"{low} to {high} ms", _OFF)
        yield unknown("speech to chime", f"{SPEECH_TO_CHIME_MS} ms or more", _OFF)
        return
    wrong = [clock(at) for gap, at in after if not low <= gap <= high]
    value = _span([gap for gap, _ in after])
    target = f"{low} to {high} ms"
    yield judged("chime to speech", target, value, good=not wrong, where=places(wrong))
    wrong = [clock(at) for gap, least, at in before if gap < least]
    value = f"{min((gap for gap, _, _ in before), default=0)} ms at least"
    target = f"{SPEECH_TO_CHIME_MS} ms or more; after a count, {BEAT_TO_CHIME_MS}"
    if not counts:
        target = f"{SPEECH_TO_CHIME_MS} ms or more"
    yield judged("speech to chime", target, value, good=not wrong, where=places(wrong))


def _leads_to(timeline: Timeline, chime: Chime, speech_ms: int) -> bool:
    """Whether words should follow a chime at once: not after the end chime, and not if a bell comes
    first. After a bell, the author may want quiet."""
    if chime.kind is ChimeKind.BELL:
        return speech_ms - chime.end_ms < CHIME_TO_SPEECH_MS[0]
    rings_first = any(
        other.kind is ChimeKind.BELL and chime.end_ms <= other.start_ms < speech_ms
        for other in timeline.timed_chimes
    )
    return chime.kind is not ChimeKind.END and not rings_first


def _head(timeline: Timeline, phrases: tuple[Phrase, ...]) -> Check:
    target = f"speech within {HEAD_MS} ms of the first chime"
    if not timeline.chimes or not phrases:
        return judged("head", target, "no chime or no speech", good=False)
    first = phrases[0].start_ms
    gap = first - max((c.end_ms for c in timeline.chimes if c.end_ms <= first), default=first + 1)
    return judged("head", target, f"{gap} ms", good=0 <= gap <= HEAD_MS)


def _tail(timeline: Timeline, phrases: tuple[Phrase, ...]) -> Check:
    low, high = TAIL_MS
    target = f"the end chime comes last, {low} ms to {high // 1000} s before the end"
    if timeline.breaks_off:
        return unknown("tail", target, PART)
    ends = [chime for chime in timeline.chimes if chime.kind is ChimeKind.END]
    if len(ends) != 1:
        return judged("tail", target, f"{len(ends)} end chimes", good=False)
    if ends[0].off:
        return unknown("tail", target, _OFF)
    tail = timeline.total_ms - ends[0].end_ms
    last = max((phrase.end_ms for phrase in phrases), default=0)
    good = low <= tail <= high and last <= ends[0].start_ms
    return judged("tail", target, f"{tail} ms", good=good, where="" if good else clock(last))


def _last_word(timeline: Timeline, phrases: tuple[Phrase, ...]) -> Check:
    """Checks the quiet from the last word to the end chime, even if that doesn't sound."""
    target = f"{SPEECH_TO_END_MS // 1000} s or more"
    if timeline.breaks_off:
        return unknown("last word to end", target, PART)
    last = max((phrase.end_ms for phrase in phrases), default=0)
    ends = [chime.start_ms for chime in timeline.chimes if chime.kind is ChimeKind.END]
    quiet = min(ends, default=timeline.total_ms) - last
    good = quiet >= SPEECH_TO_END_MS
    where = "" if good else clock(last)
    return judged("last word to end", target, f"{quiet / 1000:.1f} s", good=good, where=where)


def _sides(timeline: Timeline) -> Check:
    target = f"50 % ± {SIDES_PERCENT}"
    wrong, shares = [], []
    for chapter in timeline.chapters:
        if not chapter.sides:
            continue
        lengths = [side.end_ms - side.start_ms for side in chapter.sides]
        share = lengths[0] * 100 / max(sum(lengths), 1)
        shares.append(share)
        if abs(share - 50) > SIDES_PERCENT or not _turned(chapter, timeline.chimes):
            wrong.append(chapter.label)
    value = f"{min(shares):.1f} to {max(shares):.1f} %" if shares else "no step has sides"
    return judged("equal sides", target, value, good=not wrong, where=places(wrong))


def _turned(chapter: Chapter, chimes: tuple[Chime, ...]) -> bool:
    """Returns whether a switch chime ends the first side and comes before the second."""
    first, second = chapter.sides[0], chapter.sides[-1]
    return any(
        chime.start_ms == first.end_ms and chime.end_ms <= second.start_ms
        for chime in chimes
        if chime.kind is ChimeKind.SWITCH
    )


def _span(values: list[int]) -> str:
    return f"{min(values)} to {max(values)} ms" if values else "none"
