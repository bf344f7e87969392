"""Makes the chimes of a sleep session softer and softer, and finally silent."""

from collections.abc import Sequence
from dataclasses import replace

from voiceguide.timeline import rules
from voiceguide.timeline.model import Chime


def softened(chimes: Sequence[Chime], rest_ms: int) -> tuple[Chime, ...]:
    """Returns the chimes with their gains: each is softer than the one before.

    From `rest_ms` on, when the last step begins, in which the hands rest, chimes are silent. The
    chime that opens the session always sounds as usual.
    """
    if not any(chime.gain_db == 0 for chime in chimes):
        return tuple(chimes)
    opening, *later = chimes
    heard = [chime.start_ms for chime in later if chime.start_ms < rest_ms and not chime.off]
    first_ms, last_ms = opening.start_ms, max(heard, default=rest_ms)

    def gain_db(chime: Chime) -> float | None:
        if chime.start_ms >= rest_ms or chime.off:
            return None
        share = (chime.start_ms - first_ms) / max(last_ms - first_ms, 1)
        return round(rules.SLEEP_SOFTENING_DB * share, 1)  # nobody hears less than 0.1 dB

    return (opening, *(replace(chime, gain_db=gain_db(chime)) for chime in later))
