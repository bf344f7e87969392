"""The names of the bundled sounds, and the limits within which a script or a user may choose."""

ROOM_TONE = "room-tone"
"""The default bed: it is barely audible, keeps loudspeakers from standby, and is never ducked."""

RAIN = "rain"

BEDS = (ROOM_TONE, RAIN, "sea", "warm-pad")

NO_BED = "none"
"""The name for no bed."""

CHIME_SETS = ("classic", "bowl", "wood", "glass")

CHIMES = CHIME_SETS[0]
"""The default set of chimes."""

MEANINGS = ("next-step", "switch", "end")
"""The meanings of the chimes in a set; each is a file of that name."""

BELL = "bell"
"""A chime that the author places; by default, it sounds like `next-step`."""

BED_LEVEL_LU = -20.0
"""The default level of a bed relative to speech, while nothing else sounds: audible, but never
distracting."""

LOUDEST_BED_LU, SOFTEST_BED_LU = -10.0, -40.0
"""The limits of a bed's level: above, it would mask words; below, it would be inaudible."""
