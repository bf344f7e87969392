"""The planner's constants, each with its unit and reason."""

CHAPTER_LEAD_MS = 250
"""A chapter starts this long before its chime (up to a frame more), so that a player's "previous"
repeats the whole instruction."""

CHIME_TO_SPEECH_MS = 500
"""From a chime's end to the first word: time for the ear to turn to the voice."""

SPEECH_TO_CHIME_MS = 800
"""From the last word to a chime, which must never sound over speech or on its heels."""

BEAT_TO_CHIME_MS = 300
"""From the last word of a count to a chime: counted down to zero, the chime is the next beat."""

SPEECH_TO_END_MS = 4_000
"""From the last word of all to the end chime, or to the silence in its place: time for the words to
sink in. Sooner, the chime would sound like an answer to them."""

SPEECH_GAP_MS = 1_000
"""The shortest quiet between two cues: enough to hear them as two."""

NOTICED_MS = 500
"""A step that is so much longer or shorter than its author wrote is reported."""

LATE_MS = 8_000
"""A reminder may be this late: nobody counts the seconds of minutes."""

APART_MS = 12_000
"""A reminder keeps this far from other words: time to do one thing before the next is said."""

SUBJECT_MS = 90_000
"""Two reminders of one subject are this far apart; sooner, they nag."""

OPENING_MS = 8_000
"""No reminder comes so soon after a step's opening: time to begin what it asks for."""

ENDING_MS = 15_000
"""No reminder comes so shortly before a change: the heads-up is the last word there."""

BETWEEN_MS = 30_000
"""Two reminders, one after the other, keep this far apart: time to do what the first one asks, and
to sink back into the quiet."""

AGAIN_MS = 600_000
"""A sentence is not said again so soon; in ten minutes, one forgets how it went."""

FEW_WORDS = 3
"""Sentences of so few words ("Breathe out.") may be said again at any time."""

MOST_AN_HOUR = 2
"""How often a longer sentence may be said in an hour; the third time, one hears a machine."""

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
"""Half-way may be said so much earlier or later, in per mille of the step, to keep its distance
from other cues: what is left is said in half minutes at the finest."""

LEAST_SIDE_MS = 5_000
"""The shortest practice on one side that is worth having."""

END_TAIL_MS = 500
"""Quiet between the end chime, rung out, and the end of the track."""

SLEEP_SOFTENING_DB = -10.0
"""For falling asleep, chimes get softer from the first to the last, in a straight line in dB, since
equal steps in dB sound equal. A chime then goes from 6 to 16 LU under speech: the last one can
still be heard over a bed, which is 26 LU under speech meanwhile. Those of the last step, in which
the hands rest, don't sound at all."""
