"""How loud and how long the parts of a sound are: every such number, with its reason."""

SPEECH_LUFS = -19.0
"""Loudness of speech: what -16 LUFS, the usual target of spoken stereo, is in mono."""

PEAK_DBFS = -2.4
"""No sample of speech is higher. Between samples, and by the loss of the encoder, speech rises
by up to 0.6 dB more (flite's), so that the true peak stays at or under -1.5 dBTP."""

MOST_LIMITING_DB = 6.0
"""How far a single peak may be turned down for the sake of the sound's loudness.
Formant voices need up to 3 dB; more than 6 would be heard as a dent."""

SILENCE_DBFS = -50.0
"""What is quieter (RMS over 10 ms, of speech at its final level) is not yet speech."""

HEAD_MARGIN_MS = 10
"""Kept before the first sound, because a soft consonant starts below `SILENCE_DBFS`."""

TAIL_MARGIN_MS = 30
"""Kept after the last sound, because a word dies away slower than it starts."""

EDGE_FADE_MS = 10
"""Fade at both edges of speech: long enough that no click is heard, short enough
to leave the first consonant alone."""

BED_LUFS = -39.0
"""Loudness of a sound under everything: 20 LU under speech."""

STEREO_BED_LUFS = -36.0
"""The same in stereo, where speech in both channels measures 3 dB more: -16 LUFS."""

BED_LEVEL_LU = -20.0
"""A bed against speech, where nothing else sounds: heard, never listened to."""

LOUDEST_BED_LU, SOFTEST_BED_LU = -10.0, -40.0
"""Beyond these a bed would be in the way of the words, or not be there."""

BED_PEAK_DBFS = -20.0
"""No sample of a bed is higher, so that thunder in it neither startles nor, with speech
on top, goes past full scale."""

LONGEST_BED_MS = 60 * 60 * 1000
"""A bed loops, so nothing is gained by a longer one; an hour in stereo is 691 MB of the cache."""

SEAM_MS = 2000
"""How long the end of a bed crosses over into its beginning, where it loops."""

CHIME_LUFS = {"next-step": -25.0, "switch": -25.0, "end": -27.0}
"""The loudest 400 ms of each chime, by its meaning: 6, 6 and 8 LU under speech at -19 LUFS."""

LONGEST_CHIME_MS = 20_000
"""A longer sound is no signal; the bundled ones take 1 to 10 s."""

CHIME_EDGE_DB = -50.0
"""Against its own peak: what is quieter at the edges of a chime is not yet, or no more, heard."""
