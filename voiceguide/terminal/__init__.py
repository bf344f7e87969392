"""A session in the terminal: sound, keys, what is to be seen, and where it stopped."""
