"""The planner's constants, each with its unit and reason."""

CHAPTER_LEAD_MS = 250
"""A chapter starts this long before its chime (up to a frame more), so that a player's "previous"
repeats the whole instruction."""

CHIME_TO_SPEECH_MS = 500
"""From a chime's end to the first word: time for the ear to turn to the voice."""

SPEECH_TO_CHIME_MS = 800
"""From the last word to a chime, which must never sound over speech or on its heels."""

SPEECH_TO_END_MS = 4_000
"""From the last word of all to the end chime, or to the silence in its place: time for the words to
sink in. Sooner, the chime would sound like an answer to them."""

SPEECH_GAP_MS = 1_000
"""The shortest quiet between two cues: enough to hear them as two."""

REMINDER_GAP_MS = 8_000
"""Reminders keep this far from the words before and after them, if there is room."""

HEADS_UP_MS = 10_000
"""A heads-up starts this long before the change: time for the hands to finish and move."""

HEADS_UP_LATEST_MS = 8_000
"""A heads-up starts at the latest this long before the change."""

HEADS_UP_EARLIEST_MS = 12_000
"""A heads-up starts at the earliest this long before the change, if its words are short enough."""

HEADS_UP_FROM_MS = 45_000
"""Steps shorter than this have no heads-up for the next step."""

SIDE_HEADS_UP_FROM_MS = 120_000
"""Two-sided steps of at least this length have a heads-up before the switch."""

HALFWAY_FROM_MS = 120_000
"""Steps of at least this length say half-way how much time is left."""

LEAST_SIDE_MS = 5_000
"""The shortest practice on one side that is worth having."""

END_TAIL_MS = 500
"""Quiet between the end chime, rung out, and the end of the track."""

SLEEP_SOFTENING_DB = -10.0
"""For falling asleep, chimes get softer from the first to the last, in a straight line in dB, since
equal steps in dB sound equal. A chime then goes from 6 to 16 LU under speech: the last one can
still be heard over a bed, which is 26 LU under speech meanwhile. Those of the last step, in which
the hands rest, don't sound at all."""
