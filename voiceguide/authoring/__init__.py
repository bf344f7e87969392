"""Tools for people who write scripts: a session on paper, new scripts, imports of other texts."""
