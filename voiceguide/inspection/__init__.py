"""What a finished file says for itself, held against the timeline it was made from."""
