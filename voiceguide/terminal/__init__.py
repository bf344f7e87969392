"""The player in the terminal: sound, keys, display and bookmarks."""
