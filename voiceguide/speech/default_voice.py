"""Estimates how long the default voice takes, without speaking.

The estimate is fitted to the 235 different sentences of the bundled scripts, spoken by pyttsx3 with
espeak-ng. A sentence lasts 0.8 to 1.3 times its estimate, many together 0.97 to 1.03 times.
"""

PHRASE_MS = 168
"""The time for a phrase's edges and its slower last syllable."""

LETTER_MS = 76
"""The time for one letter of English. In other languages, too, the rate depends on letters."""

MARGIN = 0.05
"""The relative error of the estimate over several sentences."""

SENTENCE_MARGIN_MS = 150
"""The relative error for a single sentence."""

OTHER_MARGIN = 0.25
"""`MARGIN` for languages that have no sentences for measuring a voice's pace."""


def spoken_ms(phrase: str) -> int:
    """Returns about how many milliseconds the default voice takes to say a phrase."""
    return PHRASE_MS + LETTER_MS * sum(map(str.isalpha, phrase))
