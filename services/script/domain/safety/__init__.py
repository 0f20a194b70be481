"""What is done when people write of painful or forbidden things: help, or a reason, instead of a story."""
