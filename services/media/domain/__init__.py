"""What assets are: plain values, no I/O."""
