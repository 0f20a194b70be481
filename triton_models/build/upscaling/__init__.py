"""A network of our own that doubles a picture: its frames, its training, its judging."""
