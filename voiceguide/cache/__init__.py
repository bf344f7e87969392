"""The cache: stores content, limits its size, and removes the least recently used."""
