"""The cache: where content is kept, how much of it, and what is removed first."""
