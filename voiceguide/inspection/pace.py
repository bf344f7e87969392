"""Checks how fast and how much the voice speaks, and that no silence is too long."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from voiceguide.inspection.check import PART, Check, judged, places, unknown
from voiceguide.script.guidance import FULL
from voiceguide.script.styles import style_of
from voiceguide.timecode import clock
from voiceguide.timeline.model import Cue, Timeline
from voiceguide.timeline.statistics import silences
from voiceguide.wording import language as languages
from voiceguide.wording.breaths import count_words, is_count
from voiceguide.wording.tables.writing import Pace

LEAST_EACH = Fraction(6, 7)
"""How slow a single cue of several sentences may be, as a share of the minimum for all cues
together: a list, or a word by itself, has extra pauses."""

LONGEST_PAUSE_MS = 2500
"""A longer pause after a sentence is time to practise or answer, and not part of the pace."""

_NO_STYLE = "the script names no style"


def pace_checks(timeline: Timeline) -> Iterator[Check]:
    """Yields the checks on pace, share of speech, and quiet."""
    yield rate_check(timeline)
    yield _each(timeline)
    yield _share(timeline)
    yield _quiet(timeline)


def rate_check(timeline: Timeline, *, factor: float = 1) -> Check:
    """Checks the pace, as if the voice took `factor` times as long for its words.

    The pauses don't change.
    """
    band = _pace(timeline).several
    if not band:
        why = f"unknown for the language {timeline.language}" if timeline.style else _NO_STYLE
        return unknown("speech rate", "easy to follow", why)
    low, high = round(band[0] * style_of(timeline.style).least), band[1]
    target = f"{low} to {high} words a minute"
    paced = [cue for cue in timeline.cues if len(cue.phrases) > 1 and not _is_count(cue)]
    if timeline.excerpt:
        return unknown("speech rate", target, PART)
    if not paced:
        return unknown("speech rate", target, "no cue has several sentences")
    words = sum(count_words(cue.text) for cue in paced)
    voice_ms = sum(phrase.end_ms - phrase.start_ms for cue in paced for phrase in cue.phrases)
    rate = words * 60_000 / max(sum(map(_paced_ms, paced)) + voice_ms * (factor - 1), 1)
    return judged("speech rate", target, f"{rate:.1f} words a minute", good=low <= rate <= high)


def _each(timeline: Timeline) -> Check:
    """Checks the pace of every cue. A formant voice may be faster than a natural one, because it is
    hard to understand if it is slow."""
    name, pace = "pace of every cue", _pace(timeline)
    most = pace.most.get(timeline.voice)
    if not pace.several or most is None:
        why = "unknown for this language or this voice" if timeline.style else _NO_STYLE
        return unknown(name, "easy to follow", why)
    own = languages.of(timeline.language).pace.several[0]
    least = round(LEAST_EACH * own * style_of(timeline.style).least)
    limits = {True: (0, most), False: (least, pace.several[1])}
    found: dict[bool, list[float]] = {True: [], False: []}
    wrong = []
    for cue in timeline.cues:
        is_alone = len(cue.phrases) == 1
        if not _is_count(cue):
            asked = cue.phrases[0].sentence.manner.pace
            rate = round(count_words(cue.text) * 60_000 / max(_paced_ms(cue), 1) / asked, 1)
            found[is_alone].append(rate)
            low, high = limits[is_alone]
            if not low <= rate <= high:
                wrong.append(clock(cue.start_ms))
    several = f"{least} to {pace.several[1]} in several"
    target = f"at most {most} words a minute in one sentence, {several}"
    value = ", ".join(f"{min(each):.0f} to {max(each):.0f}" for each in found.values() if each)
    return judged(name, target, value or "nothing is said", good=not wrong, where=places(wrong))


def _pace(timeline: Timeline) -> Pace:
    """Returns the limits of pace for the session's style; none if it names no style."""
    if not timeline.style:
        return Pace()
    return languages.of(timeline.language).pace.times(style_of(timeline.style).pace)


def _is_count(cue: Cue) -> bool:
    """Returns whether a cue has a pace of its own: words on the beat, or a few words at a time."""
    return cue.is_on_beat or is_count([phrase.text for phrase in cue.phrases])


def _paced_ms(cue: Cue) -> int:
    """Returns a cue's length in ms, with long pauses shortened."""
    pauses = [after.start_ms - before.end_ms for before, after in pairwise(cue.phrases)]
    return cue.end_ms - cue.start_ms - sum(max(0, pause - LONGEST_PAUSE_MS) for pause in pauses)


def _share(timeline: Timeline) -> Check:
    share = (
        sum(cue.end_ms - cue.start_ms for cue in timeline.cues) * 100 / max(timeline.total_ms, 1)
    )
    value, minutes = f"{share:.1f} %", timeline.total_ms / 60_000
    if timeline.excerpt:
        return unknown("speech share", "none for a part of a session", value)
    for least, most, low, high in style_of(timeline.style).shares:
        if least <= minutes <= most:
            low = low if timeline.guidance == FULL else 0  # less was asked for
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
