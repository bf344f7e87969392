"""Voice-guided audio sessions from a script."""
