"""The levels and lengths of a sound's parts, each with its reason."""

SPEECH_LUFS = -19.0
"""Loudness of speech: -16 LUFS, the usual target for spoken stereo, is -19 in mono."""

PEAK_DBFS = -2.4
"""The highest sample of speech. Between samples, and through the encoder's loss, speech rises by
up to 0.6 dB more (flite's), so the true peak stays at or under -1.5 dBTP."""

MOST_LIMITING_DB = 6.0
"""The most by which a single peak is turned down so that the sound reaches its loudness. Formant
voices need up to 3 dB; more than 6 would be audible as a dent."""

SILENCE_DBFS = -50.0
"""Anything quieter (RMS over 10 ms, in speech at its final level) counts as silence."""

HEAD_MARGIN_MS = 10
"""Left before the first sound, because a soft consonant starts below `SILENCE_DBFS`."""

TAIL_MARGIN_MS = 30
"""Left after the last sound, because a word dies away more slowly than it starts."""

BEAT_LEAD_MS = 100
"""From the beginning of a clip on the beat to its onset. What leads up to it takes up to 90 ms, as
measured on a natural voice's "four"; more is cut, which nobody hears at that level."""

ONSET_DB = -23.0
"""A word is heard from the moment it is so loud, relative to its loudest 10 ms: at -37 dBFS or
thereabouts, over a bed. The hiss of a soft "f" or "th" before that is not."""

EDGE_FADE_MS = 10
"""The fade at both edges of speech: long enough to avoid a click, short enough to spare the first
consonant."""

LONGEST_REST_MS = 800
"""The longest rest that is put inside a sentence: as long as the pause after one."""

BED_LUFS = -39.0
"""Loudness of a bed: 20 LU under speech."""

STEREO_BED_LUFS = -36.0
"""Loudness of a stereo bed: speech in both channels measures 3 dB more, -16 LUFS."""

BED_PEAK_DBFS = -20.0
"""The highest sample of a bed, so that thunder in it neither startles nor, with speech on top,
exceeds full scale."""

LONGEST_BED_MS = 60 * 60 * 1000
"""The longest bed. It loops, so a longer one would add nothing; an hour in stereo takes 691 MB of
the cache."""

SEAM_MS = 2000
"""The length of the crossfade from a bed's end into its beginning, for looping."""

BED_FADE_MS = 200
"""A bed's beginning is faded, so that a click or a thump in it doesn't count as its peak. In the
seam it is hardly heard: over 200 ms it is 16 dB or more under the end."""

CHIME_LUFS = {"next-step": -25.0, "switch": -25.0, "end": -27.0}
"""The loudest 400 ms of each chime, by its meaning: 6, 6 and 8 LU under speech at -19 LUFS."""

BELL_LUFS = CHIME_LUFS["next-step"]
"""A chime at a moment of the author's choice is as loud as one that begins a step."""

LONGEST_CHIME_MS = 20_000
"""The longest chime: a longer sound would not be heard as a signal. The bundled ones take 1 to 10
s."""

CHIME_FADE_OUT_MS = 100
"""The fade at a chime's end, applied twice, so that it also ends softly: many recordings stop while
the chime still rings."""

CHIME_EDGE_DB, CHIME_EDGE_DBFS = -50.0, -72.0
"""The edges of a chime that are quieter than this, relative to its own peak, count as silence, if
they are also 12 dB quieter than the room tone."""

RUMBLE_HZ, RUMBLE_ORDER = 35, 8
"""The high-pass for own beds and chimes, a Butterworth filter (-48 dB an octave): 15 Hz loses
59 dB, 20 Hz 39, 41 Hz (a double bass's lowest note) 0.3. Nothing that is heard goes: with speech
at 65 dB SPL a bed has 45 and a chime 59, and people hear 31.5 Hz from 59.5 dB SPL on, 40 Hz from
51.1 (ISO 226:2003, table 1)."""

RUMBLE_RUN_IN_MS = 500
"""The filter's run-in: its slowest part rings for 23 ms (time constant Q / (pi f) with Q 2.56), so
what starts it has lost 180 dB."""
