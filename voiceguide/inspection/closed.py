"""The times at which manners forbid a reminder, so that it doesn't count as late."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from voiceguide.inspection.spans import Span, Spans, common
from voiceguide.inspection.surroundings import changes, works
from voiceguide.timeline.manners import Manners, ReminderRule, ReminderText, wording
from voiceguide.timeline.model import Cue, CueKind, Timeline


def stale_sentences(timeline: Timeline) -> Mapping[str, Spans]:
    """Returns, for each long sentence, the spans in which it is too soon to repeat it."""
    if timeline.manners is None:
        return {}
    again_ms = timeline.manners.again_ms
    longest_ms = max((rule.length_ms for rule in timeline.promises), default=0)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for cue in timeline.cues:
        span = cue.start_ms - _before(cue, again_ms, longest_ms), cue.end_ms + again_ms
        for phrase in cue.phrases[cue.announced :]:
            found[wording(phrase.text)].append(span)
    return {sentence: Spans(spans) for sentence, spans in found.items() if sentence}


def closed(rule: ReminderRule, timeline: Timeline, stale: Mapping[str, Spans]) -> Spans:
    """Returns the spans in which none of the reminder's texts may start."""
    if timeline.manners is None:
        return Spans(_words(timeline, Manners(apart_ms=0, between_ms=0, ending_ms=0), 0))
    manners, length_ms = timeline.manners, rule.length_ms
    everywhere = [
        *_words(timeline, manners, length_ms),
        *_edges(timeline, manners, length_ms),
        *_subject(rule, timeline, manners),
        *_relief(rule, timeline),
    ]
    if timeline.still_ms is not None:
        everywhere.append((timeline.still_ms, timeline.total_ms))
    restful = [(each.start_ms, each.end_ms) for each in timeline.chapters if each.restful]
    unfit = [Spans(_text(text, stale, restful)) for text in rule.texts]
    return Spans([*everywhere, *common(unfit)])


def _words(timeline: Timeline, manners: Manners, length_ms: int) -> Iterator[Span]:
    """Yields the spans that are too close to words: around each cue, and from a heads-up to the
    next cue."""
    for cue, following in zip_longest(timeline.cues, timeline.cues[1:]):
        if cue.kind is CueKind.AHEAD:
            before = _before(cue, manners.before_heads_up_ms, length_ms)
            yield cue.start_ms - before, following.start_ms if following else timeline.total_ms
        else:
            yield (
                cue.start_ms - _before(cue, manners.apart_ms, length_ms),
                cue.end_ms
                + manners.after_ms(is_reminder=cue.kind is CueKind.REMINDER, hush_ms=cue.hush_ms),
            )


def _before(cue: Cue, distance_ms: int, length_ms: int) -> int:
    """Returns how long before a cue a reminder must start; later reminders don't count, since the
    planner doesn't know them yet."""
    return 0 if cue.kind is CueKind.REMINDER else distance_ms + length_ms


def _edges(timeline: Timeline, manners: Manners, length_ms: int) -> Iterator[Span]:
    for change_ms in changes(timeline):
        yield change_ms - manners.ending_ms - length_ms, change_ms
    for cue in timeline.cues:
        if cue.kind is CueKind.OPENING:
            yield cue.end_ms, cue.end_ms + manners.opening_ms


def _subject(rule: ReminderRule, timeline: Timeline, manners: Manners) -> Iterator[Span]:
    for cue in timeline.cues:
        if rule.subject in cue.subjects:
            before = _before(cue, manners.subject_ms, rule.length_ms)
            yield cue.start_ms - before, cue.end_ms + manners.subject_ms


def _relief(rule: ReminderRule, timeline: Timeline) -> Iterator[Span]:
    """Yields the spans in which the practice has not lasted long enough for relief."""
    if not rule.after_ms:
        return
    relieved: defaultdict[str, list[int]] = defaultdict(list)
    for cue in timeline.cues:
        if rule.subject in cue.subjects:
            relieved[cue.step].append(cue.end_ms)
    for chapter, start_ms, end_ms in works(timeline):
        for at in (start_ms, *(at for at in relieved[chapter.step] if start_ms <= at < end_ms)):
            yield at, min(at + rule.after_ms, end_ms)


def _text(
    text: ReminderText, stale: Mapping[str, Spans], restful: Sequence[Span]
) -> Iterator[Span]:
    """Yields the spans in which one text may not be said: restful steps if it asks, and while it is
    stale."""
    if text.asks:
        yield from restful
    for sentence in text.sentences:
        yield from stale.get(wording(sentence), ())
