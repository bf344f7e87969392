"""The planner's constants: one place, with unit and reason."""

CHAPTER_LEAD_MS = 250
"""A chapter starts so long before its chime, up to a frame more, so that "previous" repeats the
whole instruction."""

CHIME_TO_SPEECH_MS = 500
"""From a chime's end to the first word: the ear has turned to the voice by then."""

SPEECH_TO_CHIME_MS = 800
"""From the last word to a chime: a chime is never over speech, nor on its heels."""

SPEECH_GAP_MS = 1_000
"""The least quiet between two cues, so that they are heard as two."""

REMINDER_GAP_MS = 8_000
"""Reminders keep this far from what is said before and after them, where there is room."""

HEADS_UP_MS = 10_000
"""A heads-up starts this long before the change; the hands finish and move in time."""

HEADS_UP_LATEST_MS = 8_000
"""... and at the latest this long before it."""

HEADS_UP_EARLIEST_MS = 12_000
"""... and at the earliest, where its words allow."""

HEADS_UP_FROM_MS = 45_000
"""Steps shorter than this need no heads-up for what comes next."""

SIDE_HEADS_UP_FROM_MS = 120_000
"""Two-sided steps from this length on get a heads-up before the switch."""

HALFWAY_FROM_MS = 120_000
"""Steps from this length on say how much time is left, half-way."""

LEAST_SIDE_MS = 5_000
"""Less practice than this on a side is no practice."""

END_TAIL_MS = 500
"""Quiet after the end chime has rung out, to the end of the track."""
