"""Speed and memory, measured against the obvious alternative. Not run by pytest."""
