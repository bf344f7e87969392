"""Writes a script as a document that other programs and people read, and that `new --from` reads
back.

The words stand in the document as such, under a heading for each step. What a document has no
place for, such as times and pictures, stands at its end (Markdown) or in its metadata (SSML), as
YAML: the rest of the script. Both together are the script again; words that were changed meanwhile
count as changed.
"""
