"""What is done when people write of painful or forbidden things: help instead of a story, or a reason why not."""
