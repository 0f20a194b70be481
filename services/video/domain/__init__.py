"""What a film is: its timeline, captions, music and state. Standard library only."""
