"""For people who write scripts: reads one aloud on paper, starts one, imports other texts."""
