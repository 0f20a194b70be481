"""What the ports stand for: Triton, databases, other services, the studio."""
