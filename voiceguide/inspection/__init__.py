"""Measures a finished file, and compares it with the timeline it was made from."""
