"""What the music plays, bar by bar and note by note; nothing of how it sounds."""
