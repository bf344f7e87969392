"""Speed and memory, measured beside other ways; python -m tests.benchmarks. Not run by pytest."""
