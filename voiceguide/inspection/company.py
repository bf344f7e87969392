"""Checks that reminders keep company manners, and that no sentence is said too often."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from voiceguide.inspection.check import Check, judged, of_part, places, unknown
from voiceguide.inspection.surroundings import Surroundings, surroundings
from voiceguide.timecode import clock, duration
from voiceguide.timeline import rules
from voiceguide.timeline.manners import Manners, wording
from voiceguide.timeline.model import CueKind, Timeline

NAMES = (
    "one order at a time",
    "subjects apart",
    "relief after work",
    "edges of steps",
    "rest undisturbed",
    "repetition",
)

_AGAIN = re.compile(r"\.(?!1\b)\d+(\.\d+)?/|/cue-\d+-2$")
"""The ids of cues that repeat another cue's words: in a later round, or on the second side."""

_NONE = "the session has no reminders"
_BEFORE = "the timeline is older than manners"


def company_checks(timeline: Timeline) -> Iterator[Check]:
    """Yields the checks on manners."""
    if timeline.manners is None:
        yield from (unknown(name, "", _BEFORE) for name in NAMES)
        return
    company = list(surroundings(timeline))
    checks = (
        _apart(timeline, timeline.manners, company),
        _subjects(timeline, timeline.manners, company),
        _relief(company),
        _edges(timeline, timeline.manners, company),
    )
    # A reminder may come so soon because of the words before a part of a session, or after it.
    yield from map(of_part, checks) if timeline.excerpt else checks
    yield _rest(timeline, company)
    yield _repetition(timeline, timeline.manners)


def _apart(timeline: Timeline, manners: Manners, company: Sequence[Surroundings]) -> Check:
    """Checks the distance from other words except the heads-up.

    A reminder may come closer if a quiet would otherwise last too long.
    """
    target = (
        f"{duration(manners.apart_ms)} between a reminder and other words, "
        f"{duration(manners.between_ms)} between two"
    )

    def is_wrong(each: Surroundings) -> bool:
        needed_ms = each.needed_ms(manners)
        early = each.cue.start_ms - each.before_ms < needed_ms
        near = _distance(each) < manners.apart_ms
        return (early and not each.is_forced(manners, timeline.quiet_ms, needed_ms)) or (
            near and not each.is_forced(manners, timeline.quiet_ms, manners.apart_ms)
        )

    wrong = list(filter(is_wrong, company))
    least = min(map(_distance, company), default=0)
    return _judged(NAMES[0], target, f"{least / 1000:.1f} s at least", company, wrong)


def _distance(each: Surroundings) -> int:
    before = each.cue.start_ms - each.before_ms
    return before if each.heads_up_next else min(before, each.next_ms - each.cue.end_ms)


def _subjects(timeline: Timeline, manners: Manners, company: Sequence[Surroundings]) -> Check:
    target = f"{duration(manners.subject_ms)} between a reminder and others on its subject"
    ends: dict[str, list[int]] = defaultdict(list)
    authored: dict[str, list[int]] = defaultdict(list)
    for cue in timeline.cues:
        for subject in cue.subjects:
            ends[subject].append(cue.end_ms)
            if cue.kind is not CueKind.REMINDER:
                authored[subject].append(cue.start_ms)

    def distance(each: Surroundings) -> int:
        """Returns the smaller distance: from the words before on its subjects, or to the author's
        next ones."""
        start, end = each.cue.start_ms, each.cue.end_ms
        found = [timeline.total_ms]
        for subject in each.cue.subjects:
            over, coming = ends[subject], authored[subject]
            if before := bisect_right(over, start):
                found.append(start - over[before - 1])
            if (after := bisect_right(coming, start)) < len(coming):
                found.append(coming[after] - end)
        return min(found)

    distances = [(distance(each), each) for each in company]
    wrong = [
        each
        for least, each in distances
        if least < manners.subject_ms and not each.breaks(timeline.quiet_ms)
    ]
    least = min((least for least, _ in distances), default=0)
    return _judged(NAMES[1], target, f"{least / 1000:.0f} s at least", company, wrong)


