"""Texts in other formats, turned into scripts without losing a word.

script        from a file to a finished script
formats       the formats: how each is recognised, and its reader
source        what every reader returns: headings, phrases, pauses, words at times
pauses        pauses in brackets, in any of the spellings that people use
cleaner       mends or respells (respelling) text that can't be said or written in a script
parts         the sections of a text; layout and lines make steps of them
moments       words at times, as steps with cues
fitting       the time that the steps need
languages     guesses the language of a text
ends, cut     the ends of sentences, and cuts in long texts
"""
