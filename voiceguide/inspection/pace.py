"""Checks how fast and how much the voice speaks, and that no silence is too long."""

import re
from collections.abc import Iterator
from itertools import pairwise

from voiceguide.inspection.check import Check, judged, unknown
from voiceguide.timecode import clock
from voiceguide.timeline.model import Cue, Timeline
from voiceguide.timeline.statistics import silences

RATE = (105, 135)
"""Words a minute in cues of several sentences, the pauses between them included; 120 is the pace of
calm instruction."""

LONGEST_PAUSE_MS = 2500
"""A longer pause after a sentence is time to practise or answer, and not part of the pace."""

LEAST_WORDS = 4
"""A cue whose phrases are mostly shorter is a count ("In. Two. Three."), with its own pace."""

SHARES = ((9.5, 12, 32, 48), (19, 21, 25, 35), (38, 42, 17, 25), (57, 63, 12, 19))
"""For sessions from one number of minutes to another: the least and the most speech, in percent.
These come from sessions that guide hands; for other lengths, and for sessions without sides, there
is no target."""

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def pace_checks(timeline: Timeline) -> Iterator[Check]:
    """Yields the checks on pace, share of speech, and quiet."""
    yield rate_check(timeline)
    yield _share(timeline)
    yield _quiet(timeline)


def rate_check(timeline: Timeline, *, factor: float = 1) -> Check:
    """Checks the pace; with a `factor`, as if the voice took so many times as long for its words.

    The pauses stay as they are.
    """
    low, high = RATE
    target = f"{low} to {high} words a minute"
    if not timeline.language.lower().startswith("en"):
        return unknown("speech rate", target, f"unknown for the language {timeline.language}")
    paced = [cue for cue in timeline.cues if len(cue.phrases) > 1 and not _is_count(cue)]
    if not paced:
        return unknown("speech rate", target, "no cue has several sentences")
    words = sum(_words(cue.text) for cue in paced)
    voice_ms = sum(phrase.end_ms - phrase.start_ms for cue in paced for phrase in cue.phrases)
    rate = words * 60_000 / max(sum(map(_paced_ms, paced)) + voice_ms * (factor - 1), 1)
    return judged("speech rate", target, f"{rate:.1f} words a minute", good=low <= rate <= high)


def _is_count(cue: Cue) -> bool:
    lengths = [_words(phrase.text) for phrase in cue.phrases]
    return sum(length < LEAST_WORDS for length in lengths) * 2 > len(lengths)


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _paced_ms(cue: Cue) -> int:
    """Returns a cue's length in ms, with long pauses shortened."""
    pauses = [after.start_ms - before.end_ms for before, after in pairwise(cue.phrases)]
    return cue.end_ms - cue.start_ms - sum(max(0, pause - LONGEST_PAUSE_MS) for pause in pauses)


def _share(timeline: Timeline) -> Check:
    share = (
        sum(cue.end_ms - cue.start_ms for cue in timeline.cues) * 100 / max(timeline.total_ms, 1)
    )
    value, minutes = f"{share:.1f} %", timeline.total_ms / 60_000
    sided = any(chapter.sides for chapter in timeline.chapters)
    for least, most, low, high in SHARES:
        if sided and least <= minutes <= most:
            target = f"{low} to {high} %"
            return judged("speech share", target, value, good=low <= share <= high)
    return unknown("speech share", "none for such a session", value)


def _quiet(timeline: Timeline) -> Check:
    quiet, start = max((end - start, start) for start, end in silences(timeline))
    value = f"{quiet / 1000:.1f} s"
    if timeline.quiet_ms is None:
        return unknown("longest quiet", "the script sets no limit", value)
    target = f"{timeline.quiet_ms / 1000:g} s at most"
    good = quiet <= timeline.quiet_ms
    return judged("longest quiet", target, value, good=good, where=f"from {clock(start)}")
