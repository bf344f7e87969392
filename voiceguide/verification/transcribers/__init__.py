"""Recognisers that transcribe any speech; each library is imported only when it is used."""
