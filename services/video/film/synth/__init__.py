"""The synthesiser: notes in, stereo sound out."""
