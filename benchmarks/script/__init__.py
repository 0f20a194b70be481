"""What a story's way to its reader costs beyond the engine that writes it."""
