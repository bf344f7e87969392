"""Texts in other formats, turned into scripts without losing a word.

source       a text as its reader found it: headings, phrases, pauses, words at times
formats      the formats: how each is recognised, and its reader
pauses       pauses in brackets, in any of the spellings that people use
cleaner      what can't be said or written in a script, mended or respelt
layout       a source as the steps of a script
script       from a file to a finished script
"""
