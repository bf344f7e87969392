"""What the store on disk holds, how much of it may stay, and what goes first."""
