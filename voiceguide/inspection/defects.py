"""Checks for faults that any sound can have: clipping, clicks, digital silence, DC."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from voiceguide.audio.clicks import AROUND_ROWS, CLICK_BEND, CLICK_RATIO, sharp
from voiceguide.audio.pcm import FULL_SCALE
from voiceguide.audio.rows import ROW_MS
from voiceguide.inspection.check import Check, Verdict, judged, places
from voiceguide.inspection.measure import Sound
from voiceguide.inspection.stretches import quiet
from voiceguide.timecode import clock
from voiceguide.timeline.model import BedKind, Timeline

SILENCE_MS = 2000
"""Longer digital silence makes loudspeakers go to standby, and players skip it."""

_RISING_MS = 500
"""The time that the next bed may take to become audible."""

MEAN_PERCENT = 0.1
"""The most DC, in percent of full scale; less is hidden by the room tone."""

SPEECH_RATIO = 16
"""CLICK_RATIO inside a phrase; it is higher, since other voices may have sharper consonants."""

CLOSED_ROWS, RELEASE_RATIO = 20, 2
"""A burst may be a consonant if it is at most this ratio sharper than the rows before its closure.
Inside a phrase, p, t and k close the mouth for up to 150 ms, and open it with a burst that is about
as sharp as the vowel before: 1.1 times in a natural voice."""

JOINT_RATIO = 4
"""CLICK_RATIO where a clip begins or ends, relative to the quiet beyond. As measured, these are no
sharper than the quiet."""

JOINT_ROWS = range(-1, 4)
"""The rows at and beyond a clip's faded edge, counted outwards; they must be quiet."""

EDGE_MS = 20
"""The joint of a phrase or chime reaches this far inside it. A cut is heard at the very edge; a
final d or k is released at least 30 ms before it, the margin that trimming keeps."""


def defect_checks(timeline: Timeline | None, sound: Sound) -> Iterator[Check]:
    """Yields the checks for faults."""
    yield judged(
        "clipped runs",
        "none",
        f"{len(sound.clipped)}" if sound.clipped else "none",
        good=not sound.clipped,
        where=places(_clocks(sound.clipped)),
    )
    yield _clicks(timeline, sound.bends)
    yield _silence(timeline, sound.levels)
    percent = abs(sound.mean) * 100 / FULL_SCALE
    target = f"{MEAN_PERCENT:g} % of full scale at most"
    yield judged("DC", target, f"{percent:.3f} %", good=percent <= MEAN_PERCENT)


def _clicks(timeline: Timeline | None, bends: Sequence[int]) -> Check:
    """Checks for bends far sharper than those around them.

    Music has such bends too, so the result is unknown without a plan.
    """
    target = "none"
    inside = _inside(timeline, len(bends))
    rows = [
        row
        for row, ratio in sharp(bends)
        if ratio >= (SPEECH_RATIO if timeline is None or inside[row] else CLICK_RATIO)
        and not (inside[row] and _is_released(bends, row))
    ]
    found = _clocks([row * ROW_MS for row in sorted({*rows, *_at_joints(timeline, bends)})])
    value = str(len(found)) if found else "none"
    if timeline is None and found:
        value += " sharp sounds, which may belong there"
        return Check(
            name="clicks", target=target, value=value, verdict=Verdict.UNKNOWN, where=places(found)
        )
    return judged("clicks", target, value, good=not found, where=places(found))


def _is_released(bends: Sequence[int], row: int) -> bool:
    """Returns whether a burst in a phrase may be a consonant that ends a closure."""
    before = bends[max(0, row - CLOSED_ROWS) : row]
    return bends[row] <= RELEASE_RATIO * max(before, default=0)


def _at_joints(timeline: Timeline | None, bends: Sequence[int]) -> Iterator[int]:
    """Yields the rows at clips' edges that are far sharper than the quiet beyond."""
    for start, end in _spans(timeline):
        for edge, outwards in ((start // ROW_MS - 1, -1), (end // ROW_MS, 1)):
            beyond = range(JOINT_ROWS.stop + 1, JOINT_ROWS.stop + 1 + AROUND_ROWS)
            quiet = [bends[row] for n in beyond if 0 <= (row := edge + n * outwards) < len(bends)]
            for n in JOINT_ROWS:
                row = edge + n * outwards
                # The first row of speech may begin with a consonant.
                if not 0 <= row < len(bends) or (outwards < 0 and n < 0):
                    continue
                # A last consonant that fades is no sharper than the rest of it.
                fades = n < 0 and bends[row] <= bends[row - outwards]
                if not fades and bends[row] >= max(CLICK_BEND, JOINT_RATIO * max(quiet, default=0)):
                    yield row


def _spans(timeline: Timeline | None) -> list[tuple[int, int]]:
    """Returns the start and end of each phrase and chime, in ms."""
    if timeline is None:
        return []
    spans = [(phrase.start_ms, phrase.end_ms) for cue in timeline.cues for phrase in cue.phrases]
    return spans + [(chime.start_ms, chime.end_ms) for chime in timeline.heard_chimes]


def _inside(timeline: Timeline | None, rows: int) -> bytearray:
    """Returns 1 for each row inside a phrase or a chime, away from its joints, else 0."""
    inside = bytearray(rows)
    for start, end in _spans(timeline):
        for row in range((start + EDGE_MS) // ROW_MS, min(rows, (end - EDGE_MS) // ROW_MS)):
            inside[row] = 1
    return inside


def _silence(timeline: Timeline | None, levels: Sequence[int]) -> Check:
    """Checks for runs of zeros. If all the quiet is silent, there is no bed, on purpose."""
    target = f"{SILENCE_MS / 1000:g} s at most, unless asked for"
    runs, at = [], 0
    for silent, rows in groupby(levels, key=lambda level: level == 0):
        length = sum(1 for _ in rows)
        if silent:
            runs.append((length * ROW_MS, at * ROW_MS))
        at += length
    longest, _ = max(runs, default=(0, 0))
    long = [
        start
        for length, start in runs
        if length > SILENCE_MS and not _is_without_bed(timeline, start, start + length)
    ]
    if (
        long
        and timeline is not None
        and timeline.bed is None
        and _all_quiet_is_silent(timeline, levels)
    ):
        return judged("digital silence", target, "everywhere: there is no bed", good=True)
    value = f"{longest / 1000:.2f} s" if longest else f"none as long as {ROW_MS} ms"
    return judged("digital silence", target, value, good=not long, where=places(_clocks(long)))


def _is_without_bed(timeline: Timeline | None, start_ms: int, end_ms: int) -> bool:
    """Whether the silence is in a step without a bed, in a session whose other steps have one."""
    parts = timeline.beds_of(BedKind.NONE) if timeline is not None and timeline.beds else ()
    return any(part.start_ms <= start_ms and end_ms <= part.end_ms + _RISING_MS for part in parts)


def _all_quiet_is_silent(timeline: Timeline, levels: Sequence[int]) -> bool:
    """Returns whether nine tenths or more of the quiet between words and chimes are silent."""
    between = [
        levels[row]
        for start, end in quiet(timeline)
        for row in range(-(-start // ROW_MS), min(end // ROW_MS, len(levels)))
    ]
    silent = between.count(0)
    return len(between) - silent <= silent // 10


def _clocks(moments: Sequence[int]) -> list[str]:
    """Returns the times to the tenth of a second, each once."""
    shown = (f"{clock(ms - ms % 1000)}.{ms % 1000 // 100}" for ms in islice(moments, 1000))
    return list(dict.fromkeys(shown))