def _relief(company: Sequence[Surroundings]) -> Check:
    target = "after as much practice as the script says"
    relieving = [each for each in company if each.rule is not None and each.rule.after_ms]
    if not relieving:
        return unknown(NAMES[2], target, "no reminder uses 'after'")
    early = [
        each
        for each in relieving
        if each.rule is not None and each.cue.start_ms - each.work_ms < each.rule.after_ms
    ]
    least = min(each.cue.start_ms - each.work_ms for each in relieving)
    return _judged(NAMES[2], target, f"after {least / 1000:.0f} s at least", company, early)


def _edges(timeline: Timeline, manners: Manners, company: Sequence[Surroundings]) -> Check:
    target = (
        f"reminders {duration(manners.opening_ms)} after an opening, "
        f"{duration(manners.ending_ms)} before a change"
    )

    def is_wrong(each: Surroundings) -> bool:
        early = each.opening and each.cue.start_ms - each.before_ms < manners.opening_ms
        late = each.change_ms - each.cue.end_ms < manners.ending_ms
        forced = each.is_forced(manners, timeline.quiet_ms, manners.apart_ms)
        return (early or late) and not forced

    least = min((each.change_ms - each.cue.end_ms for each in company), default=0)
    value = f"{least / 1000:.0f} s before a change at least"
    return _judged(NAMES[3], target, value, company, list(filter(is_wrong, company)))


def _rest(timeline: Timeline, company: Sequence[Surroundings]) -> Check:
    target = "by no reminder that asks, and by none once the hands rest"
    restful = any(chapter.restful for chapter in timeline.chapters)
    if not restful and timeline.still_ms is None:
        return unknown(NAMES[4], target, "the script has no such step")
    still_ms = timeline.total_ms if timeline.still_ms is None else timeline.still_ms
    wrong = [
        each
        for each in company
        if each.cue.start_ms >= still_ms
        or (each.step is not None and each.step.restful and each.cue.asks)
    ]
    value = f"{len(wrong)} times" if wrong else "never"
    good = not wrong
    return judged(NAMES[4], target, value, good=good, where=places(_times(wrong)))


def _repetition(timeline: Timeline, manners: Manners) -> Check:
    """Checks everything that is said, except announcements, words at switches, words on the beat,
    and words that the script repeats in each round or on each side."""
    if not manners.again_ms:
        return unknown(NAMES[5], "", "the script allows it")
    most = max(1, round(rules.MOST_AN_HOUR * rules.AGAIN_MS / manners.again_ms))
    target = (
        f"once in {duration(manners.again_ms)}, {most} times in an hour, if the sentence has more "
        f"than {rules.FEW_WORDS} words"
    )
    said: dict[str, list[int]] = defaultdict(list)
    shown: dict[str, str] = {}
    for cue in timeline.cues:
        is_meant = cue.kind is CueKind.SWITCH or _AGAIN.search(cue.id)
        phrases = () if is_meant else cue.phrases[cue.announced :]
        for phrase in phrases:
            if not phrase.sentence.manner.on_beat and (key := wording(phrase.text)):
                said[key].append(phrase.start_ms)
                shown.setdefault(key, phrase.text)
    wrong = [
        f"{shown[key]!r} at {clock(at)}"
        for key, times in said.items()
        for at in _too_soon(times, manners.again_ms, most)
    ]
    often = max((len(times) for times in said.values()), default=0)
    value = f"a sentence is said {often} time{'' if often == 1 else 's'} at most"
    return judged(NAMES[5], target, value, good=not wrong, where=places(wrong, most=3))


def _too_soon(times: Sequence[int], again_ms: int, most: int) -> Iterator[int]:
    """Yields the times at which a sentence is repeated too soon, or too often in an hour."""
    soon = {after for before, after in pairwise(times) if after - before < again_ms}
    soon |= {
        last
        for first, last in zip(times, times[most:], strict=False)
        if last - first < rules.HOUR_MS
    }
    yield from sorted(soon)


def _judged(
    name: str, target: str, value: str, company: Sequence[Surroundings], wrong: list[Surroundings]
) -> Check:
    if not company:
        return unknown(name, target, _NONE)
    return judged(name, target, value, good=not wrong, where=places(_times(wrong)))


def _times(wrong: Sequence[Surroundings]) -> list[str]:
    return [clock(each.cue.start_ms) for each in wrong]
