"""The levels and lengths of sounds, with their reasons."""

SPEECH_LUFS = -19.0
"""Loudness of speech: -16 LUFS, the usual target for spoken stereo, is -19 in mono."""

PEAK_DBFS = -2.4
"""The highest sample of speech, in dBFS. Between samples, and through encoding, speech rises by up
to 0.6 dB more (flite's), so the true peak stays at or under -1.5 dBTP."""

MOST_LIMITING_DB = 6.0
"""The most that a single peak is turned down so that the sound reaches its loudness. Formant voices
need up to 3 dB; more than 6 would be audible as a dip."""

SILENCE_DBFS = -50.0
"""Anything quieter (RMS over 10 ms, in speech at its final level) counts as silence."""

HEAD_MARGIN_MS = 10
"""The time kept before the first sound, because a soft consonant starts below `SILENCE_DBFS`."""

TAIL_MARGIN_MS = 30
"""The time kept after the last sound, because a word dies away more slowly than it starts."""

BEAT_LEAD_MS = 100
"""The time from the start of a clip on the beat to its onset. The soft beginning of a word takes up
to 90 ms, as measured on a natural voice's "four"; anything longer is cut, too soft to be missed."""

ONSET_DB = -23.0
"""The level at which a word is first heard, relative to its loudest 10 ms: about -37 dBFS, over a
bed. The hiss of a soft "f" or "th" before that is not heard."""

EDGE_FADE_MS = 10
"""The fade at both edges of speech: long enough to avoid a click, short enough to spare the first
consonant."""

LONGEST_REST_MS = 800
"""The longest rest inside a sentence: as long as the pause after one."""

BED_LUFS = -39.0
"""Loudness of a bed: 20 LU under speech."""

STEREO_BED_LUFS = -36.0
"""Loudness of a stereo bed: speech in both channels measures 3 dB more, -16 LUFS."""

BED_PEAK_DBFS = -20.0
"""The highest sample of a bed, in dBFS, so that thunder doesn't startle, and doesn't exceed full
scale together with speech."""

LONGEST_BED_MS = 60 * 60 * 1000
"""The longest bed. A bed loops, so a longer one would add nothing; an hour in stereo takes 691 MB
in the cache."""

SEAM_MS = 2000
"""The length of the crossfade from a bed's end into its beginning, for looping."""

BED_FADE_MS = 200
"""The fade at a bed's beginning, so that a click or thump there doesn't count as its peak. In the
seam the fade is hardly audible: for 200 ms the beginning is 16 dB or more below the end."""

CHIME_LUFS = {"next-step": -25.0, "switch": -25.0, "end": -27.0}
"""The loudness of each chime's loudest 400 ms, by its meaning: 6, 6 and 8 LU below speech at -19
LUFS."""

BELL_LUFS = CHIME_LUFS["next-step"]
"""A chime that the author places is as loud as one that begins a step."""

LONGEST_CHIME_MS = 20_000
"""The longest chime: a longer sound would not be heard as a signal. Bundled ones last 1 to 10 s."""

CHIME_FADE_OUT_MS = 100
"""The fade at a chime's end, applied twice for a soft end: many recordings stop while the chime
still rings."""

CHIME_EDGE_DB, CHIME_EDGE_DBFS = -50.0, -72.0
"""The edges of a chime count as silence below this level, relative to its own peak, if they are
also 12 dB quieter than the room tone."""

RUMBLE_HZ, RUMBLE_ORDER = 35, 8
"""The cut-off of the high-pass for the user's beds and chimes, a Butterworth filter (-48 dB per
octave): 15 Hz loses 59 dB, 20 Hz 39, 41 Hz (a double bass's lowest note) 0.3. Nothing audible is
lost: with speech at 65 dB SPL, a bed has 45 and a chime 59, and the threshold of hearing is 59.5 dB
SPL at 31.5 Hz and 51.1 at 40 Hz (ISO 226:2003, table 1)."""

RUMBLE_RUN_IN_MS = 500
"""The filter's run-in. Its slowest part decays with a time constant of 23 ms (Q / (pi f) with
Q 2.56), so its start-up transient is down by 180 dB."""
