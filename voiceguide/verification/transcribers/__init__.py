"""Recognisers that write down any speech; each library is imported only when it is used."""
