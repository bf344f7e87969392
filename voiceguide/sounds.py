"""The names of the bundled sounds, and what a script or a user may choose of them."""

ROOM_TONE = "room-tone"
"""The bed if none is chosen: barely audible, it keeps loudspeakers awake, and it is never
ducked."""

RAIN = "rain"

BEDS = (ROOM_TONE, RAIN, "sea", "warm-pad")

NO_BED = "none"
"""The name that stands for no bed at all."""

CHIME_SETS = ("classic", "bowl", "wood", "glass")

CHIMES = CHIME_SETS[0]
"""The set of chimes if none is chosen."""

MEANINGS = ("next-step", "switch", "end")
"""What the chimes of a set mean; each is a file of that name."""

BELL = "bell"
"""The chime at a moment that an author chooses; it sounds like `next-step`."""

BED_LEVEL_LU = -20.0
"""The default level of a bed relative to speech while nothing else sounds: heard, never listened
to."""

LOUDEST_BED_LU, SOFTEST_BED_LU = -10.0, -40.0
"""The limits of a bed's level: louder, it would be in the way of the words; softer, inaudible."""
