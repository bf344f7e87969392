"""Checks a take, the sound of one text from an engine, before it becomes a clip.

Neural voices sometimes stop in the middle, repeat themselves or say nothing, and servers cut sound
off. A listener would hear that, but the engine doesn't report it.
"""

import unicodedata
from math import inf, log10
from operator import sub

from voiceguide.audio.clip import SAMPLE_WIDTH, Recording
from voiceguide.audio.pcm import FULL_SCALE, rms
from voiceguide.errors import AudioError

MS_A_LETTER = 75
"""The time per letter at a calm pace, measured on the bundled scripts without their pause marks."""

MS_A_TEXT = 200
"""A single syllable with its edges takes longer than its letters suggest by this much."""

SHORTEST, LONGEST = 0.4, 2.5
"""The limits of a take's length, as shares of the time that its letters need. All bundled texts, in
five of espeak-ng's voices and a neural one, lie between 0.7 and 1.9."""

SUSPICIOUS = 1.2
"""From this share on, voiceguide looks for the reason that a take is long: a hole, or a part that
repeats."""

HOLE_MS = 1_500
"""The shortest quiet inside a take that counts as a hole. Engines rest for up to 0.8 s at a full
stop."""

HOLE_DB = -50.0
"""The level of a hole, relative to the loudest 10 ms."""

CLIPPED_RUN, CLIPPED_SHARE = 8, 0.05
"""The number of samples in a row at full scale that counts as clipped, and the share of clipped
samples that counts as broken. The loudest of espeak-ng's voices, its whisper, reaches 0.02."""

LEAST_LOOP_MS = 400
"""The shortest part that counts as repeated: a long word or two."""

LOOP_DB = 3.0
"""The most that the loudness of two parts may differ, on average, if one repeats the other. In good
takes, no two parts differ by less than 4.5 dB; in most loops they do, though loops rarely last
whole rows."""

SPEAKING_DB, SPEAKING_RANGE_DB = -25.0, 12.0
"""A part with speech is louder than this on average, unlike a pause; and its loudness varies by at
least this much, unlike a steady tone's."""

_ROW_MS = 10
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")


def check_take(words: Recording, text: str, *, pace: float = 1.0) -> None:
    """Raises AudioError if the sound, without the silence around it, can't be the text.

    `pace` is the requested speed, relative to a calm one.
    """
    if _is_clipped(words.pcm):
        raise AudioError("the engine's sound is clipped: it is louder than a file can hold")
    share = _share(words, text, pace)
    if share < SHORTEST:
        raise AudioError(
            f"the engine broke off: it spoke for {_seconds(words):.1f} s, where this text needs "
            f"about {_seconds(words) / share:.1f} s"
        )
    if share > SUSPICIOUS:
        rows = _rows(words)
        if (hole := _longest_quiet(rows)) >= HOLE_MS:
            raise AudioError(f"the engine was silent for {hole / 1000:.1f} s in the middle")
        if loop := _repeated(rows):
            raise AudioError(f"the engine repeated the same {loop / 1000:.1f} s")
    if share > LONGEST:
        raise AudioError(
            f"the engine spoke for {_seconds(words):.1f} s, where this text needs about "
            f"{_seconds(words) / share:.1f} s"
        )


def _seconds(words: Recording) -> float:
    return len(words.pcm) / SAMPLE_WIDTH / words.rate


def _share(words: Recording, text: str, pace: float) -> float:
    """Returns the length as a share of the time that the letters need; 1 if letters tell
    nothing."""
    letters = [character for character in text if character.isalpha()]
    if not text.isascii():
        named = [unicodedata.name(letter, "").startswith(_ALPHABETS) for letter in letters]
        if not all(named):
            return 1.0
    return _seconds(words) * 1000 * pace / (MS_A_TEXT + MS_A_LETTER * len(letters))


def _is_clipped(pcm: bytes) -> bool:
    rows = sum(
        pcm.count(value.to_bytes(SAMPLE_WIDTH, "little", signed=True) * CLIPPED_RUN)
        for value in (FULL_SCALE - 1, -FULL_SCALE)
    )
    return rows * CLIPPED_RUN * SAMPLE_WIDTH > CLIPPED_SHARE * len(pcm)


def _rows(words: Recording) -> list[float]:
    """Returns the loudness of each 10 ms in dB, relative to the loudest; at least `HOLE_DB`."""
    size = words.rate * _ROW_MS // 1000 * SAMPLE_WIDTH
    levels = [rms(words.pcm[at : at + size]) for at in range(0, len(words.pcm), size)]
    loudest = max(levels, default=0) or 1
    return [max(HOLE_DB, 20 * log10(level / loudest) if level else -inf) for level in levels]


def _longest_quiet(rows: list[float]) -> int:
    """Returns the longest stretch of rows at `HOLE_DB`, in ms."""
    longest = current = 0
    for row in rows:
        current = current + 1 if row == HOLE_DB else 0
        longest = max(longest, current)
    return longest * _ROW_MS


def _speaks(rows: list[float]) -> bool:
    is_loud = sum(rows) > SPEAKING_DB * len(rows)
    return is_loud and max(rows) - min(rows) >= SPEAKING_RANGE_DB


def _repeated(rows: list[float]) -> int:
    """Returns the length, in ms, of a part that occurs three times in a row; 0 if there is none."""
    for lag in range(LEAST_LOOP_MS // _ROW_MS, len(rows) // 3 + 1):
        for start in range(0, len(rows) - 3 * lag + 1, max(1, lag // 4)):
            first, again = rows[start : start + 2 * lag], rows[start + lag : start + 3 * lag]
            if _speaks(first) and sum(map(abs, map(sub, first, again))) <= LOOP_DB * 2 * lag:
                return lag * _ROW_MS
    return 0
