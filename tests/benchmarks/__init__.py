"""Compares speed and memory with other programs: python -m tests.benchmarks. Not run by pytest."""
