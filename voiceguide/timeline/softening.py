"""How chimes soften in a session for falling asleep, down to nothing."""

from collections.abc import Sequence
from dataclasses import replace

from voiceguide.timeline import rules
from voiceguide.timeline.model import Chime


def softened(chimes: Sequence[Chime], rest_ms: int) -> tuple[Chime, ...]:
    """Returns the chimes with their gains: each softer than the one before, from `rest_ms` on none.

    At `rest_ms` the last step begins, in which the hands rest. The chime that opens the session
    always sounds as usual.
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
        return round(rules.SLEEP_SOFTENING_DB * share, 1)  # less than 0.1 dB nobody hears

    return (opening, *(replace(chime, gain_db=gain_db(chime)) for chime in later))
