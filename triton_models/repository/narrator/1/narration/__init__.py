"""Reads a text aloud and knows when each of its words is spoken."""
