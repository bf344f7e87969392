"""The planner's constants, with their reasons."""

CHAPTER_LEAD_MS = 250
"""A chapter starts this long before its chime (or up to a frame more), so that a player's
"previous" button repeats the whole instruction."""

CHIME_TO_SPEECH_MS = 500
"""From a chime's end to the first word: time to start listening to the voice."""

SPEECH_TO_CHIME_MS = 800
"""From the last word to a chime, which must not sound over speech or right after it."""

BEAT_TO_CHIME_MS = 300
"""From the last word of a count to a chime, which may be the next beat of a countdown."""

SPEECH_TO_END_MS = 4_000
"""From the session's last word to the end chime, or to the silence in its place: time for the words
to sink in. A chime that came sooner would sound like an answer to them."""

SPEECH_GAP_MS = 1_000
"""The shortest quiet between two cues: enough to hear them as two."""

NOTICED_MS = 500
"""A step that is longer or shorter than its author wrote by this much is reported."""

LATE_MS = 8_000
"""A reminder may be this late: after minutes, nobody notices seconds."""

APART_MS = 12_000
"""A reminder's distance from other words: time to do one thing before hearing the next."""

SUBJECT_MS = 90_000
"""The distance between two reminders on one subject; closer together, they would nag."""

OPENING_MS = 8_000
"""A reminder's distance from the end of a step's opening: time to begin what it asks for."""

ENDING_MS = 15_000
"""A reminder's distance from the next step or side: the heads-up should have the last word."""

BETWEEN_MS = 30_000
"""The distance between two reminders in a row: time to do what the first one asks, and to sink back
into the quiet."""

AGAIN_MS = 600_000
"""The shortest time before a sentence is repeated: after ten minutes, its wording is forgotten."""

FEW_WORDS = 3
"""A sentence of up to this many words ("Breathe out.") may be repeated at any time."""

MOST_AN_HOUR = 2
"""How often a longer sentence may be said in an hour; the third time, it sounds like a machine."""

HOUR_MS = 3_600_000

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

HALFWAY_WITHIN = 100
"""How far the half-way cue may move, in per mille of the step, to keep its distance from other
cues. It states the time left to the nearest half minute at best."""

LEAST_SIDE_MS = 5_000
"""The shortest useful practice on one side."""

END_TAIL_MS = 500
"""The quiet from the end of the end chime to the end of the track."""

SLEEP_SOFTENING_DB = -10.0
"""In a sleep session, chimes get softer from the first to the last, linearly in dB, since equal
steps in dB sound equal. They go from 6 to 16 LU below speech: the last one can still be heard over
the bed, which is then 26 LU below speech. The chimes of the last step, in which the hands rest,
don't sound at all."""
