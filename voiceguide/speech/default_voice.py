"""Estimates how long the default voice takes, without speaking.

Fitted to the 235 different sentences of the bundled scripts, as pyttsx3 speaks them with
espeak-ng: a sentence lasts 0.8 to 1.3 times this, many of them together 0.97 to 1.03 times.
"""

PHRASE_MS = 168
"""The edges of a phrase, and the slower syllable at its end."""

LETTER_MS = 76
"""One letter of English. For other languages, the rate is set by letters too."""

MARGIN = 0.05
"""How much faster or slower than this the voice is, as a share, over several sentences."""

SENTENCE_MARGIN_MS = 150
"""How much shorter or longer than that a single sentence is."""

OTHER_MARGIN = 0.25
"""`MARGIN` for languages without sentences to measure a voice's pace with."""


def spoken_ms(phrase: str) -> int:
    """Returns about how many milliseconds the default voice takes to say a phrase."""
    return PHRASE_MS + LETTER_MS * sum(map(str.isalpha, phrase))
