"""Frames of twice the size."""
