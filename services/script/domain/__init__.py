"""What a story is and how one is written: plain Python, no input or output."""
